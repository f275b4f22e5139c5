import pytest

from faqbot.extract.html import read_head
from faqbot.extract.tree import parse


def head_of(body):
    return read_head(parse(body.encode(), "text/html; charset=utf-8"))


@pytest.mark.parametrize(
    ("body", "title"),
    [
        pytest.param("<title> Swim \n Club </title><h1>Welcome</h1>", "Swim Club", id="title"),
        pytest.param("<h1>Swim<br>Club</h1><h2>Hours</h2>", "Swim Club", id="h1"),
        pytest.param("<h2>Hours</h2><h2>Fees</h2>", "Hours", id="first h2"),
        pytest.param("<title></title><h1>Swim Club</h1>", "Swim Club", id="empty title"),
        pytest.param(
            "<svg><title>Menu</title></svg><h1>Swim Club</h1>", "Swim Club", id="title of an icon"
        ),
        pytest.param("<p>We swim.</p>", "", id="none"),
    ],
)
def test_the_title_is_what_the_page_calls_itself(body, title):
    assert head_of(body).title == title


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        pytest.param("<html lang='es'>", "es", id="plain"),
        pytest.param("<html lang=' ES-mx '>", "es", id="with region"),
        pytest.param("<html>", "", id="none"),
    ],
)
def test_the_language_is_two_letters(tag, language):
    assert head_of(f"{tag}<p>Hola</p>").language == language


@pytest.mark.parametrize(
    ("body", "published"),
    [
        pytest.param(
            "<meta property='article:published_time' content='2026-03-04T08:00:00Z'>",
            "2026-03-04",
            id="article time",
        ),
        pytest.param(
            "<meta name='dcterms.created' content='2025-12-30'>",
            "2025-12-30",
            id="Dublin Core term",
        ),
        pytest.param("<meta name='DC.Date' content='2025-12-31'>", "2025-12-31", id="Dublin Core"),
        pytest.param(
            "<meta name='last-modified' content='2024-05-06'>", "2024-05-06", id="last modified"
        ),
        pytest.param(
            "<meta property='article:modified_time' content='2024-05-06'>",
            "2024-05-06",
            id="article changed",
        ),
        pytest.param("<time datetime='2023-01-02'>2 Jan</time>", "2023-01-02", id="time"),
        pytest.param(
            "<meta name='date' content='last May'><time datetime='2023-01-02'>2 Jan</time>",
            "2023-01-02",
            id="unreadable one passed over",
        ),
        pytest.param(
            "<meta name='last-modified' content='2024-05-06'>"
            "<meta name='date' content='2020-02-03'>",
            "2020-02-03",
            id="publication before change",
        ),
        pytest.param("<meta name='date' content='2026-02-31'>", "", id="no such day"),
        pytest.param("<p>2023-01-02</p>", "", id="in the text only"),
    ],
)
def test_the_date_is_the_one_that_the_page_states(body, published):
    assert head_of(body).published == published


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<meta name='Description' content=' When we  swim. '>", id="name"),
        pytest.param("<meta property='description' content='When we swim.'>", id="property"),
    ],
)
def test_the_description_is_the_one_that_the_page_states(body):
    assert head_of(body).description == "When we swim."
