import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from faqbot.core.records import Document, Hit, Passage, Query, Result
from faqbot.extract.html.sanitize import lines_html
from faqbot.search.results.result import make_result
from faqbot.web.visitor.highlighting import excerpt, marked_answer

TEXT = "Lunch is served at noon. Tea costs <$2> & milk is free.\nBring:\n- a cup\n- a spoon"
HTML = (
    '<p>Lunch is <b>served</b> at\n noon. <a href="https://a.example/tea">Tea costs</a> &lt;$2&gt; '
    "&amp; milk\nis free.</p>\n<p>Bring:</p><ul>\n<li>a cup</li><li>a spoon</li></ul>"
)


def result(text=TEXT, html=HTML, words_to_mark=("tea", "milk"), language="en") -> Result:
    passage = Passage("p", "d", "faq", text, html=html)
    document = Document("d", "https://a.example/", "faq", "Lunch", language)
    query = Query(" ".join(words_to_mark), {language: words_to_mark})
    return make_result(Hit(passage, document, 1.0, 1), query)


def parse(html) -> BeautifulSoup:
    return BeautifulSoup(str(html), "html.parser")


def words(html) -> list[str]:
    return parse(html).get_text().split()


def test_the_best_sentence_is_marked_across_links():
    page = parse(marked_answer(result()))
    marked = "".join(mark.get_text() for mark in page.select("mark.sentence"))
    assert " ".join(marked.split()) == "Tea costs <$2> & milk is free."
    assert page.a["href"] == "https://a.example/tea"


def test_words_are_marked_inside_and_outside_the_sentence():
    page = parse(marked_answer(result(words_to_mark=("tea", "milk", "lunch"))))
    assert [mark.get_text() for mark in page.select("mark:not(.sentence)")] == [
        "Lunch",
        "Tea",
        "milk",
    ]


def test_lists_stay_lists():
    page = parse(marked_answer(result(words_to_mark=("spoon",))))
    assert [item.get_text() for item in page.select("ul > li")] == ["a cup", "a spoon"]
    assert not page.select("ul > mark")


def test_a_table_is_shown_without_marks():
    html = "<table><tr><th>Drink</th><th>Price</th></tr><tr><td>Tea</td><td>$2</td></tr></table>"
    page = marked_answer(result("Drink: Tea; Price: $2", html, ("tea",)))
    assert str(page) == html


def test_an_only_sentence_is_not_marked():
    page = parse(marked_answer(result("Tea costs $2.", "<p>Tea costs $2.</p>")))
    assert not page.select("mark.sentence")


def test_an_excerpt_starts_at_the_best_sentence_and_ends_between_words():
    filler = "Rooms open at eight and close at six on every day. " * 8
    page = excerpt(result(f"{filler}Tea is free on Friday. {filler}", "", ("tea",)))
    text = parse(page).get_text()
    assert text.startswith("… Tea is free on Friday.")
    assert text.endswith(" …")
    assert set(words(page)) <= {"…", *filler.split(), *"Tea is free on Friday.".split()}


def test_an_early_best_sentence_keeps_the_text_before_it():
    assert words(excerpt(result()))[:3] == ["Lunch", "is", "served"]


def test_an_excerpt_of_one_long_word_is_cut():
    assert len(parse(excerpt(result("a" * 5000, "", ("b",)))).get_text()) < 400


hostile = st.text(alphabet="<>&\"'/- \n.ab;éß𝔘\u0301", max_size=60)


@given(hostile, hostile)
@hypothesis_settings(max_examples=100, deadline=None)
def test_any_text_is_shown_unchanged(text, word):
    hit = result(text, lines_html(text), tuple(word.split()))
    for page in (marked_answer(hit), excerpt(hit)):
        tags = {tag.name for tag in parse(page).find_all()}
        assert tags <= {"p", "ul", "li", "mark"}
    assert "".join(words(marked_answer(hit))) == "".join(words(lines_html(text)))


def test_text_is_escaped_around_the_marks():
    page = excerpt(result("<b>pay</b> & pay", "", ("pay",)))
    assert page == "&lt;b&gt;<mark>pay</mark>&lt;/b&gt; &amp; <mark>pay</mark>"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_tags_in_the_text_stay_text(text):
    assert text in parse(excerpt(result(text, ""))).get_text()
    assert not parse(marked_answer(result(text, ""))).select("script, img")
