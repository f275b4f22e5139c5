"""Question-answer pairs of an HTML page, whatever the markup.

One rule serves them all: take an element that holds nothing but a question, climb from it until
text follows beside it, and take what follows up to the next question or a heading of its rank.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bs4 import Tag
from bs4.element import PageElement

from faqbot.extract.html import HEADINGS, own_anchor, visible_text
from faqbot.extract.questions import (
    anchor_before,
    empty_link_before,
    find_questions,
    name_and_class,
    question_text,
)

# On a page with a list of questions, a few that look otherwise are headings of ordinary sections
# or calls to buy; they stay in the text.
_LONER_SHARE = 0.25
_FEWEST_COUNTED = 3
_ROW_NUMBER = re.compile(r"[#(]?\d{1,3}[.):]?")
_COUNTER = re.compile(r"^(\d{1,3})\s+(?=\S)")


@dataclass(frozen=True)
class Pair:
    """A question and the elements that answer it; `nodes` are all elements that the pair uses."""

    question: str
    answer: tuple[PageElement, ...]
    anchor: str
    nodes: frozenset[int]


def find_pairs(root: Tag) -> list[Pair]:
    """Return the pairs below an element in reading order; questions without an answer are left."""
    questions = find_questions(root)
    marked = _Marked(questions)
    found = [(tag, pair) for tag in questions if (pair := _pair(tag, root, marked))]
    counts = Counter(name_and_class(tag) for tag, _ in found)
    largest = max(counts.values(), default=0)
    return _without_counters(
        [pair for tag, pair in found if counts[name_and_class(tag)] >= _LONER_SHARE * largest]
    )


def _without_counters(pairs: list[Pair]) -> list[Pair]:
    """Return the pairs without numbers that only count them (01 Who, 02 When)."""
    numbers = [_COUNTER.match(pair.question) for pair in pairs]
    stated = [int(number.group(1)) for number in numbers if number]
    if len(stated) < _FEWEST_COUNTED or stated != list(range(1, len(pairs) + 1)):
        return pairs
    return [replace(pair, question=_COUNTER.sub("", pair.question)) for pair in pairs]


class _Marked:
    """Which elements are questions, and which hold how many."""

    def __init__(self, questions: list[Tag]) -> None:
        self.own = {id(tag) for tag in questions}
        self._inside: dict[int, int] = {}
        for tag in questions:
            for parent in tag.parents:
                self._inside[id(parent)] = self._inside.get(id(parent), 0) + 1

    def held_by(self, tag: Tag) -> int:
        """Return how many questions are in the element or are the element itself."""
        return self._inside.get(id(tag), 0) + (id(tag) in self.own)


def _pair(tag: Tag, root: Tag, marked: _Marked) -> Pair | None:
    start: Tag = tag
    answer: list[PageElement] = []
    while not answer and start is not root and start.parent is not None:
        if marked.held_by(start) > 1:
            return None
        answer = list(_following(start, tag, marked))
        if not answer:
            start = start.parent
            if start.name == "details":
                return None
    if not answer:
        return None
    used = [start, *answer, *filter(None, [empty_link_before(tag), _number_before(start)])]
    return Pair(
        question_text(tag.get_text(" ")),
        tuple(answer),
        _anchor(tag, start, answer),
        frozenset(map(id, used)),
    )


def _following(start: Tag, question: Tag, marked: _Marked) -> Iterator[PageElement]:
    """Yield what stands beside `start` up to the next question, heading or end; [] if no text."""
    nodes: list[PageElement] = []
    has_text = False
    for node in start.next_siblings:
        if isinstance(node, Tag) and _ends_answer(node, question, marked, is_first=not has_text):
            break
        nodes.append(node)
        has_text = has_text or bool(visible_text(node))
    if has_text:
        yield from nodes


def _ends_answer(node: Tag, question: Tag, marked: _Marked, *, is_first: bool) -> bool:
    """Return whether the answer stops before this element.

    An answer under a heading stops at the next heading of its rank, one of an accordion at any
    heading after its panel, and one in `details` only at its end.
    """
    if marked.held_by(node):
        return True
    headings = [node] if node.name in HEADINGS else node.find_all(HEADINGS)
    if question.name in HEADINGS:
        return any(heading.name <= question.name for heading in headings)
    return question.name != "summary" and bool(headings) and not (is_first and node not in headings)


def _number_before(start: Tag) -> Tag | None:
    """Return the cell right before the question's, if it only counts the rows."""
    before = start.find_previous_sibling() if start.name in ("td", "th") else None
    is_number = isinstance(before, Tag) and _ROW_NUMBER.fullmatch(visible_text(before))
    return before if is_number and isinstance(before, Tag) else None


def _anchor(tag: Tag, start: Tag, answer: list[PageElement]) -> str:
    """Return the nearest place to jump to: the question's, its wrapper's, or the answer's."""
    if anchor := anchor_before(tag):
        return anchor
    wrapper = tag
    while wrapper is not start and wrapper.parent is not None:
        wrapper = wrapper.parent
        if anchor := own_anchor(wrapper):
            return anchor
    if start.parent is not None and start.parent.name in ("details", "div", "li", "tr", "article"):
        first = next((child for child in start.parent.children if visible_text(child)), None)
        if first is start and (anchor := own_anchor(start.parent)):
            return anchor
    return next((own_anchor(node) for node in answer if isinstance(node, Tag)), "")
