"""What is left out of a page, counted by reason, and when to warn of it."""

from collections.abc import Sequence

from bs4.element import PageElement

from faqbot.core.records import Omission
from faqbot.extract.html.tree import visible_text

_MAX_SAMPLE_CHARS = 80
# What a page is expected to have besides its content, however much it is.
_EXPECTED = frozenset(
    {
        *("navigation", "links to other pages", "links within the page", "related pages"),
        *("header", "footer", "copyright", "byline", "form"),
        *("sharing", "promotion", "comments", "reactions"),
    }
)
_MIN_LOST_WORDS = 30


class Omissions:
    """Counts words by the reason why they were left out, with a sample of each.

    `nodes` pairs the reasons with what was removed from the tree.
    """

    def __init__(self) -> None:
        self.nodes: list[tuple[str, PageElement]] = []
        self._counts: dict[str, int] = {}
        self._samples: dict[str, str] = {}

    def add(self, reason: str, node: PageElement) -> None:
        """Count the text of a node that is removed from the tree."""
        self.nodes.append((reason, node))
        self.add_text(reason, visible_text(node))

    def add_text(self, reason: str, text: str) -> None:
        """Count a text that is left out."""
        if text:
            self._counts[reason] = self._counts.get(reason, 0) + len(text.split())
            sample = self._samples.get(reason, "")
            if len(sample) < len(text) and len(sample) < _MAX_SAMPLE_CHARS:
                self._samples[reason] = text[:_MAX_SAMPLE_CHARS]

    def counted(self) -> tuple[Omission, ...]:
        """Return the counts, the largest first."""
        order = sorted(self._counts, key=lambda reason: (-self._counts[reason], reason))
        return tuple(
            Omission(reason, self._counts[reason], self._samples[reason]) for reason in order
        )


def summary(omissions: Sequence[Omission]) -> str:
    """Return the counts on one line.

    >>> summary([Omission("navigation", 40), Omission("footer", 1)])
    '40 words (navigation), 1 word (footer)'
    """
    return ", ".join(
        f"{each.word_count:,} word{'s' * (each.word_count != 1)} ({each.reason})"
        for each in omissions
    )


def warning(kept_word_count: int, omissions: Sequence[Omission]) -> str:
    """Return a warning if more text was left out than kept, apart from what surrounds any page."""
    lost = [each for each in omissions if each.reason not in _EXPECTED]
    lost_word_count = sum(each.word_count for each in lost)
    if lost_word_count <= max(kept_word_count, _MIN_LOST_WORDS):
        return ""
    return f"most of its text was left out: {summary(lost)}"
