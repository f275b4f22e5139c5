"""The elements of a page that hold nothing but a question."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import islice
from urllib.parse import unquote

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from faqbot.core.text.unicode import squeeze
from faqbot.extract.faq.question_tables import question_cells
from faqbot.extract.faq.wording import (
    LONGEST,
    asks,
    can_be_question,
    ends_asking,
    has_number,
    has_prefix,
    question_text,
)
from faqbot.extract.html.blocks import CELLS, HEADINGS, INLINE, own_anchor, visible_text
from faqbot.extract.html.tree import tags

_TOGGLES = (*HEADINGS, "summary", "dt", "button", "label")
_TOGGLE_ATTRIBUTES = ("aria-controls", "aria-expanded")
_BOLD = frozenset({"b", "strong", "font", "u", "em", "big"})
# Of the elements that look alike, so many must ask before one alone counts, or before one that
# does not ask counts too.
_SHARE = 0.5
_NEIGHBOUR_SHARE = 0.6
_FEWEST_ALIKE = 2
_FEWEST_LISTED = 3
_MOST_STRINGS = 500


def find_questions(root: Tag) -> list[Tag]:
    """Return the elements that hold nothing but a question, in reading order.

    An element counts on its own if its markup says so (a heading, a button, bold type at the
    start of a line, a `Q:`); else if it looks like others that ask. Elements without a question
    mark count beside ones that have it, and as numbered entries of a table of contents.
    """
    return _Finder(root).find()


def anchor_before(tag: Tag) -> str:
    """Return the id of the element, of one inside it, or of a link right around or before it."""
    near = [tag, *tags(tag)]
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


class _Finder:
    """Finds the questions of one tree, which must not change meanwhile."""

    def __init__(self, root: Tag) -> None:
        self._root = root
        self._tags = list(tags(root))
        self._texts: dict[int, str] = {}
        self._alike: defaultdict[tuple[str, ...], list[Tag]] = defaultdict(list)
        for tag in self._tags:
            self._alike[_looks(tag)].append(tag)

    def find(self) -> list[Tag]:
        listed = self._contents_targets()
        found = {id(tag): tag for tag in self._toggles() if self._is_question(tag, listed)}
        candidates = {id(tag): tag for tag in self._asking_elements()}
        looks = Counter(map(_looks, candidates.values()))
        common = {
            look
            for look, count in looks.items()
            if count >= _FEWEST_ALIKE and count >= _SHARE * len(self._alike[look])
        }
        for key, tag in candidates.items():
            if key not in found and self._counts(tag, common):
                found[key] = tag
        for tag in question_cells(self._root, lambda cell: self._is_question(cell, frozenset())):
            if self._can_be_question(tag):
                found[id(tag)] = tag
        for tag in list(self._neighbours(found)):
            found[id(tag)] = tag
        inner = {id(part) for tag in found.values() for part in tags(tag)}
        return [tag for tag in self._tags if id(tag) in found and id(tag) not in inner]

    def _text(self, tag: Tag) -> str:
        """Return the text on one line; of a long one, just more than a question has."""
        if id(tag) not in self._texts:
            parts: list[str] = []
            size = 0
            for string in islice(tag.strings, _MOST_STRINGS):
                parts.append(string[: 3 * LONGEST])
                size += len(string.strip())
                if size > 2 * LONGEST:
                    break
            self._texts[id(tag)] = squeeze(" ".join(parts))
        return self._texts[id(tag)]

    def _can_be_question(self, tag: Tag) -> bool:
        return can_be_question(self._text(tag))

    def _contents_targets(self) -> Set[str]:
        """Return the anchors that a table of contents on the page leads to."""
        links = (tag for tag in self._tags if tag.name == "a" and self._text(tag))
        hrefs = (str(link.get("href") or "") for link in links)
        targets = {unquote(href[1:]) for href in hrefs if href.startswith("#")}
        return targets if len(targets) >= _FEWEST_LISTED else frozenset()

    def _toggles(self) -> Iterator[Tag]:
        """Yield headings, buttons and the like, but not those inside another."""
        inside: set[int] = set()
        for tag in self._tags:
            is_inside = id(tag.parent) in inside
            if is_inside or _is_toggle(tag):
                inside.add(id(tag))
                if not is_inside:
                    yield tag

    def _is_question(self, tag: Tag, listed: Set[str]) -> bool:
        text = self._text(tag)
        if not self._can_be_question(tag):
            return False
        if asks(question_text(text)) or tag.name == "summary":
            return True
        return has_number(text) and anchor_before(tag) in listed

    def _asking_elements(self) -> Iterator[Tag]:
        """Yield the largest elements whose text is one question, found from their last words."""
        for string in self._root.find_all(string=True):
            if not ends_asking(str(string)):
                continue
            tag = self._whole(string)
            if tag is not None and tag is not self._root and self._can_be_question(tag):
                yield tag

    def _whole(self, string: NavigableString) -> Tag | None:
        """Return the outermost element that adds nothing to the question but wrapping."""
        tag = string.parent
        text = squeeze(str(string))
        while tag is not None and tag.parent is not None:
            outer = self._text(tag.parent)
            grows = tag.name in INLINE and outer.endswith(text) and len(outer) <= LONGEST
            if question_text(outer) != question_text(text) and not (
                grows and outer.count("?") <= 1
            ):
                break
            tag, text = tag.parent, outer
        return tag

    def _counts(self, tag: Tag, asking_looks: Set[tuple[str, ...]]) -> bool:
        if has_prefix(self._text(tag)):
            return True
        names = {part.name for part in (tag, *tags(tag))}
        if names & _BOLD and _starts_line(tag):
            return True
        return _looks(tag) in asking_looks

    def _neighbours(self, found: Mapping[int, Tag]) -> Iterator[Tag]:
        """Yield elements that do not ask but stand in a list of many that look the same and do."""
        for looks in {_looks(tag) for tag in found.values()}:
            for alike in _lists(self._alike.get(looks, [])):
                count = sum(id(tag) in found for tag in alike)
                if count >= _FEWEST_ALIKE and count >= _NEIGHBOUR_SHARE * len(alike):
                    yield from filter(self._can_be_question, alike)


def _is_toggle(tag: Tag) -> bool:
    return tag.name in _TOGGLES or any(name in tag.attrs for name in _TOGGLE_ATTRIBUTES)


def _starts_line(tag: Tag) -> bool:
    """Return whether nothing stands before the element on its line."""
    start = tag
    while start.name in INLINE and start.name not in CELLS and start.parent is not None:
        for before in start.previous_siblings:
            if isinstance(before, Tag) and (before.name == "br" or before.name not in INLINE):
                return True
            if visible_text(before):
                return False
        start = start.parent
    return True


def _looks(tag: Tag) -> tuple[str, ...]:
    """Return what makes elements look alike: name and class, else also those of the parents."""
    own = name_and_class(tag)
    if len(own) > 1 or tag.parent is None:
        return own
    if inner := _only_child(tag):
        own = (*own, ">", *name_and_class(inner))
    return (*own, "<", *name_and_class(tag.parent), "<", *name_and_class(tag.parent.parent))


def _only_child(tag: Tag) -> Tag | None:
    """Return the inline element that holds all text of another: a bold paragraph is no other."""
    shown = list(islice(filter(_is_shown, tag.contents), 2))
    only = shown[0] if len(shown) == 1 else None
    return only if isinstance(only, Tag) and only.name in INLINE else None


def _is_shown(node: PageElement) -> bool:
    return isinstance(node, Tag) or bool(str(node).strip())


def name_and_class(tag: Tag | None) -> tuple[str, ...]:
    """Return the name of an element and its classes in order; () for no element."""
    return () if tag is None else (tag.name, *sorted(map(str, tag.get("class") or ())))


def _lists(alike: list[Tag]) -> Iterable[list[Tag]]:
    """Return elements that look alike by the nearest element that holds several of them."""
    held = Counter(id(parent) for tag in alike for parent in tag.parents)
    lists: defaultdict[int, list[Tag]] = defaultdict(list)
    for tag in alike:
        lists[next((id(up) for up in tag.parents if held[id(up)] > 1), 0)].append(tag)
    return lists.values()
