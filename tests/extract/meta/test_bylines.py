import pytest

from faqbot.extract.html.tree import parse_text
from faqbot.extract.meta.bylines import is_byline_line
from faqbot.extract.meta.metadata import read_metadata

TEXT = "<p>We swim on Mondays and Fridays in the pool behind the town hall of Lakeside.</p>"
LONG = TEXT * 40


def days_of(body):
    head = read_metadata(parse_text(body))
    return head.published, head.modified


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("<h1>Pool</h1><time datetime='2025-03-04'>4 Mar</time>", id="under heading"),
        pytest.param(
            "<header><time datetime='2025-03-04'></time><h1>Pool</h1></header>", id="over"
        ),
        pytest.param(
            f"<header><h1>Pool</h1>{TEXT}<span class='post-date'>4 March 2025</span></header>",
            id="class in the header",
        ),
        pytest.param(f"{TEXT}<time pubdate datetime='2025-03-04'>4 Mar</time>", id="pubdate"),
        pytest.param(f"{TEXT}<time class='entry-date published'>March 4, 2025</time>", id="class"),
        pytest.param(f"{TEXT}<meta itemprop='datePublished' content='2025-03-04'>", id="itemprop"),
        pytest.param("<h1>Pool</h1><p>Published on March 4, 2025</p>", id="English"),
        pytest.param("<h1>Pool</h1><p>Publicado el 4 de marzo de 2025</p>", id="Spanish"),
        pytest.param("<h1>Pool</h1><p>Publié le 4 mars 2025</p>", id="French"),
        pytest.param("<h1>Pool</h1><p>Veröffentlicht am 4. März 2025</p>", id="German"),
        pytest.param("<h1>Pool</h1><p>Ada Green · Posted March 4, 2025 · 5 min</p>", id="in a row"),
    ],
)
def test_the_day_beside_the_heading_is_that_of_publication(header):
    assert days_of(f"{header}{LONG}") == ("2025-03-04", "")


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Last updated: March 4, 2025", id="last updated"),
        pytest.param("Updated 3/4/25", id="digits"),
        pytest.param("This page was last modified on Tuesday, March 4, 2025", id="weekday"),
        pytest.param(
            "<b>Last reviewed</b> <time datetime='2025-03-04'>Mar 4, 2025</time>", id="tag"
        ),
        pytest.param("Date modified: 2025-03-04", id="ISO"),
        pytest.param("© Lakeside | Last update: 4 March 2025", id="behind a bar"),
        pytest.param("Actualizado el 4 de marzo de 2025", id="Spanish"),
        pytest.param("Última actualización: 4 de marzo de 2025", id="Spanish noun"),
        pytest.param("Dernière mise à jour le 4 mars 2025", id="French"),
        pytest.param("Zuletzt geändert am 04.03.2025", id="German"),
        pytest.param("Stand: 4. März 2025", id="German stand"),
        pytest.param("Atualizado em 4 de março de 2025", id="Portuguese"),
    ],
)
@pytest.mark.parametrize("place", ["<h1>Pool</h1><p>{}</p>" + LONG, LONG + "<footer>{}</footer>"])
def test_the_day_of_the_last_change_is_read_near_the_start_and_the_end(line, place):
    assert days_of(place.format(line)) == ("", "2025-03-04")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"{LONG}<time datetime='2025-03-04'>4 March</time>", id="time in the text"),
        pytest.param(f"<h1>Fair</h1>{TEXT}<time datetime='2025-03-04'></time>", id="behind text"),
        pytest.param(
            "<h1>Fair</h1><div class='event-date'><time datetime='2025-03-04'></time></div>",
            id="event",
        ),
        pytest.param(
            "<h1>Fair</h1><time itemprop='startDate' datetime='2025-03-04'></time>", id="start"
        ),
        pytest.param("<h1>Pool</h1><p>The fair is on March 4, 2025.</p>", id="in a sentence"),
        pytest.param("<h1>Pool</h1><p>Updated rules hold from March 4, 2025</p>", id="no label"),
        pytest.param("<h1>Pool</h1><p>We updated the pool on March 4, 2025</p>", id="told about"),
        pytest.param(f"{LONG}<p>Updated March 4, 2025</p>{LONG}", id="in the middle"),
        pytest.param(
            f"{LONG}<p>Published March 4, 2025</p><p>Published May 5, 2025</p>", id="list of texts"
        ),
        pytest.param(
            "<time class='published' datetime='2025-03-04'></time>"
            "<time class='published' datetime='2025-05-05'></time>",
            id="list of dates",
        ),
        pytest.param(
            f"{TEXT}<aside><time class='published' datetime='2025-03-04'></time></aside>",
            id="beside the page",
        ),
        pytest.param(
            f"{TEXT}<p class='comment'><time class='published' datetime='2025-03-04'></time>",
            id="comment",
        ),
        pytest.param("<script>'Last updated: March 4, 2025'</script><p>Pool</p>", id="script"),
        pytest.param("<!-- Last updated: March 4, 2025 --><p>Pool</p>", id="markup comment"),
    ],
)
def test_a_day_that_the_page_tells_about_is_not_its_own(body):
    assert days_of(body) == ("", "")


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        pytest.param("By Ada Green and Tom Hill", ("Ada Green", "Tom Hill"), id="two"),
        pytest.param(
            "By Ada Green, Tom Hill, and Jo de la Cruz",
            ("Ada Green", "Tom Hill", "Jo de la Cruz"),
            id="three",
        ),
        pytest.param("By Ada Green | March 4, 2025", ("Ada Green",), id="with day"),
        pytest.param("Posted by Ada Green on March 4, 2025", ("Ada Green",), id="posted"),
        pytest.param("Por Ada Verde y Tomás Ríos", ("Ada Verde", "Tomás Ríos"), id="Spanish"),
        pytest.param("Author: Ada Green", ("Ada Green",), id="label"),
        pytest.param("By using this page you agree", (), id="sentence"),
        pytest.param("By appointment", (), id="one word"),
        pytest.param("<a rel='author' href='/ada'>Ada Green</a>", ("Ada Green",), id="rel"),
        pytest.param("<span itemprop='author'>Ada Green</span>", ("Ada Green",), id="itemprop"),
        pytest.param("<span class='byline'>By Ada Green</span>", ("Ada Green",), id="class"),
    ],
)
def test_the_line_under_the_heading_names_the_authors(line, authors):
    assert read_metadata(parse_text(f"<h1>Pool</h1><p>{line}</p>{LONG}")).authors == authors


def test_a_name_after_the_text_is_not_a_byline():
    body = f"<h1>Pool</h1>{LONG}<p>By Ada Green</p><a rel='author' href='/x'>Web Makers</a>"
    assert read_metadata(parse_text(body)).authors == ()


@pytest.mark.parametrize(
    "line",
    [
        "Last updated on 4 March 2025 at 10:30",
        "Published 12/03/2024 | Updated 14/03/2024",
        "Posted by Ada Green on March 4, 2025",
        "Reviewed by Ada Green on March 4, 2025",
        "Written by Ada Green and Tom Hill",
        "By Ada Green | March 4, 2025",
        "This page was last reviewed on Tuesday, March 4, 2025.",
        "Zuletzt geändert am 04.03.2025",
        "最終更新日：2024年3月5日",
        "最后更新于2024年3月5日",
        "Laatst bijgewerkt op 5 maart 2024",
        "Data publikacji: 12.03.2024",
        "Son güncelleme: 5 Mart 2024",
        "آخر تحديث: ٥ مارس ٢٠٢٤",
    ],
)
def test_a_line_of_dates_and_authors_is_a_byline(line):
    assert is_byline_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "March 4, 2025",
        "By Certified Mail",
        "By March 4, 2025",
        "By using this page you agree",
        "Reviewed annually",
        "Updated April 1, 2025: the pool is closed",
        "Issued on March 4, 2025, the permit is valid for a year",
        "Updated rules hold from March 4, 2025",
        "Last day: March 4, 2025",
    ],
)
def test_a_line_that_says_more_or_less_is_content(line):
    assert not is_byline_line(line)


@pytest.mark.parametrize(
    ("tag", "day_first", "day"),
    [
        pytest.param("en-US", None, "2025-03-04", id="language"),
        pytest.param("en-GB", None, "2025-04-03", id="language of a country"),
        pytest.param("fr", None, "2025-04-03", id="other language"),
        pytest.param("es", False, "2025-03-04", id="site before language"),
        pytest.param("en", True, "2025-04-03", id="site"),
    ],
)
def test_digits_are_read_as_the_site_or_else_the_language_orders_them(tag, day_first, day):
    page = parse_text(f"<html lang='{tag}'><h1>Pool</h1><p>Last updated 03/04/2025</p>{LONG}")
    assert read_metadata(page, day_first=day_first).modified == day
