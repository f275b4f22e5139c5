"""The elements of a page that hold nothing but a question."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from itertools import islice

from bs4 import Tag
from bs4.element import NavigableString

from faqbot.extract.html import HEADINGS, INLINE, own_anchor, visible_text
from faqbot.extract.question_tables import question_cells
from faqbot.text import squeeze

_TOGGLES = (*HEADINGS, "summary", "dt", "button")
_TOGGLE_ATTRIBUTES = ("aria-controls", "aria-expanded")
_BOLD = frozenset({"b", "strong", "font", "u", "em", "big"})
_MARKS = ("?", "؟", "？")
_SHORTEST = 5
_LONGEST = 300
_MOST_STRINGS = 500
_MOST_ICONS = 4
_NUMBER = re.compile(
    r"^(?:#\s?\d+\s?[.:)]?|\(?\d+(?:\.\d+)*[.:)](?=\s|[^\W\d])|\d+(?:\.\d+)+(?=\s)"
    r"|Q(?:uestion)?\s?\d*[.:)])\s*",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"^\(?(?:Q(?:uestion)?\s?\d*[.:)]|P(?:regunta)?\s?\d*[.:)])\s*\S", re.IGNORECASE
)
_ICON = re.compile(r"(?:[+−–—▾▼▸▶›»×✕⌄¶]|expand_more|chevron_right|keyboard_arrow_down|\badd)$")
_CALL_TO_ACTION = re.compile(
    r"(?:do you )?(?:still )?(?:have|got) "
    r"(?:(?:a|any|more|other|further|different|another) )*questions?\s?\?.{0,40}"
    r"|(?:still )?need (?:(?:more|any|further) )?(?:help|info|information)\?.{0,40}"
    r"|(?:can|did|could)n?['’]t (?:find|see) .{1,40}\?.{0,40}"
    r"|still (?:stuck|unsure|not sure|wondering|curious)\?.{0,40}"
    r"|(?:are you )?ready (?:to|for) .{1,60}\?"
    r"|(?:une|d['’]) ?autres? questions? ?\?.{0,40}"
    r"|(?:noch|weitere) (?:eine )?fragen ?\?.{0,40}"
    r"|¿(?:todavía |aún )?tienes? (?:(?:más|otras|alguna) )?(?:preguntas?|dudas?)\?.{0,40}"
    r"|¿no (?:encontr|encuentr).{1,40}\?.{0,40}",
    re.IGNORECASE,
)
# Of the elements that look alike, so many must ask before one alone counts, or before one that
# does not ask counts too.
_SHARE = 0.5
_NEIGHBOUR_SHARE = 0.6
_FEWEST_ALIKE = 2


def question_text(text: str) -> str:
    """Return a question without its number, its `Q:` and the icons of its accordion.

    >>> question_text("#3: Are they public schools? +")
    'Are they public schools?'
    """
    return _without_icons(_NUMBER.sub("", squeeze(text)))


def _without_icons(text: str) -> str:
    """Return the text without the icons at its end, such as + or expand_more."""
    for _ in range(_MOST_ICONS):
        text = text.rstrip()
        shorter = _ICON.sub("", text)
        # "ages 18+" keeps its sign: an icon stands apart, or behind a mark.
        if shorter == text or (shorter[-1:].isalnum() and text[len(shorter)] == "+"):
            break
        text = shorter
    return text


def find_questions(root: Tag) -> list[Tag]:
    """Return the elements that hold nothing but a question, in reading order.

    An element counts on its own if its markup says so (a heading, a button, bold type at the
    start of a line, a `Q:`); else if it looks like others that ask. Elements without a question
    mark count beside ones that have it, and as numbered entries of a table of contents.
    """
    listed = _contents_targets(root)
    asking = {id(tag): tag for tag in _toggles(root) if _is_question(tag, listed)}
    groups = _alike(root)
    candidates = list(_asking_elements(root))
    looks = Counter(_looks(tag) for tag in {id(tag): tag for tag in candidates}.values())
    common = {
        look
        for look, count in looks.items()
        if count >= _FEWEST_ALIKE and count >= _SHARE * len(groups[look])
    }
    for tag in candidates:
        if id(tag) not in asking and _counts(tag, common):
            asking[id(tag)] = tag
    for tag in question_cells(root, lambda cell: _is_question(cell, frozenset())):
        if _SHORTEST <= len(question_text(_text(tag))) <= _LONGEST:
            asking[id(tag)] = tag
    for tag in _neighbours(asking.values(), groups):
        asking[id(tag)] = tag
    inner = {id(part) for tag in asking.values() for part in tag.find_all()}
    found = {identity for identity in asking if identity not in inner}
    return [tag for tag in root.find_all() if id(tag) in found]


def anchor_before(tag: Tag) -> str:
    """Return the id of the element, of one inside it, or of a link right around or before it."""
    near = [tag, *tag.find_all()]
    if tag.parent is not None and tag.parent.name == "a":
        near.append(tag.parent)
    if link := empty_link_before(tag):
        near.append(link)
    return next(filter(None, map(own_anchor, near)), "")


def empty_link_before(tag: Tag) -> Tag | None:
    """Return the link without text right before an element, which old pages use as an anchor."""
    before = tag.find_previous_sibling()
    is_link = isinstance(before, Tag) and before.name == "a" and not visible_text(before)
    return before if is_link and isinstance(before, Tag) else None


def _contents_targets(root: Tag) -> Set[str]:
    """Return the anchors that a table of contents on the page leads to."""
    links = root.select('a[href^="#"]')
    targets = {str(link["href"])[1:] for link in links if question_text(link.get_text())}
    return targets if len(targets) >= 3 else frozenset()


def _text(tag: Tag) -> str:
    """Return the text of an element on one line; of a long one, just more than a question has."""
    parts: list[str] = []
    size = 0
    for string in islice(tag.strings, _MOST_STRINGS):
        parts.append(string)
        size += len(string.strip())
        if size > 2 * _LONGEST:
            break
    return squeeze(" ".join(parts))


def _toggles(root: Tag) -> Iterator[Tag]:
    """Yield headings, buttons and the like, but not those inside another."""
    for tag in root.find_all():
        if _is_toggle(tag) and not any(_is_toggle(parent) for parent in tag.parents):
            yield tag


def _is_toggle(tag: Tag) -> bool:
    return tag.name in _TOGGLES or any(name in tag.attrs for name in _TOGGLE_ATTRIBUTES)


def _is_question(tag: Tag, listed: Set[str]) -> bool:
    text = question_text(_text(tag))
    if not _SHORTEST <= len(text) <= _LONGEST or _CALL_TO_ACTION.fullmatch(text):
        return False
    if _asks(text):
        return True
    is_numbered = text != _text(tag) and anchor_before(tag) in listed
    return is_numbered or tag.name == "summary"


def _asks(text: str) -> bool:
    return text.endswith(_MARKS) or text.startswith("¿")


def _asking_elements(root: Tag) -> Iterator[Tag]:
    """Yield the largest elements whose whole text is one question, found from their last words."""
    for string in root.find_all(string=True):
        if not _without_icons(str(string)[-_LONGEST:]).rstrip('”"»)').endswith(_MARKS):
            continue
        tag = _whole(string)
        if tag is None or tag is root:
            continue
        text = question_text(_text(tag))
        if _SHORTEST <= len(text) <= _LONGEST and not _CALL_TO_ACTION.fullmatch(text):
            yield tag


def _whole(string: NavigableString) -> Tag | None:
    """Return the outermost element that adds nothing to the question but wrapping."""
    tag = string.parent
    text = squeeze(str(string))
    while tag is not None and tag.parent is not None:
        outer = _text(tag.parent)
        grows = tag.name in INLINE and outer.endswith(text) and len(outer) <= _LONGEST
        if question_text(outer) != question_text(text) and not (grows and outer.count("?") <= 1):
            break
        tag, text = tag.parent, outer
    return tag


def _counts(tag: Tag, asking_looks: Set[tuple[str, ...]]) -> bool:
    text = _text(tag)
    if _PREFIX.match(text):
        return True
    names = {part.name for part in (tag, *tag.find_all())}
    if names & _BOLD and _starts_line(tag):
        return True
    return _looks(tag) in asking_looks


def _starts_line(tag: Tag) -> bool:
    """Return whether nothing stands before the element on its line."""
    start = tag
    while start.name in INLINE and start.parent is not None:
        for before in start.previous_siblings:
            if isinstance(before, Tag) and (before.name == "br" or before.name not in INLINE):
                return True
            if visible_text(before):
                return False
        start = start.parent
    return True


def _alike(root: Tag) -> dict[tuple[str, ...], list[Tag]]:
    groups: defaultdict[tuple[str, ...], list[Tag]] = defaultdict(list)
    for tag in root.find_all():
        groups[_looks(tag)].append(tag)
    return groups


def _looks(tag: Tag) -> tuple[str, ...]:
    """Return what makes elements look alike: name and class, else also those of the parents."""
    own = name_and_class(tag)
    if len(own) > 1 or tag.parent is None:
        return own
    return (*own, "<", *name_and_class(tag.parent), "<", *name_and_class(tag.parent.parent))


def name_and_class(tag: Tag | None) -> tuple[str, ...]:
    """Return the name of an element and its classes in order; () for no element."""
    return () if tag is None else (tag.name, *sorted(map(str, tag.get("class") or ())))


def _neighbours(asking: Iterable[Tag], groups: dict[tuple[str, ...], list[Tag]]) -> Iterator[Tag]:
    """Yield elements that do not ask but stand in a list of many that look the same and do."""
    found = {id(tag) for tag in asking}
    for looks in {_looks(tag) for tag in asking}:
        for alike in _lists(groups.get(looks, [])):
            count = sum(id(tag) in found for tag in alike)
            if count < _FEWEST_ALIKE or count < _NEIGHBOUR_SHARE * len(alike):
                continue
            for tag in alike:
                text = question_text(_text(tag))
                if _SHORTEST <= len(text) <= _LONGEST and not _CALL_TO_ACTION.fullmatch(text):
                    yield tag


def _lists(alike: list[Tag]) -> Iterable[list[Tag]]:
    """Return elements that look alike by the nearest element that holds several of them."""
    held = Counter(id(parent) for tag in alike for parent in tag.parents)
    lists: defaultdict[int, list[Tag]] = defaultdict(list)
    for tag in alike:
        lists[next((id(up) for up in tag.parents if held[id(up)] > 1), 0)].append(tag)
    return lists.values()
