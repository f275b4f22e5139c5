"""What is left out of a page, counted by reason."""

from bs4.element import PageElement

from faqbot.core.records import Omission
from faqbot.extract.html.tree import visible_text

_MAX_SAMPLE_CHARS = 80


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
            self._counts[reason] = self._counts.get(reason, 0) + text.count(" ") + 1
            sample = self._samples.get(reason, "")
            if len(sample) < len(text) and len(sample) < _MAX_SAMPLE_CHARS:
                self._samples[reason] = text[:_MAX_SAMPLE_CHARS]

    def counted(self) -> tuple[Omission, ...]:
        """Return the counts, the largest first."""
        order = sorted(self._counts, key=lambda reason: (-self._counts[reason], reason))
        return tuple(
            Omission(reason, self._counts[reason], self._samples[reason]) for reason in order
        )
