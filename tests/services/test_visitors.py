import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from faqbot.core.errors import QuestionError, SettingsError, StoreError, VoteError
from faqbot.core.settings import DatabaseSettings, LogSettings, Settings
from faqbot.services.answering import answer_id
from faqbot.services.visitors import Visitors
from faqbot.staff.feedback import latest_feedback
from faqbot.staff.questions import distinct_questions
from faqbot.staff.store.transactions import Store

NOW = datetime(2026, 11, 24, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=365)
MEMBERSHIP = "What do individuals pay for membership?"


@pytest.fixture
def settings(sample_settings, tmp_path) -> Settings:
    """Return settings of a home with the sample site's index and a database of its own."""
    (tmp_path / "index").symlink_to(sample_settings.index_dir)
    return Settings(tmp_path)


@pytest.fixture
def visitors(settings) -> Visitors:
    visitors = Visitors(settings, now=lambda: NOW)
    yield visitors
    visitors.close()


def logged(visitors: Visitors, settings: Settings) -> list:
    visitors.close()
    return distinct_questions(Store(settings.database_file), LONG_AGO)


def votes(settings: Settings) -> list:
    return latest_feedback(Store(settings.database_file), LONG_AGO)


@pytest.mark.parametrize(
    ("question", "level"),
    [
        pytest.param(MEMBERSHIP, "answer", id="answer"),
        pytest.param("average class size", "closest", id="closest matches"),
        pytest.param("zeppelin", "none", id="nothing"),
    ],
)
def test_a_question_is_logged_with_its_answer(visitors, settings, question, level):
    answer = visitors.ask(question)
    visitors.close()
    with closing(sqlite3.connect(settings.database_file)) as database:
        columns = "question, level, confidence, passage_id, url, language"
        [entry] = database.execute(f"SELECT {columns} FROM questions").fetchall()
    first = answer.results[0] if answer.results else None
    assert entry[:3] == (question, level, answer.confidence)
    assert entry[3:] == ((first.hit.passage.id, first.deep_link, "en") if first else ("", "", ""))


def test_personal_data_in_a_question_is_masked(visitors, settings):
    visitors.ask("membership for ada@oakhill.example 555 0123 4567")
    (entry,) = logged(visitors, settings)
    assert "oakhill" not in entry.question
    assert "4567" not in entry.question


def test_suggestions_are_not_logged(visitors, settings):
    assert visitors.suggest("what does memb", 5)
    assert logged(visitors, settings) == []


def test_a_question_that_cannot_be_searched_for_is_not_logged(visitors, settings):
    with pytest.raises(QuestionError):
        visitors.ask("the of and")
    assert logged(visitors, settings) == []


def test_the_log_can_be_switched_off(settings):
    visitors = Visitors(Settings(settings.home, log=LogSettings(questions=False)))
    assert visitors.ask(MEMBERSHIP).direct
    visitors.close()
    assert not settings.database_file.exists()


def test_questions_are_kept_for_the_configured_days(settings):
    logs = Settings(settings.home, log=LogSettings(keep_days=30))
    earlier = Visitors(logs, now=lambda: NOW - timedelta(days=31))
    earlier.ask("zeppelin")
    earlier.close()
    later = Visitors(logs, now=lambda: NOW)
    later.ask(MEMBERSHIP)
    assert [entry.question for entry in logged(later, settings)] == [MEMBERSHIP]


def test_nothing_is_written_before_the_first_question(settings):
    Visitors(settings).build()
    assert not settings.database_file.parent.exists()


def make_unreadable(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"this is no database")


def put_in_the_way(file: Path) -> None:
    file.parent.touch()


@pytest.mark.parametrize("spoil", [make_unreadable, put_in_the_way])
def test_answering_goes_on_without_the_database(visitors, settings, spoil):
    spoil(settings.database_file)
    assert visitors.ask(MEMBERSHIP).direct


def test_answering_does_not_wait_for_a_locked_database(visitors, settings):
    Store(settings.database_file).problem()
    with sqlite3.connect(settings.database_file) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert visitors.ask(MEMBERSHIP).direct
        other.rollback()
    other.close()
    assert [entry.question for entry in logged(visitors, settings)] == [MEMBERSHIP]


def test_an_unusable_database_is_reported_at_start(settings):
    with pytest.raises(SettingsError):
        Visitors(Settings(settings.home, database=DatabaseSettings("mysql://localhost/faq")))


def test_a_vote_is_stored_with_its_answer_and_masked_comment(visitors, settings):
    voted_id = answer_id(visitors.ask(MEMBERSHIP))
    visitors.vote(voted_id, MEMBERSHIP, helpful=False, comment=" Write to ada@oakhill.example ")
    (vote,) = votes(settings)
    assert (vote.answer_id, vote.helpful, vote.question) == (voted_id, False, MEMBERSHIP)
    assert vote.build_id == visitors.build().id
    assert vote.comment.startswith("Write to")
    assert "oakhill" not in vote.comment


def test_finding_nothing_can_be_voted_on(visitors, settings):
    visitors.vote(answer_id(visitors.ask("zeppelin")), "", helpful=False)
    assert len(votes(settings)) == 1


def test_an_answer_id_ignores_case_and_punctuation_but_not_word_order(visitors):
    def id_of(question: str) -> str:
        return answer_id(visitors.ask(question))

    assert id_of("Membership: COST?") == id_of("membership cost")
    assert id_of("membership cost") != id_of("cost of membership")


@pytest.mark.parametrize(
    "answer_id",
    [
        pytest.param("", id="empty"),
        pytest.param("1", id="no parts"),
        pytest.param("000001.abc", id="no question"),
        pytest.param("000001.abc.0123456x", id="not hexadecimal"),
        pytest.param("000001.abc.01234567\n", id="line feed"),
        pytest.param("000001.<b>.01234567", id="markup"),
        pytest.param("000001." + "a" * 65 + ".01234567", id="long"),
    ],
)
def test_a_vote_without_a_valid_answer_id_is_refused(visitors, answer_id):
    with pytest.raises(VoteError, match="answer_id"):
        visitors.vote(answer_id, "", helpful=True)


def test_a_vote_on_another_question_is_refused(visitors):
    voted_id = answer_id(visitors.ask(MEMBERSHIP))
    with pytest.raises(VoteError, match="question"):
        visitors.vote(voted_id, "zeppelin", helpful=True)


def test_a_comment_that_is_too_long_is_refused_with_its_length(visitors):
    voted_id = answer_id(visitors.ask(MEMBERSHIP))
    visitors.vote(voted_id, "", helpful=True, comment="x" * 1000)
    with pytest.raises(VoteError, match=r"1,001 characters; 1,000 are allowed"):
        visitors.vote(voted_id, "", helpful=True, comment="x" * 1001)


def test_a_vote_that_cannot_be_stored_raises_an_error(visitors, settings):
    voted_id = answer_id(visitors.ask(MEMBERSHIP))
    put_in_the_way(settings.database_file)
    with pytest.raises(StoreError):
        visitors.vote(voted_id, "", helpful=True)
