from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from faqbot.staff.questions import (
    AskedQuestion,
    DayTotal,
    QuestionCount,
    add_questions,
    asked_in_vain,
    distinct_questions,
    expire_questions,
    totals_per_day,
)
from faqbot.staff.store.schema import questions

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=1000)
ANSWERED = AskedQuestion(
    "What does a tutor cost?",
    "answer",
    confidence=0.875,
    build_id="000007",
    language="en",
    passage_id="p1",
    url="https://school.example/faq",
)


@pytest.fixture
def ask(store):
    def add(question, level="none", *, hours_ago=0.0):
        asked = replace(ANSWERED, question=question, level=level)
        with store.writing() as connection:
            add_questions(connection, [(NOW - timedelta(hours=hours_ago), asked)])

    return add


def test_a_question_comes_back_with_what_was_answered(store):
    with store.writing() as connection:
        add_questions(connection, [(NOW, ANSWERED)])

    assert distinct_questions(store, LONG_AGO) == [
        QuestionCount(
            count=1,
            last_at="2026-03-04T12:00:00+00:00",
            question="What does a tutor cost?",
            level="answer",
            confidence=0.875,
            language="en",
            passage_id="p1",
            url="https://school.example/faq",
        )
    ]


def test_nothing_that_tells_who_asked_reaches_the_database(store, ask):
    ask("Mail marta@kids.example or call 303 555 0199")

    with store.reading() as connection:
        row = connection.execute(select(questions)).one()
    assert row.question == "Mail [e-mail] or call [number]"
    assert not any("marta" in str(value) or "0199" in str(value) for value in row)


def test_wordings_that_differ_in_case_accents_and_marks_are_one_question(store, ask):
    ask("Qué es un tutor?")
    ask("que es un TUTOR")
    ask("What is a tutor?")

    found = distinct_questions(store, LONG_AGO)

    assert [(item.count, item.question) for item in found] == [
        (2, "que es un TUTOR"),
        (1, "What is a tutor?"),
    ]


def test_questions_in_vain_are_those_without_a_sure_answer(store, ask):
    ask("Is there parking?", "none")
    ask("Is there parking?", "answer")
    ask("Is there a pool?", "closest")
    ask("Is there a bus?", "answer")

    found = asked_in_vain(store, LONG_AGO)

    assert [(item.question, item.count) for item in found] == [
        ("Is there a pool?", 1),
        ("Is there parking?", 1),
    ]


def test_the_most_frequent_come_first_and_the_rest_is_left_out(store, ask):
    for question, count in (("rare", 1), ("frequent", 3), ("common", 2)):
        for _ in range(count):
            ask(question)

    found = asked_in_vain(store, LONG_AGO, limit=2)

    assert [(item.question, item.count) for item in found] == [("frequent", 3), ("common", 2)]


def test_only_what_was_asked_since_then_counts(store, ask):
    ask("Is there parking?", hours_ago=30)
    ask("Is there parking?", hours_ago=2)

    [found] = asked_in_vain(store, NOW - timedelta(hours=24))

    assert found.count == 1


def test_days_are_counted_apart(store, ask):
    ask("a", "answer", hours_ago=24)
    ask("b", "none", hours_ago=1)
    ask("c", "closest", hours_ago=1)
    ask("d", "answer")

    assert totals_per_day(store, LONG_AGO) == [
        DayTotal("2026-03-03", answer=1, closest=0, none=0),
        DayTotal("2026-03-04", answer=1, closest=1, none=1),
    ]


def test_questions_of_signs_only_are_kept_apart(store, ask):
    ask("???")
    ask("!")

    assert len(distinct_questions(store, LONG_AGO)) == 2


@pytest.mark.parametrize("question", ["nul \x00 inside", "half a \ud83d sign", "é" * 5000])
def test_any_question_can_be_logged(question, store, ask):
    ask(question)

    [found] = distinct_questions(store, LONG_AGO)
    assert len(found.question) <= 1000


def test_old_questions_expire(store, ask):
    ask("old", hours_ago=24 * 31)
    ask("young", hours_ago=24 * 29)

    assert expire_questions(store, 30, NOW) == 1
    assert [item.question for item in distinct_questions(store, LONG_AGO)] == ["young"]


def test_an_empty_log_has_nothing_to_tell(store):
    assert asked_in_vain(store, LONG_AGO) == []
    assert totals_per_day(store, LONG_AGO) == []
