import json
from importlib.resources import files
from typing import NamedTuple

import pytest

from faqbot.core.errors import ExtractionError
from faqbot.core.records import Page
from faqbot.extract.documents import page_lines, read_document, read_page
from faqbot.extract.html.boilerplate import find_boilerplate
from faqbot.extract.passages.sections import without_repeats
from faqbot.extract.publications.linkage import link_publications
from faqbot.sample_site.site import paths, respond

SITE = "https://opendoors-alliance.example"

LISTS = [
    "resources/default.aspx?F_All=y",
    "resources/default.aspx",
    "resources/default.aspx?F_All=y&F_Topic=Attendance",
    "resources/default.aspx?F_All=y&F_Topic=Finance",
    "resources/default.aspx?F_All=y&F_Organization=Harbor+Cities+Study+Team",
]
PUBLICATIONS = json.loads(files("faqbot.sample_site").joinpath("publications.json").read_text())


class Sample(NamedTuple):
    """A question of a sample page: how its answer begins and ends."""

    heading: str
    question: str
    anchor: str
    first_words: str
    last_words: str


def sample_page(path):
    reply = respond(f"/{path}", origin=SITE)
    headers = {"content-type": reply.headers["Content-Type"]}
    return Page(f"{SITE}/{path}", reply.status, "2026-11-23T12:00:00Z", headers, "", reply.body)


@pytest.fixture(scope="module")
def sample_documents():
    """Return all documents of the sample site, as an index run reads them."""
    readable = [path for path in paths() if path != "files/founding-memo-1998.pdf"]
    pages = [sample_page(path) for path in [*readable, *LISTS]]
    boilerplate = find_boilerplate(filter(None, map(page_lines, pages)))
    return list(
        without_repeats(link_publications([read_page(page, boilerplate) for page in pages]))
    )


@pytest.mark.parametrize(
    ("path", "title", "language", "count", "samples"),
    [
        pytest.param(
            "aboutschools/faqs.aspx",
            "Frequently Asked Questions",
            "en",
            19,
            [
                Sample(
                    "Frequently Asked Questions about Community Schools",
                    "How much does a community school cost, and how is it funded?",
                    "q13",
                    "Plan on about $180,000 a year above the normal budget",
                    "The guide's chapter on finance shows how to combine sources.",
                ),
                Sample(
                    "Frequently Asked Questions about Community Schools",
                    "What is the difference between a community school, a full-service community "
                    "school and extended-service schools?",
                    "q19",
                    "The names overlap, and laws and grant programs do not always use them",
                    "An existing extended-day program can be named in the application as a base to "
                    "build on.",
                ),
            ],
            id="numbered",
        ),
        pytest.param(
            "forum/faq.html",
            "Forum and Membership FAQ",
            "en",
            18,
            [
                Sample(
                    "The National Forum",
                    "How much does it cost to attend?",
                    "forum-fee",
                    "The fee depends on who you are:\n- general: $495\n",
                    "at the member fee pays $440 in all, or $55 less than the general fee.",
                ),
                Sample(
                    "Membership",
                    "When does my membership start, and when does it end?",
                    "member-term",
                    "It runs for twelve months from the day you join,",
                    "so a membership that is not renewed simply ends.",
                ),
            ],
            id="accordion",
        ),
        pytest.param(
            "es/preguntas.html",
            "Preguntas frecuentes",
            "es",
            18,
            [
                Sample(
                    "La escuela",
                    "¿Tiene algún costo para mi familia?",
                    "costo",
                    "No. Como es una escuela pública, no se paga colegiatura",
                    "con fondos públicos, fundaciones y aportaciones de las organizaciones "
                    "asociadas.",
                ),
                Sample(
                    "Servicios y salud",
                    "Creo que mi hijo necesita educación especial. ¿Qué hago?",
                    "educacion-especial",
                    "Pida una evaluación por escrito, en español si lo prefiere,",
                    "El coordinador puede acompañarlo a la reunión.",
                ),
            ],
            id="Spanish",
        ),
    ],
)
def test_a_sample_faq_is_read_question_by_question(path, title, language, count, samples):
    document = read_document(sample_page(path))

    assert (document.kind, document.title, document.language) == ("faq", title, language)
    pairs = {passage.question: passage for passage in document.passages if passage.kind == "faq"}
    assert len(pairs) == count
    for sample in samples:
        passage = pairs[sample.question]
        assert (passage.heading_path[-1], passage.anchor) == (sample.heading, sample.anchor)
        assert passage.text.startswith(sample.first_words)
        assert passage.text.endswith(sample.last_words)


def test_a_prose_page_is_read_section_by_section(sample_documents):
    page = next(each for each in sample_documents if each.url.endswith("/about/values.aspx"))
    title, values, principles = (
        "Values and Operating Principles",
        "Organizational Values",
        "Operating Principles",
    )
    assert (page.kind, page.title, page.modified) == ("page", title, "2024-11-18")
    assert [(passage.heading_path, passage.anchor) for passage in page.passages] == [
        ((title,), "top"),
        ((title, values, "Equity"), "equity"),
        ((title, values, "Democracy"), "democracy"),
        ((title, values, "Harmony"), "harmony"),
        ((title, principles, "Listen Before Acting"), "listen"),
        ((title, principles, "Share What We Learn Openly"), "share"),
        ((title, principles, "Stay Until It Works"), "stay"),
    ]


@pytest.mark.parametrize(
    "furniture",
    [
        pytest.param("Washington, DC 20008 | Phone (202) 555-0142", id="address"),
        pytest.param("All rights reserved", id="copyright"),
        pytest.param("Search | National Forums | Privacy Policy", id="links of the footer"),
        pytest.param("Scaling Up Guide · Community Schools Blog", id="strip"),
        pytest.param("Join us in Milwaukee for the National Forum", id="banner"),
        pytest.param("Part III: Stage 1 | Part III: Stage 2", id="strip of the guide"),
        pytest.param("back | forward", id="ways on in the guide"),
    ],
)
def test_footer_and_strips_of_the_site_are_in_no_passage(sample_documents, furniture):
    with_furniture = [
        (document.url, passage.anchor)
        for document in sample_documents
        for passage in document.passages
        if furniture in passage.text
    ]
    assert with_furniture == []


@pytest.mark.parametrize(
    ("name", "title", "published", "pages"),
    [
        ("annual-report-2025", "Annual Report 2025", "2026-05-19", 5),
        ("attendance-brief", "Counting Every Day", "2026-02-10", 3),
        ("coordinator-handbook", "The Coordinator's Handbook", "2024-08-06", 3),
        ("fact-sheet-community-schools", "Community Schools Fact Sheet", "2025-08-19", 2),
    ],
)
def test_a_pdf_is_a_publication_whose_passages_link_to_pages(name, title, published, pages):
    document = read_document(sample_page(f"files/{name}.pdf"))

    assert (document.kind, document.title, document.published) == ("publication", title, published)
    assert document.authors
    assert all(passage.heading_path[0].startswith(title) for passage in document.passages)
    assert {passage.anchor for passage in document.passages} == {
        f"page={number}" for number in range(1, pages + 1)
    }


def test_a_pdf_is_known_by_its_first_bytes_whatever_its_header_says(make_page):
    body = sample_page("files/attendance-brief.pdf").body
    assert read_document(make_page(body, content_type="text/html")).kind == "publication"


def test_questions_of_a_pdf_are_read_one_by_one_and_link_to_their_page():
    document = read_document(sample_page("files/fact-sheet-community-schools.pdf"))
    pairs = {each.question: each for each in document.passages if each.kind == "faq"}
    assert len(pairs) == 9
    over_the_page = pairs["How can I help as a volunteer?"]
    assert over_the_page.anchor == "page=1"
    assert "An hour a month is welcome." in over_the_page.text
    assert pairs["Do teachers have to work longer hours?"].anchor == "page=2"


def test_a_heading_of_a_pdf_holds_on_the_next_page():
    document = read_document(sample_page("files/attendance-brief.pdf"))
    heading = "What recovered the most days"
    anchors = {each.anchor for each in document.passages if each.heading_path[-1] == heading}
    assert anchors == {"page=1", "page=2"}


@pytest.mark.parametrize(
    ("path", "size", "reason"),
    [
        pytest.param(
            "files/founding-memo-1998.pdf", None, "only images; run text recognition", id="scan"
        ),
        pytest.param(
            "files/attendance-brief.pdf",
            2000,
            "damaged or not a PDF; upload it again",
            id="damaged",
        ),
        pytest.param("files/attendance-brief.pdf", 0, "is empty; upload it again", id="empty"),
    ],
)
def test_a_pdf_without_text_is_reported_with_the_reason_and_the_next_step(
    make_page, path, size, reason
):
    body = sample_page(path).body[:size]
    with pytest.raises(ExtractionError, match=reason):
        read_document(make_page(body, content_type="application/pdf"))


@pytest.mark.parametrize("listed", PUBLICATIONS, ids=lambda listed: listed["link"])
def test_a_publication_in_five_lists_is_one_document(sample_documents, listed):
    (document,) = [each for each in sample_documents if each.title == listed["title"]]

    assert (document.kind, document.url) == ("publication", f"{SITE}{listed['link']}")
    assert (document.authors, document.published) == (tuple(listed["authors"]), listed["date"])
    assert document.description == listed["abstract"]
    text = "\n".join(passage.text for passage in document.passages)
    assert text.count(listed["abstract"]) == 1
    assert listed["organization"] in text


def test_lists_of_publications_leave_no_passages_of_their_own(sample_documents):
    assert [each.url for each in sample_documents if "resources/default" in each.url] == []


@pytest.mark.parametrize("name", ["attendance-brief", "coordinator-handbook"])
def test_an_inner_page_of_the_sample_brings_the_passages_of_its_file(sample_documents, name):
    (document,) = [each for each in sample_documents if each.url.endswith(f"/{name}.aspx")]
    in_file = [each for each in document.passages if each.url == f"{SITE}/files/{name}.pdf"]
    assert {each.anchor for each in in_file} == {"page=1", "page=2", "page=3"}
