from datetime import UTC, datetime
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from reportlab.pdfgen.canvas import Canvas

from faqbot.core.urls import resolve_link
from faqbot.crawl.page.directives import read_directives
from faqbot.extract.documents import page_lines, read_document, read_page
from faqbot.extract.html.boilerplate import find_boilerplate
from faqbot.extract.publications.items import links_of
from faqbot.extract.publications.linkage import link_publications

SITE = "https://lakeside.example"
ABSTRACT = (
    "This paper of the swimming club reports what forty bathers told us during one long summer, "
    "and what we have changed since."
)
ENTRY = (
    "<h3><a href='{link}'>{title}</a></h3><p>({author})<br>90 KB, 03/14/19, Lakeside Club</p>"
    "<p>{abstract}</p><p><a href='{link}'>Download/Read More</a></p><hr>"
)
FORM = (
    "<form><table><tr><td>Title<td><input name=t><tr><td>Organization<td><input name=o>"
    "<tr><td>Kind of paper<td><input name=k></table></form>"
)
INTRO = "<p>The club has written papers on swimming since it was founded in 1902.</p>"


def list_item(link, title, author="Ann Lowe"):
    return ENTRY.format(link=link, title=title, author=author, abstract=f"{title}: {ABSTRACT}")


HANDS = list_item("/hands.html", "Clean Hands at the Pool")
FLOAT = list_item("/float.pdf", "Teaching Toddlers to Float", "Cy Marsh")
GUARD = list_item("/guard.pdf", "What a Lifeguard Sees")
LIST = f"<h2>Library</h2>{FORM}{INTRO}{HANDS}{FLOAT}{GUARD}"


def pdf(line, author=""):
    body = BytesIO()
    canvas = Canvas(body)
    canvas.setAuthor(author)
    canvas.drawString(72, 700, line)
    canvas.save()
    return body.getvalue()


@pytest.fixture
def documents_of(make_page):
    """Return the documents of a site, given its bodies by path."""

    def read(bodies):
        pages = [
            make_page(
                body,
                url=f"{SITE}{path}",
                content_type="application/pdf" if path.endswith(".pdf") else "text/html",
            )
            for path, body in bodies.items()
        ]
        boilerplate = find_boilerplate(filter(None, map(page_lines, pages)))
        documents = link_publications([read_page(page, boilerplate) for page in pages])
        return {each.url.removeprefix(SITE): each for each in documents}

    return read


def texts(document):
    return "\n".join(passage.text for passage in document.passages)


INNER = (
    f"<h2>Clean Hands at the Pool</h2><p>By Ann Lowe<br>03/14/19</p><p>Abstract. Clean Hands at "
    f"the Pool: {ABSTRACT}</p><h3>Soap</h3><p>Soap stands at every tap of the pool.</p>"
    "<p><a href='/hands.pdf'>Download the full text (PDF)</a></p>"
)
HANDS_PDF = pdf("Taps with sensors save a third of the water.")


def test_item_inner_page_and_file_are_one_document(documents_of):
    documents = documents_of({"/list": LIST, "/hands.html": INNER, "/hands.pdf": HANDS_PDF})

    document = documents["/hands.html"]
    assert "/hands.pdf" not in documents
    assert (document.kind, document.title) == ("publication", "Clean Hands at the Pool")
    assert (document.authors, document.published) == (("Ann Lowe",), "2019-03-14")
    assert document.description.endswith(ABSTRACT)
    assert "Soap stands at every tap" in texts(document)
    assert "Lakeside Club" in texts(document)
    assert texts(document).count(ABSTRACT) == 1


def test_passages_of_the_file_stand_in_the_file_and_belong_to_the_document(documents_of):
    documents = documents_of({"/list": LIST, "/hands.html": INNER, "/hands.pdf": HANDS_PDF})

    document = documents["/hands.html"]
    *own, last = document.passages
    assert (last.url, last.anchor) == (f"{SITE}/hands.pdf", "page=1")
    assert {passage.url for passage in own} == {""}
    assert {passage.document_id for passage in document.passages} == {document.id}
    assert [passage.position for passage in document.passages] == list(range(len(own) + 1))
    assert len({passage.id for passage in document.passages}) == len(own) + 1


def test_an_item_of_a_file_completes_what_the_file_says_of_itself(documents_of):
    body = pdf("Begin in water of thirty degrees.", author="Office")
    document = documents_of({"/list": LIST, "/float.pdf": body})["/float.pdf"]

    assert (document.title, document.authors) == ("Teaching Toddlers to Float", ("Cy Marsh",))
    assert document.published == "2019-03-14"
    assert "Lakeside Club" in document.passages[0].text
    assert texts(document).count(ABSTRACT) == 1
    assert "Begin in water of thirty degrees." in texts(document)
    assert {passage.url for passage in document.passages} == {""}


def test_an_item_whose_file_was_not_read_is_found_and_leads_to_the_file(documents_of):
    document = documents_of({"/list": LIST})["/guard.pdf"]

    (passage,) = document.passages
    assert (document.kind, document.authors) == ("publication", ("Ann Lowe",))
    assert passage.anchor == "page=1"
    assert "Lakeside Club" in passage.text
    assert ABSTRACT in passage.text


def test_five_filters_of_a_list_give_each_publication_once(documents_of):
    filters = {
        "/list?all=y": LIST,
        "/list": f"<h2>Library</h2>{FORM}{INTRO}",
        "/list?topic=hands": f"<h2>Library</h2>{FORM}{INTRO}{HANDS}",
        "/list?topic=small": f"<h2>Library</h2>{FORM}{INTRO}{FLOAT}{GUARD}",
        "/list?author=Lowe": f"<h2>Library</h2>{FORM}{INTRO}{GUARD}",
    }
    documents = documents_of(filters)

    assert sum(each.kind == "publication" for each in documents.values()) == 3
    assert sum(texts(each).count(ABSTRACT) for each in documents.values()) == 3


def test_the_list_keeps_its_other_text_without_labels_of_its_form(documents_of):
    (passage,) = documents_of({"/list": LIST})["/list"].passages
    assert passage.text.startswith("The club has written papers")
    assert "Organization" not in passage.text
    assert "Kind of paper" not in passage.text


def test_an_inner_page_joins_with_its_file_without_any_list(documents_of):
    documents = documents_of({"/hands.html": INNER, "/hands.pdf": HANDS_PDF})

    assert list(documents) == ["/hands.html"]
    document = documents["/hands.html"]
    assert (document.kind, document.authors) == ("publication", ("Ann Lowe",))
    assert document.published == "2019-03-14"
    assert "Taps with sensors" in texts(document)


@pytest.mark.parametrize(
    "links",
    [
        pytest.param("", id="no file"),
        pytest.param("<a href=hands.pdf>Download</a> <a href=b.pdf>PDF</a>", id="two files"),
        pytest.param("We wrote <a href=hands.pdf>about taps</a> too.", id="mentioned file"),
    ],
)
def test_a_signed_page_that_does_not_offer_a_file_stays_a_page(documents_of, links):
    blog = f"<h2>At the pool</h2><p>By Ann Lowe, 03/14/19</p><p>We swam at dawn today. {links}</p>"
    documents = documents_of({"/blog": blog, "/hands.pdf": HANDS_PDF})
    assert documents["/blog"].kind == "page"
    assert "/hands.pdf" in documents


def test_several_items_in_one_file_keep_documents_of_their_own(make_page):
    shared = "".join(list_item(f"/all.pdf#page={n}", f"Rules of pool {n}") for n in (2, 3, 4))
    file = make_page(pdf("Rules of all the pools in town."), url=f"{SITE}/all.pdf")

    documents = list(
        link_publications([read_page(make_page(shared, url=f"{SITE}/list")), read_page(file)])
    )

    assert [(each.url, each.passages[0].anchor) for each in documents] == [
        (f"{SITE}/all.pdf", f"page={number}") for number in (1, 2, 3, 4)
    ]
    assert len({each.id for each in documents}) == 4


def test_a_list_read_alone_shows_its_items_as_passages(make_page):
    document = read_document(make_page(LIST, url=f"{SITE}/list"))
    assert [(each.heading_path[-1], each.url) for each in document.passages[1:]] == [
        ("Clean Hands at the Pool", f"{SITE}/hands.html"),
        ("Teaching Toddlers to Float", f"{SITE}/float.pdf"),
        ("What a Lifeguard Sees", f"{SITE}/guard.pdf"),
    ]


GUARD_PDF = pdf("A lifeguard counts heads.")
SPELLINGS = [
    "/get?file=a/doc1",
    "/get?file=a%2Fdoc1",
    "/get?q=two words",
    "/get?q=two+words",
    "/get?b=2&a=1",
    "/get?a=&b",
    "/get?x[]=1",
    "/get?q=a:b,c@d",
    "/get?",
    "/a/../rules.pdf",
    "/a//rules.pdf",
    "/%7Eoffice/rules.pdf",
    "/niños.pdf",
    "/rules%2fpool.pdf",
    "/100%.pdf",
    "\\rules\\pool.pdf",
    "HTTPS://LAKESIDE.example:443/rules.pdf",
    "https://lakeside.example./rules.pdf",
    "ru\nles.pdf",
    "/rules.pdf#page=2",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_link_of_a_list_is_spelled_as_the_crawler_spells_it(make_page, spelling):
    page = make_page(f'<p><a href="{spelling}">Rules</a></p>', url=f"{SITE}/list")
    now = datetime(2026, 3, 2, tzinfo=UTC)
    (crawled,) = read_directives(page, product="faqbot", now=now).links

    (link,) = links_of([BeautifulSoup(page.body, "lxml")], page.url)

    assert link.target.partition("#")[0] == crawled


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_publication_is_one_document_however_its_link_is_spelled(documents_of, spelling):
    url = resolve_link(f"{SITE}/list", spelling)
    bodies = {"/list": LIST.replace("/guard.pdf", spelling), url.removeprefix(SITE): GUARD_PDF}

    documents = documents_of(bodies)

    document = documents[url.removeprefix(SITE)]
    assert (document.title, document.authors) == ("What a Lifeguard Sees", ("Ann Lowe",))
    assert [each for each in documents.values() if "counts heads" in texts(each)] == [document]
    assert len(documents) == len(documents_of({"/list": LIST, "/guard.pdf": GUARD_PDF}))
