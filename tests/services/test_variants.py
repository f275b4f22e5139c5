"""Query variants that staff write: they find what the site says, which is shown unchanged."""

from dataclasses import replace
from urllib.parse import quote

import pytest

from faqbot.core.records import Document, Passage
from faqbot.services.answering import AnswerService
from faqbot.services.crawling import import_file, scrape
from faqbot.services.indexing import build_index
from faqbot.services.variants import QueryVariant, add_variants

PAGE = """<title>Members</title><h1>Members</h1>
<h2 id="dues">What are the dues?</h2><p>Individuals pay $45 a year, and schools pay $150.</p>
<h2 id="renew">When do I renew?</h2><p>Each year in the month in which you first joined.</p>
<h2 id="leave">How do I leave?</h2><p>Write to the office one month before the end.</p>"""
VARIANT = "Can my kid come along for nothing?"


def document(number=1, *, passages):
    url = f"https://oakhill.example/{number}"
    return Document(str(number), url, "page", "Page", "en", passages=tuple(passages))


def passage(number, **fields):
    return Passage(f"p{number}", "1", "text", f"Text {number}.", position=number, **fields)


def aliases(documents):
    return [list(one.aliases) for each in documents for one in each.passages]


def added(documents, *links):
    variant = QueryVariant("How much?", links, "wordings.csv, row 2")
    changed, broken_links = add_variants(documents, [variant])
    return aliases(changed), [(one.url, one.reason) for one in broken_links]


@pytest.fixture
def home(loopback_settings, small_site, tmp_path):
    """Return what indexes a small site together with these rows of a file."""

    def index(*rows):
        file = tmp_path / "wordings.csv"
        file.write_text("\n".join(("question,url", *rows)), encoding="utf-8")
        import_file(loopback_settings, file)
        return build_index(loopback_settings, lambda _: None)

    with small_site({"/": PAGE}) as url:
        scrape(loopback_settings, [url], lambda _: None)
        yield loopback_settings, index


def test_the_passage_at_the_link_is_the_direct_answer_to_a_variant(home):
    settings, index = home
    index("Who needs it,/#leave", f"{VARIANT},/#dues")
    answer = AnswerService(settings).ask(VARIANT)
    assert answer.direct
    assert answer.direct.hit.passage.question == "What are the dues?"
    assert answer.direct.hit.passage.text.startswith("Individuals pay $45")
    assert len([one for one in answer.results if "$45" in one.hit.passage.text]) == 1


@pytest.mark.parametrize("question", ["What does it cost?", "how much"])
def test_a_variant_of_a_section_without_a_question_gets_a_direct_answer(
    question, loopback_settings, small_site, tmp_path
):
    file = tmp_path / "wordings.csv"
    file.write_text(f"question,url\n{question},/fees#annual\n")
    fees = "<h1>Fees</h1><h2 id=annual>Annual</h2><p>Each of us pays $40, in January.</p>"
    with small_site({"/": PAGE + "<a href=/fees>Fees</a>", "/fees": fees}) as url:
        scrape(loopback_settings, [url], lambda _: None)
    import_file(loopback_settings, file)
    build_index(loopback_settings, lambda _: None)
    answer = AnswerService(loopback_settings).ask(question)
    assert answer.direct
    assert "$40" in answer.direct.hit.passage.text


def test_a_variant_that_staff_removed_is_forgotten(home):
    settings, index = home
    index(f"{VARIANT},/#dues", "Anything else,/#renew")
    index("Anything else,/#renew")
    assert not AnswerService(settings).ask(VARIANT).results


def test_a_variant_is_suggested_while_typing(home):
    settings, index = home
    index(f"{VARIANT},/#dues")
    suggestions = AnswerService(settings).suggest("my kid", 5)
    assert [(one.text, one.url.partition("#")[2]) for one in suggestions] == [(VARIANT, "dues")]


def test_broken_links_are_reported_with_their_rows(home):
    _, index = home
    report = index(f"{VARIANT},/#dues", "One,/#lost", "Two,/gone#dues", "Three,/")
    assert [(one.url, one.reason) for one in report.skipped] == [
        ("wordings.csv, row 3: /#lost", "the page has no anchor #lost"),
        ("wordings.csv, row 4: /gone#dues", "no page of the site has this address"),
        (
            "wordings.csv, row 5: /",
            "the page has 3 questions; add the anchor of one (#dues)",
        ),
    ]


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("/1#caf%C3%A9", id="path"),
        pytest.param("/1#café", id="plain anchor"),
        pytest.param("https://oakhill.example/1#café", id="whole"),
        pytest.param("https://OAKHILL.example:443/x/../1#café", id="another spelling"),
    ],
)
def test_a_link_may_be_written_as_people_do(link):
    page = document(passages=[passage(0), passage(1, anchor="café")])
    assert added([page], link) == ([[], ["How much?"]], [])


def test_a_text_fragment_leads_to_its_passage():
    page = document(passages=[passage(0), passage(1, question="Is there a fee?")])
    fragment = f"/1#:~:text={quote('Is there a fee?')}"
    assert added([page], fragment) == ([[], ["How much?"]], [])


def test_a_page_of_a_file_leads_to_the_passage_of_the_document_that_offers_it():
    file = "https://oakhill.example/report.pdf"
    inside = passage(1, url=file, anchor="page=2")
    page = document(passages=[passage(0, anchor="page=2"), inside])
    assert added([page], "/report.pdf#page=2") == ([[], ["How much?"]], [])


@pytest.mark.parametrize(
    ("passages", "expected"),
    [
        pytest.param([passage(0), passage(1)], [["How much?"], []], id="first section"),
        pytest.param(
            [passage(0), passage(1, question="Is there a fee?")],
            [[], ["How much?"]],
            id="only question",
        ),
    ],
)
def test_a_link_without_an_anchor_means_the_only_question_or_first_section(passages, expected):
    assert added([document(passages=passages)], "/1") == (expected, [])


def test_a_shared_anchor_means_the_part_with_the_question_else_the_first():
    parts = [passage(n, anchor="room") for n in range(3)]
    assert added([document(passages=parts)], "/1#room") == ([["How much?"], [], []], [])
    mixed = [parts[0], passage(1, anchor="room", question="Is there a room?"), parts[2]]
    assert added([document(passages=mixed)], "/1#room") == ([[], ["How much?"], []], [])


def test_a_path_means_every_site_that_has_it():
    page = document(passages=[passage(0, question="Is there a fee?")])
    twin = replace(page, id="2", url="https://maple.example/1")
    other = replace(page, id="3", url="https://maple.example/2")
    assert added([page, twin, other], "/1") == ([["How much?"], ["How much?"], []], [])


def test_one_variant_may_have_several_links():
    pages = [document(1, passages=[passage(0)]), document(2, passages=[passage(0)])]
    assert added(pages, "/1", "/2", "/3") == (
        [["How much?"], ["How much?"]],
        [("wordings.csv, row 2: /3", "no page of the site has this address")],
    )


def test_the_question_of_the_passage_itself_is_not_a_variant():
    page = document(passages=[passage(0, question="How much?", aliases=("What fee?",))])
    assert added([page], "/1") == ([["What fee?"]], [])
