"""The answer to a question: the text beside it, up to the next question or heading of its rank."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import dropwhile, islice, takewhile

from bs4 import Tag
from bs4.element import PageElement

from faqbot.extract.faq.measure import Measure, heading_around
from faqbot.extract.faq.toggles import is_toggle
from faqbot.extract.faq.wording import is_call
from faqbot.extract.html.tree import HEADINGS, tags

_BUTTONS = ("button", "summary", "header")
# What may stand beside a question in its wrapper without being lost: a number, a date, a category.
_MAX_BESIDE_CHARS = 60
# A panel with a question in it starts with the answer to the outer one.
_MIN_LEAD_CHARS = 15
_MAX_NESTED = 5
_MAX_INNER = 4


class AnswerFinder:
    """Finds answers on one page; `boundaries` are the elements at which an answer ends."""

    def __init__(self, root: Tag, measure: Measure, boundaries: Sequence[Tag]) -> None:
        self._root = root
        self._measure = measure
        # How many questions an element holds, itself included, and the first, by its `id()`.
        self._counts = Counter(id(holder) for tag in boundaries for holder in (tag, *tag.parents))
        self._first: dict[int, Tag] = {}
        for tag in reversed(boundaries):
            self._first |= {id(holder): tag for holder in (tag, *tag.parents)}

    def find(self, tag: Tag) -> tuple[Tag, list[PageElement]] | None:
        """Return the ancestor of a question that its answer follows, with the answer."""
        start = self._whole_button(tag)
        while start is not self._root and start.parent is not None:
            if self._counts[id(start)] > 1:
                return None
            if answer := list(self._following(start, tag)):
                return start, answer
            beside = self._measure.chars(start.parent) - self._measure.chars(start)
            if beside > _MAX_BESIDE_CHARS and start.parent.name not in _BUTTONS:
                return None
            start = start.parent
            if start.name == "details":
                return None
        return None

    def _whole_button(self, tag: Tag) -> Tag:
        """Return the outermost button around a question: its other content is no answer."""
        parents = takewhile(lambda parent: parent is not self._root, tag.parents)
        buttons = [
            up
            for up in parents
            if (up.name in _BUTTONS or up.attrs.get("role") == "button")
            and self._counts[id(up)] <= 1
        ]
        return buttons[-1] if buttons else tag

    def _following(self, start: Tag, question: Tag) -> Iterator[PageElement]:
        """Yield the siblings after `start` up to the end of the answer, if they have text."""
        nodes: list[PageElement] = []
        has_text = False
        for node in start.next_siblings:
            if isinstance(node, Tag) and self._ends(node, question, is_first=not has_text):
                break
            if isinstance(node, Tag) and node.name == "address" and _is_rule(nodes):
                break
            nodes.append(node)
            has_text = has_text or any(map(str.isalnum, self._measure.text(node)))
        while nodes and not self._is_text(nodes[-1]):
            nodes.pop()
        if has_text:
            yield from dropwhile(lambda node: not self._measure.text(node), nodes)

    def _is_text(self, node: PageElement) -> bool:
        is_heading = isinstance(node, Tag) and node.name in HEADINGS
        return not is_heading and bool(self._measure.text(node))

    def _ends(self, node: Tag, question: Tag, *, is_first: bool) -> bool:
        """Return whether the answer ends before this element.

        An answer under a heading ends at the next heading of its rank, in an accordion at any
        heading after its panel, in `details` only with the element.
        """
        if self._counts[id(node)] and not (is_first and self._is_panel(node)):
            return True
        text = self._measure.text(node)
        if "?" in text and is_call(text):
            return True
        headings = self._measure.headings(node)
        if not headings:
            return False
        first, highest = headings
        if is_call(self._measure.text(first)):
            return True
        if question.name == "summary" or any(
            up.name == "summary" for up in islice(question.parents, _MAX_INNER)
        ):
            return False
        rank = self._rank(question)
        if rank and not (is_first and _is_button(question)):
            return highest.name <= rank
        return node in headings or not is_first

    def _rank(self, question: Tag) -> str:
        """Return the name of the heading that a question is, holds or stands in, or ""."""
        headings = self._measure.headings(question)
        heading = headings[0] if headings else heading_around(question)
        return heading.name if heading is not None else ""

    def _is_panel(self, node: Tag) -> bool:
        """Return whether an element is an answer that has questions in it, not a list of them."""
        first = self._first[id(node)]
        lead = self._measure.chars_before(node, first)
        return (
            first is not node
            and self._counts[id(node)] <= _MAX_NESTED
            and lead >= _MIN_LEAD_CHARS
            and (not (headings := self._measure.headings(node)) or headings[0] is not node)
        )


def _is_button(question: Tag) -> bool:
    near = (question, *islice(tags(question), _MAX_INNER))
    return any(is_toggle(tag) or tag.name == "a" for tag in near)


def _is_rule(nodes: list[PageElement]) -> bool:
    tags = [node for node in nodes if isinstance(node, Tag)]
    return bool(tags) and tags[-1].name == "hr"
