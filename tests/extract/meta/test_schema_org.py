import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.extract.documents import read_document
from faqbot.extract.meta.schema_org import NO_FIELDS, schema_fields, schema_items, schema_pairs

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
    assert schema_pairs(schema_items(html)) == [(JOIN, ALL)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("What&#8217;s it &amp; who pays?", ALL, id="entities in the question"),
        pytest.param("<b>What’s it</b> &amp; who pays?", ALL, id="tags in the question"),
        pytest.param("What’s it & who pays?", "&lt;p&gt;Everybody in town.&lt;/p&gt;", id="answer"),
        pytest.param("What&amp;#8217;s it & who pays?", ALL, id="escaped twice"),
    ],
)
def test_escaped_data_give_the_visible_pair_once(make_page, name, text):
    body = script({"@type": "FAQPage", "mainEntity": [question(name, text)]})
    document = read_document(make_page(f"{body}<h2>What’s it &amp; who pays?</h2>{ALL}"))
    assert [(each.question, each.text) for each in document.passages] == [
        ("What’s it & who pays?", "Everybody in town.")
    ]


def test_answers_only_in_escaped_data_are_read_as_html(make_page):
    text = "&lt;p&gt;Within &lt;b&gt;five miles&lt;/b&gt; &amp;amp; on foot.&lt;/p&gt;"
    body = script({"@type": "FAQPage", "mainEntity": [question(text=text)]})
    document = read_document(make_page(f"{body}<p>We swim on Mondays and Fridays.</p>"))
    assert document.passages[0].text == "Within five miles & on foot."


def test_microdata_is_read():
    assert schema_pairs(schema_items(MICRODATA)) == [(JOIN, "Everybody in town.")]


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
    assert schema_pairs(schema_items(html)) == []


@given(st.recursive(st.none() | st.text(max_size=5), lambda inner: st.lists(inner) | inner))
@settings(max_examples=50, deadline=None)
def test_any_data_can_be_read(data):
    assert isinstance(
        schema_pairs(schema_items(script({"@type": "FAQPage", "mainEntity": data}))), list
    )


DAYS = {"datePublished": "2025-03-04", "dateModified": "2025-05-06"}
ADA = {"@type": "Person", "name": "Ada Green"}


def facts_of(data):
    return schema_fields(schema_items(script(data)))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({"@type": "NewsArticle", "author": "Ada Green", **DAYS}, id="name"),
        pytest.param({"@type": "BlogPosting", "author": ADA, **DAYS}, id="person"),
        pytest.param({"@type": "WebPage", "author": [ADA], **DAYS}, id="list"),
        pytest.param(
            {
                "@graph": [
                    {"@type": "Article", "author": {"@id": "#a"}, **DAYS},
                    {"@id": "#a", **ADA},
                ]
            },
            id="reference",
        ),
        pytest.param(
            {"@type": "WebPage", "mainEntity": {"@type": "Article", "author": ADA, **DAYS}},
            id="main entity",
        ),
        pytest.param(
            {
                "@graph": [
                    {"@type": "WebPage", "datePublished": "2020-01-01"},
                    {"@type": "Article", "author": ADA, **DAYS},
                ]
            },
            id="article before page",
        ),
    ],
)
def test_dates_and_authors_stated_as_data_are_read(data):
    assert facts_of(data) == ("2025-03-04", "2025-05-06", ("Ada Green",))


def test_dates_and_authors_in_microdata_are_read():
    html = (
        '<div itemscope itemtype="https://schema.org/Article"><span itemprop="author" itemscope '
        'itemtype="https://schema.org/Person"><b itemprop="name">Ada Green</b></span>'
        '<time itemprop="datePublished" datetime="2025-03-04">4 March</time></div>'
    )
    assert schema_fields(schema_items(html)) == ("2025-03-04", "", ("Ada Green",))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({"@type": "Event", "author": ADA, **DAYS}, id="event"),
        pytest.param({"@type": "Product", "review": {"author": ADA, **DAYS}}, id="review"),
        pytest.param({"@graph": [{"@type": "Article", "author": ADA, **DAYS}] * 2}, id="list"),
        pytest.param({"@type": "Article", "author": [3, {}, None], "datePublished": {}}, id="junk"),
    ],
)
def test_dates_and_authors_of_other_things_are_not_the_page_s(data):
    assert facts_of(data) == NO_FIELDS


def test_what_is_visible_and_structured_is_one_question(make_page):
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


def test_a_question_only_in_structured_data_is_kept(make_page):
    body = script({"@type": "FAQPage", "mainEntity": [question()]})
    document = read_document(make_page(f"{body}<p>We swim on Mondays and Fridays.</p>"))
    assert document.passages[0].question == JOIN


@given(st.recursive(st.none() | st.text(max_size=5), lambda inner: st.lists(inner) | inner))
@settings(max_examples=50, deadline=None)
def test_any_byline_can_be_read(data):
    stated = {"@type": "Article", "@id": data, "name": data, "author": data, "datePublished": data}
    assert isinstance(facts_of(stated).authors, tuple)
