"""Question-answer pairs of an HTML page, whatever the markup.

One rule serves them all: take an element that holds nothing but a question, climb from it until
text follows beside it, and take what follows up to the next question or a heading of its rank.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, takewhile

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from faqbot.extract.faq.lines import wrap_questions
from faqbot.extract.faq.questions import (
    empty_link_before,
    find_questions,
    name_and_class,
)
from faqbot.extract.faq.wording import answer_label, is_call, question_text, without_counters
from faqbot.extract.html.anchors import Anchors
from faqbot.extract.html.tree import HEADINGS, edit, visible_text, walk

# On a page with a list of questions, the few that look different are headings of ordinary sections
# or calls to action; they stay in the text.
_MIN_LOOK_SHARE = 0.25
_ROW_NUMBER = re.compile(r"[#(]?\d{1,3}[.):]?")
# If fewer of the questions that link to other pages have an answer, they are a list of links, and
# the "answer" of the last is only what follows the list.
_MIN_ANSWERED_SHARE = 0.5
_BUTTONS = ("button", "summary", "header")


@dataclass(frozen=True)
class Pair:
    """A question, the elements that answer it and the headings above it, outermost first.

    `nodes` holds the `id()` of all elements of the pair.
    """

    question: str
    answer: tuple[PageElement, ...]
    anchor: str
    nodes: frozenset[int]
    heading_path: tuple[str, ...]


@dataclass(frozen=True)
class _AnsweredQuestion:
    """The element of a question, its ancestor that the answer follows, and the answer."""

    tag: Tag
    start: Tag
    answer: list[PageElement]


def find_pairs(root: Tag, anchors: Anchors | None = None) -> list[Pair]:
    """Return the pairs below an element in reading order; questions without an answer are skipped.

    `anchors` are those of the whole page; if they are missing, those below `root` serve.
    Changes the tree: lines that ask are wrapped in elements, and "A:" is removed.
    """
    anchors = anchors or Anchors(root)
    wrap_questions(root)
    questions = find_questions(root, anchors)
    # How many questions an element holds, itself included, by its `id()`.
    counts_in = Counter(id(holder) for tag in questions for holder in (tag, *tag.parents))
    answered = [pair for tag in questions if (pair := _answered(tag, root, counts_in))]
    counts = Counter(name_and_class(pair.tag) for pair in answered)
    linked = Counter(name_and_class(tag) for tag in questions if _leads_away(tag))
    min_count = _MIN_LOOK_SHARE * max(counts.values(), default=0)

    def is_common(look: tuple[str, ...]) -> bool:
        return counts[look] >= max(min_count, _MIN_ANSWERED_SHARE * linked[look])

    common = [pair for pair in answered if is_common(name_and_class(pair.tag))]
    pairs = _without_answer_labels(common, root)
    texts = without_counters([question_text(visible_text(pair.tag)) for pair in pairs])
    paths = _heading_paths(root, pairs)
    return [
        Pair(text, tuple(pair.answer), _anchor(pair, anchors), _nodes(pair), paths[id(pair.tag)])
        for text, pair in zip(texts, pairs, strict=True)
    ]


def _leads_away(tag: Tag) -> bool:
    link = tag if tag.name == "a" else tag.find("a", href=True)
    if link is None or visible_text(link) != visible_text(tag):
        return False
    return not str(link.get("href") or "#").startswith(("#", "javascript:"))


def _without_answer_labels(pairs: list[_AnsweredQuestion], root: Tag) -> list[_AnsweredQuestion]:
    """Return the pairs without the "A:" before their answers; it is removed from the tree too."""
    replaced: dict[int, PageElement] = {}
    for pair in pairs:
        first = _first_string(pair.answer)
        if first is not None and (label := answer_label(str(first), visible_text(pair.tag))):
            replaced[id(first)] = NavigableString(str(first)[len(label) :])
    if not replaced:
        return pairs
    edit(root, lambda node: replaced.get(id(node), node))
    return [
        replace(pair, answer=[replaced.get(id(node), node) for node in pair.answer])
        for pair in pairs
    ]


def _first_string(nodes: list[PageElement]) -> NavigableString | None:
    strings = chain.from_iterable(
        node.descendants if isinstance(node, Tag) else [node] for node in nodes
    )
    return next(
        (node for node in strings if isinstance(node, NavigableString) and node.strip()), None
    )


def _heading_paths(root: Tag, pairs: list[_AnsweredQuestion]) -> dict[int, tuple[str, ...]]:
    """Return the headings above each question by the `id()` of its tag; answers are skipped."""
    questions = {id(pair.tag) for pair in pairs}
    answers = {id(node) for pair in pairs for node in pair.answer}
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


def _answered(tag: Tag, root: Tag, counts_in: Counter[int]) -> _AnsweredQuestion | None:
    """Return the question with its answer: the text beside it or beside an ancestor of it."""
    start = _whole_button(tag, root)
    while start is not root and start.parent is not None:
        if counts_in[id(start)] > 1:
            return None
        if answer := list(_following(start, tag, counts_in)):
            return _AnsweredQuestion(tag, start, answer)
        start = start.parent
        if start.name == "details":
            return None
    return None


def _whole_button(tag: Tag, root: Tag) -> Tag:
    """Return the outermost button around a question: its other content is no answer."""
    parents = takewhile(lambda parent: parent is not root, tag.parents)
    buttons = [up for up in parents if up.name in _BUTTONS or up.get("role") == "button"]
    return buttons[-1] if buttons else tag


def _nodes(pair: _AnsweredQuestion) -> frozenset[int]:
    before = (empty_link_before(pair.tag), _number_before(pair.start))
    return frozenset(map(id, [pair.start, *pair.answer, *filter(None, before)]))


def _following(start: Tag, question: Tag, counts_in: Counter[int]) -> Iterator[PageElement]:
    """Yield the siblings after `start` up to the next question or heading, if they have text."""
    nodes: list[PageElement] = []
    has_text = False
    for node in start.next_siblings:
        if isinstance(node, Tag) and _ends_answer(node, question, counts_in, is_first=not has_text):
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


def _ends_answer(node: Tag, question: Tag, counts_in: Counter[int], *, is_first: bool) -> bool:
    """Return whether the answer ends before this element.

    An answer under a heading ends at the next heading of its rank, in an accordion at any heading
    after its panel, in `details` only with the element.
    """
    if counts_in[id(node)]:
        return True
    headings = [node] if node.name in HEADINGS else node.find_all(HEADINGS)
    if any(is_call(visible_text(heading)) for heading in headings[:1]):
        return True
    if question.name in HEADINGS:
        return any(heading.name <= question.name for heading in headings)
    return question.name != "summary" and bool(headings) and not (is_first and node not in headings)


def _number_before(start: Tag) -> Tag | None:
    """Return the cell before the question's if it only numbers the row."""
    before = start.find_previous_sibling() if start.name in ("td", "th") else None
    is_number = isinstance(before, Tag) and _ROW_NUMBER.fullmatch(visible_text(before))
    return before if is_number and isinstance(before, Tag) else None


def _anchor(pair: _AnsweredQuestion, anchors: Anchors) -> str:
    """Return what a link to the question can jump to, else what it opens or its answer."""
    near = (anchors.of(pair.tag), anchors.of(pair.start), anchors.of_panel(pair.start))
    own = (anchors.of(node) for node in pair.answer[:1] if isinstance(node, Tag))
    return next(filter(None, chain(near, own)), "")
