import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.extract.documents import read_document
from faqbot.extract.structured import stated_pairs

JOIN, ALL = "Who may join?", "<p>Everybody in town.</p>"


def question(name=JOIN, text=ALL, kind="Question"):
    return {"@type": kind, "name": name, "acceptedAnswer": {"@type": "Answer", "text": text}}


def script(data):
    context = {"@context": "https://schema.org", **data}
    return f'<script type="application/ld+json">{json.dumps(context)}</script>'


MICRODATA = (
    '<div itemscope itemtype="https://schema.org/FAQPage"><div itemprop="mainEntity" itemscope '
    'itemtype="https://schema.org/Question"><h3 itemprop="name">Who may join?</h3><div '
    'itemprop="acceptedAnswer" itemscope itemtype="https://schema.org/Answer">'
    '<p itemprop="text">Everybody in town.</p></div></div></div>'
)


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(script({"@type": "FAQPage", "mainEntity": [question()]}), id="FAQPage"),
        pytest.param(script({"@type": "QAPage", "mainEntity": question()}), id="QAPage"),
        pytest.param(
            script({"@graph": [{"@type": ["WebPage", "FAQPage"], "mainEntity": [question()]}]}),
            id="graph",
        ),
        pytest.param(
            script({"@type": "FAQPage", "mainEntity": [question(kind="schema:Question")]}),
            id="prefix",
        ),
    ],
)
def test_pairs_stated_as_data_are_read(html):
    assert stated_pairs(html) == [(JOIN, ALL)]


def test_microdata_is_read():
    assert stated_pairs(MICRODATA) == [(JOIN, "Everybody in town.")]


@pytest.mark.parametrize(
    "html",
    [
        pytest.param('<script type="application/ld+json">{"schema.org"</script>', id="broken"),
        pytest.param(script({"@type": "FAQPage", "mainEntity": [question(text="")]}), id="empty"),
        pytest.param(script({"@type": "Product", "name": "schema.org"}), id="other data"),
        pytest.param(script({"@type": "FAQPage", "mainEntity": [None, 3, "x"]}), id="nonsense"),
    ],
)
def test_data_without_pairs_gives_none(html):
    assert stated_pairs(html) == []


@given(st.recursive(st.none() | st.text(max_size=5), lambda inner: st.lists(inner) | inner))
@settings(max_examples=50, deadline=None)
def test_any_data_can_be_read(data):
    assert isinstance(stated_pairs(script({"@type": "FAQPage", "mainEntity": data})), list)


def test_what_is_shown_and_stated_is_one_question(make_page):
    body = script({"@type": "FAQPage", "mainEntity": [question()]})
    document = read_document(make_page(f"{body}<h2>1. {JOIN}</h2>{ALL}"))
    assert [(each.question, each.text) for each in document.passages] == [
        (JOIN, "Everybody in town.")
    ]


def test_an_answer_that_a_script_fills_in_is_taken_from_the_data(make_page):
    long = "<p>Everybody in town who can swim fifty yards, at any age.</p>"
    body = script({"@type": "FAQPage", "mainEntity": [question(text=long)]})
    document = read_document(make_page(f"{body}<h2>{JOIN}</h2><p>…more</p>"))
    assert "fifty yards" in document.passages[0].text
    assert document.passages[0].html == long


def test_a_question_that_is_only_stated_is_kept(make_page):
    body = script({"@type": "FAQPage", "mainEntity": [question()]})
    document = read_document(make_page(f"{body}<p>We swim on Mondays and Fridays.</p>"))
    assert document.passages[0].question == JOIN
