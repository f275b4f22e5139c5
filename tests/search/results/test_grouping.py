import pytest

from faqbot.core.records import Document, Passage
from faqbot.search.results.grouping import DistinctStatements, Statement

TEXT = (
    "Families borrow up to 12 books at a time and keep them for four weeks. "
    "Bring them back to any desk, or drop them into the box beside the gate at night. "
    "Ask at the desk for a longer loan before the summer break."
)


def pair(text, *, question="", heading="", page="loans", title="Loans", language="en"):
    path = (heading,) if heading else ()
    passage = Passage(f"{page}-{question}-{text}", page, "text", text, question, heading_path=path)
    return passage, Document(page, f"https://oak.example/{page}", "page", title, language)


def are_alike(one, other):
    first, second = Statement(*one), Statement(*other)
    return first.is_duplicate_of(second), second.is_duplicate_of(first)


BORROWING = {"question": "How many books can we borrow?", "page": "faq", "title": "Questions"}
NEAR = TEXT.replace("drop them", "put them").replace("beside", "near")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            pair(TEXT, heading="Loans"),
            pair(TEXT, heading="Books"),
            id="equal under two headings",
        ),
        pytest.param(
            pair(TEXT, question="How many books can we borrow?"),
            pair(NEAR, question="How many books do we borrow", page="faq"),
            id="same question, two words changed",
        ),
        pytest.param(
            pair(TEXT, page="library", title="Loans"),
            pair(f"{TEXT} It is free for all of them.", heading="Loans", page="news", title="News"),
            id="a heading that is the title of the other page",
        ),
    ],
)
def test_pages_that_say_the_same_are_alike(one, other):
    assert are_alike(one, other) == (True, True)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(pair(TEXT.replace("12", "15"), **BORROWING), id="another amount"),
        pytest.param(pair(TEXT.replace("four", "three"), **BORROWING), id="another number word"),
        pytest.param(pair(TEXT.replace("Ask at", "Don't ask at"), **BORROWING), id="a negation"),
        pytest.param(
            pair(TEXT.replace("the gate", "Mill Street"), **BORROWING), id="another place"
        ),
        pytest.param(
            pair(NEAR, **BORROWING | {"title": "Questions of 2024"}), id="of another year"
        ),
        pytest.param(
            pair(NEAR, **BORROWING | {"question": "How long do we keep?"}), id="another question"
        ),
        pytest.param(pair(NEAR, **BORROWING | {"page": "loans"}), id="on the same page"),
        pytest.param(pair(NEAR, **BORROWING | {"language": "es"}), id="in another language"),
        pytest.param(
            pair(TEXT.replace("Families borrow", "Members of the club may take home"), **BORROWING),
            id="more than one word in ten",
        ),
    ],
)
def test_pages_that_differ_in_a_fact_are_not_alike(other):
    assert are_alike(pair(TEXT, question=BORROWING["question"]), other) == (False, False)


def test_a_short_text_is_never_grouped():
    yes = pair("Yes, for free.", question="May I borrow?")
    too = pair("Yes, for free.", question="May I borrow?", page="faq")

    assert are_alike(yes, too) == (False, False)
    assert Statement(*yes).is_duplicate_of(Statement(*yes))


def test_passages_without_any_heading_are_alike_only_if_they_are_equal():
    one, other = pair(TEXT, title=""), pair(NEAR, title="", page="faq")
    assert are_alike(one, other) == (False, False)


def test_texts_of_any_length_are_only_compared_within_bounds():
    oak, elm = (f"{word} " + "books and desks " * 1000 for word in ("oak", "elm"))
    one, other = pair(oak, **BORROWING), pair(elm, **BORROWING | {"page": "x"})
    assert are_alike(one, other) == (False, False)


def test_a_statement_is_added_once():
    statements = DistinctStatements()
    passages = [
        pair(TEXT, question=BORROWING["question"]),
        pair(NEAR, **BORROWING),
        pair("Yes.", question="Is it free?"),
        pair("Yes.", question="Is it open?"),
        pair(TEXT, heading="Books", page="books"),
    ]

    assert [statements.add(*one) for one in passages] == [True, False, True, True, False]
