import pytest

from faqbot.core.records import Omission
from faqbot.extract.html.omissions import Omissions, summary, warning


def test_reasons_come_with_the_most_words_first_and_a_sample():
    omissions = Omissions()
    for reason, text in (("byline", "By Ann Lowe"), ("aside", "See also " * 40), ("byline", "")):
        omissions.add_text(reason, text)

    aside, byline = omissions.counted()

    assert (byline.word_count, byline.sample) == (3, "By Ann Lowe")
    assert (aside.word_count, aside.sample[:8], len(aside.sample)) == (80, "See also", 80)


@pytest.mark.parametrize(
    ("reason", "word_count", "is_warned"),
    [
        pytest.param("hidden", 101, True, id="more than was kept"),
        pytest.param("hidden", 99, False, id="less than was kept"),
        pytest.param("navigation", 900, False, id="what surrounds any page"),
    ],
)
def test_a_page_that_lost_most_of_its_text_is_warned_of(reason, word_count, is_warned):
    assert bool(warning(100, [Omission(reason, word_count)])) is is_warned


def test_a_few_words_are_no_reason_to_warn():
    assert warning(0, [Omission("hidden", 9)]) == ""


def test_the_summary_counts_words_by_reason():
    counts = [Omission("navigation", 1400), Omission("footer", 1)]
    assert summary(counts) == "1,400 words (navigation), 1 word (footer)"
