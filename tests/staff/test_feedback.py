from datetime import UTC, datetime, timedelta

from faqbot.staff.feedback import (
    Feedback,
    VoteTotals,
    add_feedback,
    latest_feedback,
    vote_totals,
)

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
YES = Feedback("a1", helpful=True, question="Is there a bus?", comment="Thanks", build_id="000007")
NO = Feedback("a2", helpful=False)


def test_a_vote_comes_back_as_it_was_given(store):
    add_feedback(store, YES, NOW)

    [found] = latest_feedback(store, NOW)
    assert found == Feedback(
        "a1", True, "Is there a bus?", "Thanks", "000007", "2026-03-04T12:00:00+00:00"
    )


def test_comments_and_questions_are_masked_and_cut(store):
    told = "ask marta@kids.example " + "x" * 2000

    add_feedback(store, Feedback("a1", helpful=False, question=told, comment=told), NOW)

    [found] = latest_feedback(store, NOW)
    for text in (found.question, found.comment):
        assert text.startswith("ask [e-mail] xxx")
        assert len(text) == 1000


def test_the_newest_vote_comes_first_and_the_rest_is_left_out(store):
    for hour in range(3):
        add_feedback(store, Feedback(f"a{hour}", helpful=True), NOW + hour * HOUR)

    assert [vote.answer_id for vote in latest_feedback(store, NOW, limit=2)] == ["a2", "a1"]


def test_votes_are_counted_since_a_moment(store):
    for hour, vote in enumerate([NO, YES, NO, YES, YES]):
        add_feedback(store, vote, NOW + hour * HOUR)

    assert vote_totals(store, NOW + HOUR) == VoteTotals(helpful=3, unhelpful=1)


def test_without_votes_the_totals_are_nought(store):
    assert vote_totals(store, NOW) == VoteTotals(0, 0)
