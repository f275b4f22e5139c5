import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.extract.html.tree import parse, parse_text
from faqbot.extract.meta.metadata import read_metadata
from faqbot.extract.meta.schema_org import SchemaFields

PIECES = (
    "<title>", "</title>", "<h1>", "</h1>", "<header>", "<time datetime=", "9999-99-99", "'",
    "<meta name=author content=", "<meta property=og:site_name content=' | '>", " | ", ">",
    "<p class='published updated author'>", "Last updated: ", "0/0/00", "By Ada, and ; & y", "\x00",
    "<svg>", "<!--", "<meta itemprop=datePublished>", "Published on ", "<html lang=-_>", "9.9.9999",
)  # fmt: skip


def head_of(body, **known):
    return read_metadata(parse_text(body), **known)


def meta(name, content, attribute="name"):
    return f'<meta {attribute}="{name}" content="{content}">'


@pytest.mark.parametrize(
    ("body", "language"),
    [
        pytest.param("<html lang='es'>", "es", id="plain"),
        pytest.param("<html lang=' ES-mx '>", "es", id="with region"),
        pytest.param("<html xml:lang='es'>", "es", id="XML"),
        pytest.param(meta("Content-Language", "es-MX", "http-equiv"), "es", id="header field"),
        pytest.param(meta("og:locale", "es_ES", "property"), "es", id="locale"),
        pytest.param("<html lang='es'>" + meta("og:locale", "en_US"), "es", id="page first"),
        pytest.param("<html lang='{{x}}'>" + meta("og:locale", "es_ES"), "es", id="unreadable"),
        pytest.param("<html>", "", id="none"),
    ],
)
def test_the_language_is_two_letters(body, language):
    assert head_of(f"{body}<p>Hola</p>").language == language


@pytest.mark.parametrize(
    ("body", "published"),
    [
        pytest.param(
            meta("article:published_time", "2026-03-04T08:00:00Z", "property"),
            "2026-03-04",
            id="article time",
        ),
        pytest.param(meta("dcterms.created", "2025-12-30"), "2025-12-30", id="Dublin Core term"),
        pytest.param(meta("DC.Date", "2025-12-31"), "2025-12-31", id="Dublin Core"),
        pytest.param(meta("citation_publication_date", "2025/12/31"), "2025-12-31", id="slashes"),
        pytest.param(meta("date", "March 4, 2025"), "2025-03-04", id="words"),
        pytest.param(
            meta("date", "last May") + meta("pubdate", "2023-01-02"), "2023-01-02", id="unreadable"
        ),
        pytest.param(
            meta("date", "2020-02-03") + "<h1>Pool</h1><p>Published May 5, 2021</p>",
            "2020-02-03",
            id="field before text",
        ),
        pytest.param(meta("date", "2026-02-31"), "", id="no such day"),
        pytest.param(meta("date", "1970-01-01"), "", id="before the web"),
        pytest.param("<p>2023-01-02</p>", "", id="in the text only"),
    ],
)
def test_the_day_of_publication_is_the_one_that_the_page_states(body, published):
    assert (head_of(body).published, head_of(body).modified) == (published, "")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(meta("last-modified", "2024-05-06"), id="last modified"),
        pytest.param(meta("article:modified_time", "2024-05-06", "property"), id="article"),
        pytest.param(meta("og:updated_time", "2024-05-06T01:02:03", "property"), id="og"),
    ],
)
def test_the_day_of_the_last_change_is_kept_apart(body):
    assert (head_of(body).published, head_of(body).modified) == ("", "2024-05-06")


def test_a_change_before_the_publication_is_a_mistake():
    head = head_of(meta("date", "2024-05-06") + meta("last-modified", "2020-01-01"))
    assert (head.published, head.modified) == ("2024-05-06", "")


def test_structured_data_go_before_all_else():
    stated = SchemaFields("2025-03-04T10:00:00Z", "March 5, 2025", ("Ada Green",))
    body = meta("date", "2020-02-03") + meta("last-modified", "2021-02-03") + meta("author", "Tom")

    head = head_of(body, schema=stated)

    assert (head.published, head.modified) == ("2025-03-04", "2025-03-05")
    assert head.authors == ("Ada Green",)


@pytest.mark.parametrize(
    ("day", "published"),
    [
        pytest.param("2026-11-24", "2026-11-24", id="next day, in another time zone"),
        pytest.param("2026-11-25", "", id="later"),
    ],
)
def test_a_page_is_not_published_after_it_was_fetched(day, published):
    assert head_of(meta("date", day), fetched_at="2026-11-23T12:00:00Z").published == published


@pytest.mark.parametrize(
    ("content", "authors"),
    [
        pytest.param("Ada Green", ("Ada Green",), id="one"),
        pytest.param("by Ada Green", ("Ada Green",), id="by"),
        pytest.param(
            "Ada Green, Tom Hill and Jo Low", ("Ada Green", "Tom Hill", "Jo Low"), id="many"
        ),
        pytest.param("Green, Ada; Hill, Tom", ("Green, Ada", "Hill, Tom"), id="inverted"),
        pytest.param("Ada Green; Ada Green", ("Ada Green",), id="twice"),
        pytest.param(
            "Department of Health and Human Services",
            ("Department of Health and Human Services",),
            id="institution",
        ),
        pytest.param("https://social.example/ada", (), id="URL"),
        pytest.param("ada@pool.example", (), id="mail address"),
        pytest.param("admin", (), id="account"),
        pytest.param("x" * 300, ("x" * 100,), id="cut"),
        pytest.param(
            ";".join(f"Ada {n}" for n in range(30)),
            tuple(f"Ada {n}" for n in range(20)),
            id="bounded",
        ),
    ],
)
def test_the_authors_are_named_one_by_one(content, authors):
    assert head_of(meta("author", content)).authors == authors


def test_an_author_who_is_a_link_gives_way_to_the_byline():
    body = meta("article:author", "https://social.example/ada", "property")
    assert head_of(f"{body}<h1>Pool</h1><p>By Ada Green</p>").authors == ("Ada Green",)


@pytest.mark.parametrize(
    ("body", "description"),
    [
        pytest.param(meta("Description", " When we  swim. "), "When we swim.", id="name"),
        pytest.param(
            meta("description", "When we swim.", "property"), "When we swim.", id="property"
        ),
        pytest.param(meta("og:description", "When we swim.", "property"), "When we swim.", id="og"),
        pytest.param(meta("description", "x" * 3000), "x" * 1000, id="cut"),
    ],
)
def test_the_description_is_the_one_that_the_page_states(body, description):
    assert head_of(body).description == description


@given(
    body=st.binary(max_size=300) | st.lists(st.sampled_from(PIECES)).map("".join).map(str.encode)
)
@settings(max_examples=100, deadline=None)
def test_any_page_has_metadata(body):
    head = read_metadata(parse(body), fetched_at="2026-11-23T12:00:00Z")
    assert len(head.title) <= 300
    assert "" not in head.authors


@given(st.lists(st.text(max_size=8)))
@settings(max_examples=50, deadline=None)
def test_any_meta_tag_can_be_read(values):
    text = json.dumps(values, ensure_ascii=False)
    stated = SchemaFields(text, text, tuple(values))
    assert len(head_of("<p>We swim.</p>", schema=stated).authors) <= 20
