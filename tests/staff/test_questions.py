from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from faqbot.staff.questions import (
    LoggedQuestion,
    QuestionCount,
    add_questions,
    distinct_questions,
    expire_questions,
)
from faqbot.staff.store.schema import questions

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=1000)
ANSWERED = LoggedQuestion(
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
        entry = replace(ANSWERED, question=question, level=level)
        with store.writing() as connection:
            add_questions(connection, [(NOW - timedelta(hours=hours_ago), entry)])

    return add


def test_a_question_is_logged_with_its_answer(store):
    with store.writing() as connection:
        add_questions(connection, [(NOW, ANSWERED)])

    with store.reading() as connection:
        row = connection.execute(select(questions)).one()._asdict()
    assert row.items() >= asdict(ANSWERED).items()
    assert row["asked_at"] == "2026-03-04T12:00:00+00:00"
    assert distinct_questions(store, LONG_AGO) == [
        QuestionCount("What does a tutor cost?", 1, "2026-03-04T12:00:00+00:00")
    ]


def test_personal_data_does_not_reach_the_database(store, ask):
    ask("Mail marta@kids.example or call 303 555 0199")

    with store.reading() as connection:
        row = connection.execute(select(questions)).one()
    assert row.question == "Mail [e-mail] or call [number]"
    assert not any("marta" in str(value) or "0199" in str(value) for value in row)


def test_case_accents_and_punctuation_make_no_other_question(store, ask):
    ask("Qué es un tutor?")
    ask("que es un TUTOR")
    ask("What is a tutor?")

    counts = distinct_questions(store, LONG_AGO)

    assert [(item.count, item.question) for item in counts] == [
        (2, "que es un TUTOR"),
        (1, "What is a tutor?"),
    ]


def test_the_most_frequent_questions_come_first_up_to_the_limit(store, ask):
    for question, count in (("rare", 1), ("frequent", 3), ("common", 2)):
        for _ in range(count):
            ask(question)

    counts = distinct_questions(store, LONG_AGO, limit=2)

    assert [(item.question, item.count) for item in counts] == [("frequent", 3), ("common", 2)]


def test_only_questions_since_that_time_are_counted(store, ask):
    ask("Is there parking?", hours_ago=30)
    ask("Is there parking?", hours_ago=2)

    [entry] = distinct_questions(store, NOW - timedelta(hours=24))

    assert entry.count == 1


def test_questions_without_words_are_told_apart(store, ask):
    ask("???")
    ask("!")

    assert len(distinct_questions(store, LONG_AGO)) == 2


@pytest.mark.parametrize("question", ["nul \x00 inside", "half a \ud83d sign", "é" * 5000])
def test_any_question_can_be_logged(question, store, ask):
    ask(question)

    [entry] = distinct_questions(store, LONG_AGO)
    assert len(entry.question) <= 1000


def test_old_questions_expire(store, ask):
    ask("old", hours_ago=24 * 31)
    ask("young", hours_ago=24 * 29)

    assert expire_questions(store, 30, NOW) == 1
    assert [item.question for item in distinct_questions(store, LONG_AGO)] == ["young"]


def test_an_empty_log_yields_nothing(store):
    assert distinct_questions(store, LONG_AGO) == []
