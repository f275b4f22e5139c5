"""Question-answer pairs of an HTML page, whatever the markup.

One rule serves them all: take an element that holds nothing but a question, climb from it until
text follows beside it, and take what follows up to the next question or a heading of its rank.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, takewhile

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from faqbot.extract.faq.lines import wrap_questions
from faqbot.extract.faq.questions import (
    anchor_before,
    empty_link_before,
    find_questions,
    name_and_class,
)
from faqbot.extract.faq.wording import (
    STOP,
    answer_prefix,
    has_prefix,
    is_call,
    question_text,
    without_counters,
)
from faqbot.extract.html.blocks import HEADINGS, own_anchor, visible_text
from faqbot.extract.html.tree import edit, walk

# On a page with a list of questions, a few that look otherwise are headings of ordinary sections
# or calls to buy; they stay in the text.
_LONER_SHARE = 0.25
_ROW_NUMBER = re.compile(r"[#(]?\d{1,3}[.):]?")
# Below this, questions that are links to other pages are a list, and its last one has no answer.
_ANSWERED_SHARE = 0.5
_BUTTONS = ("button", "summary", "header")


@dataclass(frozen=True)
class Pair:
    """A question, the elements that answer it and the headings above it, outermost first.

    `nodes` holds the `id()` of all elements that the pair uses.
    """

    question: str
    answer: tuple[PageElement, ...]
    anchor: str
    nodes: frozenset[int]
    heading_path: tuple[str, ...]


@dataclass(frozen=True)
class _Found:
    """A question's element, the ancestor beside which its answer stands, and that answer."""

    tag: Tag
    start: Tag
    answer: list[PageElement]


def find_pairs(root: Tag) -> list[Pair]:
    """Return the pairs below an element in reading order; questions without an answer are left.

    The tree is changed: lines that ask get elements, and "A:" goes.
    """
    wrap_questions(root)
    questions = find_questions(root)
    marked = _Marked(questions)
    found = [pair for tag in questions if (pair := _answered(tag, root, marked))]
    counts = Counter(name_and_class(pair.tag) for pair in found)
    least = _LONER_SHARE * max(counts.values(), default=0)
    linked = Counter(name_and_class(tag) for tag in questions if _leads_away(tag))

    def counts_enough(look: tuple[str, ...]) -> bool:
        return counts[look] >= max(least, _ANSWERED_SHARE * linked[look])

    kept = [pair for pair in found if counts_enough(name_and_class(pair.tag))]
    found = _without_signs(kept, root)
    shown = without_counters([question_text(pair.tag.get_text(" ")) for pair in found])
    paths = _heading_paths(root, found)
    return [
        Pair(question, tuple(pair.answer), _anchor(pair), _nodes(pair), paths[id(pair.tag)])
        for question, pair in zip(shown, found, strict=True)
    ]


def _leads_away(tag: Tag) -> bool:
    link = tag if tag.name == "a" else tag.find("a", href=True)
    if link is None or visible_text(link) != visible_text(tag):
        return False
    return not str(link.get("href") or "#").startswith(("#", "javascript:"))


def _without_signs(found: list[_Found], root: Tag) -> list[_Found]:
    """Return the pairs without the "A:" before their answers, which is taken out of the tree."""
    changed: dict[int, PageElement] = {}
    for pair in found:
        first = _first_string(pair.answer)
        if first is not None and (sign := _answer_sign(str(first), pair.tag)):
            changed[id(first)] = NavigableString(str(first)[len(sign) :])
    if not changed:
        return found
    edit(root, lambda node: changed.get(id(node), node))
    return [
        replace(pair, answer=[changed.get(id(node), node) for node in pair.answer])
        for pair in found
    ]


def _first_string(nodes: list[PageElement]) -> NavigableString | None:
    strings = chain.from_iterable(
        node.descendants if isinstance(node, Tag) else [node] for node in nodes
    )
    return next(
        (node for node in strings if isinstance(node, NavigableString) and node.strip()), None
    )


def _answer_sign(text: str, question: Tag) -> str:
    sign = _answer_prefix().match(text)
    if sign and (
        len(sign["word"]) > 1 or sign["mark"] in ":：" or has_prefix(visible_text(question))
    ):
        return sign.group()
    return ""


def _heading_paths(root: Tag, found: list[_Found]) -> dict[int, tuple[str, ...]]:
    """Return the headings above each question, by the `id()` of its tag; answers' own are none."""
    questions = {id(pair.tag) for pair in found}
    answers = {id(node) for pair in found for node in pair.answer}
    path: list[tuple[int, str]] = []
    paths: dict[int, tuple[str, ...]] = {}
    for is_opening, node in walk(root, answers):
        if not is_opening or not isinstance(node, Tag):
            continue
        level = int(node.name[1]) if node.name in HEADINGS else 0
        if level:
            path = [entry for entry in path if entry[0] < level]
        if id(node) in questions:
            paths[id(node)] = tuple(text for _, text in path)
        elif level and (text := visible_text(node)):
            path.append((level, text))
    return paths


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


def _answered(tag: Tag, root: Tag, marked: _Marked) -> _Found | None:
    """Return the question with its answer: the text beside it or beside an ancestor of it."""
    start = _whole_button(tag, root)
    while start is not root and start.parent is not None:
        if marked.held_by(start) > 1:
            return None
        if answer := list(_following(start, tag, marked)):
            return _Found(tag, start, answer)
        start = start.parent
        if start.name == "details":
            return None
    return None


def _whole_button(tag: Tag, root: Tag) -> Tag:
    """Return the outermost button around a question: what else is in it is no answer."""
    parents = takewhile(lambda parent: parent is not root, tag.parents)
    buttons = [up for up in parents if up.name in _BUTTONS or up.get("role") == "button"]
    return buttons[-1] if buttons else tag


def _nodes(pair: _Found) -> frozenset[int]:
    before = (empty_link_before(pair.tag), _number_before(pair.start))
    return frozenset(map(id, [pair.start, *pair.answer, *filter(None, before)]))


def _following(start: Tag, question: Tag, marked: _Marked) -> Iterator[PageElement]:
    """Yield what stands beside `start` up to the next question, heading or end; [] if no text."""
    nodes: list[PageElement] = []
    has_text = False
    for node in start.next_siblings:
        if isinstance(node, Tag) and _ends_answer(node, question, marked, is_first=not has_text):
            break
        nodes.append(node)
        has_text = has_text or any(map(str.isalnum, visible_text(node)))
    while nodes and not _is_text(nodes[-1]):
        nodes.pop()
    if has_text:
        yield from nodes


def _is_text(node: PageElement) -> bool:
    is_heading = isinstance(node, Tag) and node.name in HEADINGS
    return not is_heading and bool(visible_text(node))


def _ends_answer(node: Tag, question: Tag, marked: _Marked, *, is_first: bool) -> bool:
    """Return whether the answer stops before this element.

    An answer under a heading stops at the next heading of its rank, one of an accordion at any
    heading after its panel, and one in `details` only at its end.
    """
    if marked.held_by(node):
        return True
    headings = [node] if node.name in HEADINGS else node.find_all(HEADINGS)
    if any(is_call(visible_text(heading)) for heading in headings[:1]):
        return True
    if question.name in HEADINGS:
        return any(heading.name <= question.name for heading in headings)
    return question.name != "summary" and bool(headings) and not (is_first and node not in headings)


def _number_before(start: Tag) -> Tag | None:
    """Return the cell right before the question's, if it only counts the rows."""
    before = start.find_previous_sibling() if start.name in ("td", "th") else None
    is_number = isinstance(before, Tag) and _ROW_NUMBER.fullmatch(visible_text(before))
    return before if is_number and isinstance(before, Tag) else None


def _anchor(pair: _Found) -> str:
    """Return the nearest place to jump to: the question's, its wrapper's, or the answer's."""
    tag, start = pair.tag, pair.start
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
    return next((own_anchor(node) for node in pair.answer if isinstance(node, Tag)), "")


@cache
def _answer_prefix() -> re.Pattern[str]:
    """Return what matches the sign before an answer: "A:", "Antwort 2."."""
    end = r"(?:\s+|$|(?<=[：．]))"
    return re.compile(rf"\s*(?P<word>{answer_prefix()})\s?\d*\s?(?P<mark>{STOP}){end}")
