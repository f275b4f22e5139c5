"""Question-answer pairs of an HTML page, whatever the markup.

One rule serves headings, accordions, `details` and tables of contents: find the element that
holds nothing but a question, climb from it until text follows beside it, and take what follows up
to the next question or a heading of the same rank.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from bs4 import Tag
from bs4.element import PageElement

from faqbot.extract.html import HEADINGS, own_anchor
from faqbot.text import squeeze

_CANDIDATES = (*HEADINGS, "summary", "dt", "button")
_LONGEST_QUESTION = 300
_NUMBER = re.compile(
    r"^(?:#\s?\d+\s?[.:)]?|\(?\d+(?:\.\d+)*[.:)](?=\s|[^\W\d])|\d+(?:\.\d+)+(?=\s)"
    r"|Q(?:uestion)?\s?\d*[.:)])\s*",
    re.IGNORECASE,
)
_ICONS = re.compile(r"(?:\s*(?:[+−–—▾▼▸▶›»×✕⌄¶]|expand_more|chevron_right|keyboard_arrow_down))+$")
_CALL_TO_ACTION = re.compile(
    r"(?:do you )?(?:still )?have (?:(?:a|any|more|other|further) )*questions?\?.{0,40}"
    r"|(?:still )?need (?:more |any )?help\?.{0,40}"
    r"|(?:can|did|could)n?['’]t find .{1,40}\?.{0,40}"
    r"|¿(?:todavía |aún )?tienes? (?:(?:más|otras|alguna) )?(?:preguntas?|dudas?)\?.{0,40}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Pair:
    """A question and the elements that answer it; `nodes` are all elements that the pair uses."""

    question: str
    answer: tuple[PageElement, ...]
    anchor: str
    nodes: frozenset[int]


def find_pairs(root: Tag) -> list[Pair]:
    """Return the pairs below an element in reading order; questions without an answer are left."""
    listed = _contents_targets(root)
    questions = [tag for tag in _outermost(root) if _is_question(tag, listed)]
    taken = {id(tag) for tag in questions}
    return [pair for tag in questions if (pair := _pair(tag, root, taken))]


def question_text(text: str) -> str:
    """Return a question without its number, its `Q:` and the icons of its accordion.

    >>> question_text("#3: Are they public schools? +")
    'Are they public schools?'
    """
    return _ICONS.sub("", _NUMBER.sub("", squeeze(text)))


def _contents_targets(root: Tag) -> Set[str]:
    """Return the anchors that a table of contents on the page leads to."""
    links = root.select('a[href^="#"]')
    targets = {str(link["href"])[1:] for link in links if question_text(link.get_text())}
    return targets if len(targets) >= 3 else frozenset()


def _outermost(root: Tag) -> Iterator[Tag]:
    """Yield candidates, but not those inside another (a button in its heading)."""
    for tag in root.find_all(_CANDIDATES):
        if not tag.find_parent(_CANDIDATES):
            yield tag


def _is_question(tag: Tag, listed: Set[str]) -> bool:
    text = question_text(tag.get_text(" "))
    if not 5 <= len(text) <= _LONGEST_QUESTION or _CALL_TO_ACTION.fullmatch(text):
        return False
    if text.endswith(("?", "؟", "？")) or text.startswith("¿"):
        return True
    is_numbered = text != squeeze(tag.get_text(" ")) and _anchor_before(tag) in listed
    return is_numbered or tag.name == "summary"


def _pair(tag: Tag, root: Tag, taken: set[int]) -> Pair | None:
    start: Tag = tag
    answer: list[PageElement] = []
    while not answer and start is not root and start.parent is not None:
        if start is not tag and _holds_other(start, tag, taken):
            return None
        answer = list(_following(start, tag, taken))
        if not answer:
            start = start.parent
            if start.name == "details":
                return None
    if not answer:
        return None
    used = [start, *answer, *filter(None, [_empty_link_before(tag)])]
    return Pair(
        question_text(tag.get_text(" ")),
        tuple(answer),
        _anchor(tag, start, answer),
        frozenset(map(id, used)),
    )


def _holds_other(element: Tag, tag: Tag, taken: set[int]) -> bool:
    return any(id(inner) in taken and inner is not tag for inner in element.find_all())


def _following(start: Tag, question: Tag, taken: set[int]) -> Iterator[PageElement]:
    """Yield what stands beside `start` up to the next question, heading or end; [] if no text."""
    nodes: list[PageElement] = []
    has_text = False
    for node in start.next_siblings:
        if isinstance(node, Tag) and _ends_answer(node, question, taken, is_first=not has_text):
            break
        nodes.append(node)
        has_text = has_text or bool(_visible(node))
    if has_text:
        yield from nodes


def _ends_answer(node: Tag, question: Tag, taken: set[int], *, is_first: bool) -> bool:
    """Return whether the answer stops before this element.

    An answer under a heading stops at the next heading of its rank, one of an accordion at any
    heading after its panel, and one in `details` only at its end.
    """
    if id(node) in taken or any(id(inner) in taken for inner in node.find_all(_CANDIDATES)):
        return True
    headings = [node] if node.name in HEADINGS else node.find_all(HEADINGS)
    if question.name in HEADINGS:
        return any(heading.name <= question.name for heading in headings)
    return question.name != "summary" and bool(headings) and not (is_first and node not in headings)


def _visible(node: PageElement) -> str:
    return squeeze(node.get_text(" ") if isinstance(node, Tag) else str(node))


def _anchor(tag: Tag, start: Tag, answer: list[PageElement]) -> str:
    """Return the nearest place to jump to: the question's, its wrapper's, or the answer's."""
    if anchor := _anchor_before(tag):
        return anchor
    wrapper = tag
    while wrapper is not start and wrapper.parent is not None:
        wrapper = wrapper.parent
        if anchor := own_anchor(wrapper):
            return anchor
    if start.parent is not None and start.parent.name in ("details", "div", "li", "article"):
        first = next((child for child in start.parent.children if _visible(child)), None)
        if first is start and (anchor := own_anchor(start.parent)):
            return anchor
    return next((own_anchor(node) for node in answer if isinstance(node, Tag)), "")


def _anchor_before(tag: Tag) -> str:
    """Return the id of the element, of one inside it, or of a link right around or before it."""
    near = [tag, *tag.find_all()]
    if tag.parent is not None and tag.parent.name == "a":
        near.append(tag.parent)
    if link := _empty_link_before(tag):
        near.append(link)
    return next(filter(None, map(own_anchor, near)), "")


def _empty_link_before(tag: Tag) -> Tag | None:
    before = tag.find_previous_sibling()
    is_link = isinstance(before, Tag) and before.name == "a" and not _visible(before)
    return before if is_link and isinstance(before, Tag) else None
