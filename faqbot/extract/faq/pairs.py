"""Question-answer pairs of an HTML page, whatever the markup."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from faqbot.extract.faq.lines import wrap_questions
from faqbot.extract.faq.questions import (
    AnsweredQuestion,
    answered_questions,
    empty_link_before,
)
from faqbot.extract.faq.toggles import remove_generic_toggles
from faqbot.extract.faq.wording import answer_label, question_text, without_counters
from faqbot.extract.html.anchors import Anchors
from faqbot.extract.html.tree import HEADINGS, edit, tags, visible_text

_ROW_NUMBER = re.compile(r"[#(]?\d{1,3}(?:\.\d{1,3})*[.):]?")


@dataclass(frozen=True)
class Pair:
    """A question, the elements that answer it and the headings above it, outermost first.

    `nodes` holds the `id()` of all elements of the pair; `heading` is the element of the
    question if that is a heading.
    """

    question: str
    answer: tuple[PageElement, ...]
    anchor: str
    nodes: frozenset[int]
    heading_path: tuple[str, ...]
    heading: Tag | None = None


def find_pairs(root: Tag, anchors: Anchors | None = None, url: str = "") -> list[Pair]:
    """Return the pairs below an element in reading order; questions without an answer are skipped.

    `anchors` are those of the whole page; if they are missing, those below `root` serve. `url` is
    the address of the page, which may say that it is an FAQ.
    Changes the tree: lines that ask are wrapped in elements; "A:" and buttons that say nothing,
    such as "Show", are removed.
    """
    anchors = anchors or Anchors(root)
    toggled = remove_generic_toggles(root)
    wrap_questions(root)
    pairs = _without_answer_labels(answered_questions(root, anchors, url, toggled), root)
    texts = without_counters([question_text(visible_text(pair.tag)) for pair in pairs])
    paths = _heading_paths(root, pairs)
    return [
        Pair(
            text,
            tuple(pair.answer),
            _anchor(pair, anchors),
            _nodes(pair),
            paths.get(id(pair.tag), ()),
            pair.tag if pair.tag is pair.start and pair.tag.name in HEADINGS else None,
        )
        for text, pair in zip(texts, pairs, strict=True)
    ]


def _without_answer_labels(
    pairs: Sequence[AnsweredQuestion], root: Tag
) -> Sequence[AnsweredQuestion]:
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


def _heading_paths(root: Tag, pairs: Sequence[AnsweredQuestion]) -> dict[int, tuple[str, ...]]:
    """Return the headings above each question by the `id()` of its tag.

    Questions and what stands in answers are no headings for those that follow.
    """
    questions = {id(pair.tag) for pair in pairs}
    passed = {id(tag) for pair in pairs for tag in (pair.tag, *pair.tag.parents)}
    for node in {id(node): node for pair in pairs for node in pair.answer}.values():
        if isinstance(node, Tag):
            passed.update(map(id, (node, *tags(node))))
    path: list[tuple[int, str]] = []
    paths: dict[int, tuple[str, ...]] = {}
    for tag in tags(root):
        if tag.name in HEADINGS:
            level = int(tag.name[1])
            if id(tag) not in passed and (text := visible_text(tag)):
                path = [entry for entry in path if entry[0] < level]
                path.append((level, text))
            elif id(tag) in questions:
                path = [entry for entry in path if entry[0] < level]
        if id(tag) in questions:
            paths[id(tag)] = tuple(text for _, text in path)
    return paths


def _nodes(pair: AnsweredQuestion) -> frozenset[int]:
    before = (empty_link_before(pair.tag), _number_before(pair.start))
    return frozenset(map(id, [pair.start, *pair.answer, *filter(None, before)]))


def _number_before(start: Tag) -> Tag | None:
    """Return the cell before the question's if it only numbers the row."""
    before = start.find_previous_sibling() if start.name in ("td", "th") else None
    is_number = isinstance(before, Tag) and _ROW_NUMBER.fullmatch(visible_text(before))
    return before if is_number and isinstance(before, Tag) else None


def _anchor(pair: AnsweredQuestion, anchors: Anchors) -> str:
    """Return what a link to the question can jump to, else what it opens or its answer."""
    near = (anchors.of(pair.tag), anchors.of(pair.start), anchors.of_panel(pair.start))
    own = (anchors.of(node) for node in pair.answer[:1] if isinstance(node, Tag))
    return next(filter(None, chain(near, own)), "")
