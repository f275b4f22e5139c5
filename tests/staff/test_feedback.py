from datetime import UTC, datetime, timedelta

from faqbot.staff.feedback import Feedback, add_feedback, latest_feedback

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
YES = Feedback("a1", helpful=True, question="Is there a bus?", comment="Thanks", build_id="000007")


def test_a_vote_is_read_as_it_was_stored(store):
    add_feedback(store, YES, NOW)

    [vote] = latest_feedback(store, NOW)
    assert vote == Feedback(
        "a1", True, "Is there a bus?", "Thanks", "000007", "2026-03-04T12:00:00+00:00"
    )


def test_comments_and_questions_are_masked_and_cut(store):
    message = "ask marta@kids.example " + "x" * 2000

    add_feedback(store, Feedback("a1", helpful=False, question=message, comment=message), NOW)

    [vote] = latest_feedback(store, NOW)
    for text in (vote.question, vote.comment):
        assert text.startswith("ask [e-mail] xxx")
        assert len(text) == 1000


def test_votes_come_newest_first_up_to_the_limit(store):
    for hour in range(3):
        add_feedback(store, Feedback(f"a{hour}", helpful=True), NOW + hour * HOUR)

    assert [vote.answer_id for vote in latest_feedback(store, NOW, limit=2)] == ["a2", "a1"]
