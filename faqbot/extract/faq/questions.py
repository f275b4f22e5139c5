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
    MAX_QUESTION_CHARS,
    asks,
    can_be_question,
    ends_asking,
    has_number,
    has_prefix,
    question_text,
)
from faqbot.extract.html.anchors import Anchors
from faqbot.extract.html.tree import CELLS, HEADINGS, INLINE, tags, visible_text

_TOGGLES = (*HEADINGS, "summary", "dt", "button", "label")
_TOGGLE_ATTRIBUTES = ("aria-controls", "aria-expanded")
_BOLD = frozenset({"b", "strong", "font", "u", "em", "big"})
# This share of the elements that look alike must ask before one that asks counts without a mark-up
# of its own, and the larger share before one that does not ask counts as well.
_MIN_ASKING_SHARE = 0.5
_MIN_NEIGHBOUR_SHARE = 0.6
_MIN_ALIKE = 2
_MIN_LISTED = 3
# An element of more strings holds more than a question; this bounds the time to find out.
_MAX_STRINGS = 500


def find_questions(root: Tag, anchors: Anchors) -> list[Tag]:
    """Return the elements that hold nothing but a question, in reading order.

    An element that asks counts if its markup sets it apart (a heading, a button, bold type at the
    start of a line, a `Q:`), else if it looks like others that ask. Elements without a question
    mark count among look-alikes that have one, and as numbered items of a table of contents.
    """
    return _Finder(root, anchors).find()


def empty_link_before(tag: Tag) -> Tag | None:
    """Return the empty link right before an element, which old pages use as an anchor."""
    before = tag.find_previous_sibling()
    is_link = isinstance(before, Tag) and before.name == "a" and not visible_text(before)
    return before if is_link and isinstance(before, Tag) else None


class _Finder:
    """Finds the questions of one tree, which must not change in the meantime."""

    def __init__(self, root: Tag, anchors: Anchors) -> None:
        self._root = root
        self._anchors = anchors
        self._tags = list(tags(root))
        self._texts: dict[int, str] = {}
        self._alike: defaultdict[tuple[str, ...], list[Tag]] = defaultdict(list)
        for tag in self._tags:
            self._alike[_look(tag)].append(tag)

    def find(self) -> list[Tag]:
        targets = self._contents_targets()
        questions = {id(tag): tag for tag in self._toggles() if self._is_question(tag, targets)}
        candidates = {id(tag): tag for tag in self._asking_elements()}
        looks = Counter(map(_look, candidates.values()))
        common = {
            look
            for look, count in looks.items()
            if count >= _MIN_ALIKE and count >= _MIN_ASKING_SHARE * len(self._alike[look])
        }
        for key, tag in candidates.items():
            if key not in questions and self._counts(tag, common):
                questions[key] = tag
        for tag in question_cells(self._root, lambda cell: self._is_question(cell, frozenset())):
            if self._can_be_question(tag):
                questions[id(tag)] = tag
        for tag in list(self._neighbours(questions)):
            questions[id(tag)] = tag
        inner = {id(part) for tag in questions.values() for part in tags(tag)}
        return [tag for tag in self._tags if id(tag) in questions and id(tag) not in inner]

    def _text(self, tag: Tag) -> str:
        """Return the text on one line, cut off somewhere beyond the length of a question."""
        if id(tag) not in self._texts:
            parts: list[str] = []
            size = 0
            for string in islice(tag.strings, _MAX_STRINGS):
                parts.append(string[: 3 * MAX_QUESTION_CHARS])
                size += len(string.strip())
                if size > 2 * MAX_QUESTION_CHARS:
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
        return targets if len(targets) >= _MIN_LISTED else frozenset()

    def _toggles(self) -> Iterator[Tag]:
        """Yield headings, buttons and the like, except those inside another."""
        inside: set[int] = set()
        for tag in self._tags:
            is_inside = id(tag.parent) in inside
            if is_inside or _is_toggle(tag):
                inside.add(id(tag))
                if not is_inside:
                    yield tag

    def _is_question(self, tag: Tag, targets: Set[str]) -> bool:
        text = self._text(tag)
        if not self._can_be_question(tag):
            return False
        if asks(question_text(text)) or tag.name == "summary":
            return True
        return has_number(text) and not targets.isdisjoint(self._anchors.all_of(tag))

    def _asking_elements(self) -> Iterator[Tag]:
        """Yield the largest elements whose text is a single question, starting from its end."""
        for string in self._root.find_all(string=True):
            if not ends_asking(str(string)):
                continue
            tag = self._whole(string)
            if tag is not None and tag is not self._root and self._can_be_question(tag):
                yield tag

    def _whole(self, string: NavigableString) -> Tag | None:
        """Return the outermost element around a question that holds nothing else."""
        tag = string.parent
        text = squeeze(str(string))
        while tag is not None and tag.parent is not None:
            outer = self._text(tag.parent)
            grows = tag.name in INLINE and outer.endswith(text) and len(outer) <= MAX_QUESTION_CHARS
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
        return _look(tag) in asking_looks

    def _neighbours(self, questions: Mapping[int, Tag]) -> Iterator[Tag]:
        """Yield the elements of a list of look-alikes most of which ask, even if they do not."""
        for look in {_look(tag) for tag in questions.values()}:
            for alike in _lists(self._alike.get(look, [])):
                count = sum(id(tag) in questions for tag in alike)
                if count >= _MIN_ALIKE and count >= _MIN_NEIGHBOUR_SHARE * len(alike):
                    yield from filter(self._can_be_question, alike)


def _is_toggle(tag: Tag) -> bool:
    return tag.name in _TOGGLES or any(name in tag.attrs for name in _TOGGLE_ATTRIBUTES)


def _starts_line(tag: Tag) -> bool:
    """Return whether nothing precedes the element on its line."""
    start = tag
    while start.name in INLINE and start.name not in CELLS and start.parent is not None:
        for before in start.previous_siblings:
            if isinstance(before, Tag) and (before.name == "br" or before.name not in INLINE):
                return True
            if visible_text(before):
                return False
        start = start.parent
    return True


def _look(tag: Tag) -> tuple[str, ...]:
    """Return a key that is equal for look-alikes: name and class, else those of parents too."""
    own = name_and_class(tag)
    if len(own) > 1 or tag.parent is None:
        return own
    if inner := _only_child(tag):
        own = (*own, ">", *name_and_class(inner))
    return (*own, "<", *name_and_class(tag.parent), "<", *name_and_class(tag.parent.parent))


def _only_child(tag: Tag) -> Tag | None:
    """Return the inline element that holds all the text of another, as in a bold paragraph."""
    visible = list(islice(filter(_is_visible, tag.contents), 2))
    only = visible[0] if len(visible) == 1 else None
    return only if isinstance(only, Tag) and only.name in INLINE else None


def _is_visible(node: PageElement) -> bool:
    return isinstance(node, Tag) or bool(str(node).strip())


def name_and_class(tag: Tag | None) -> tuple[str, ...]:
    """Return the name of an element and its classes in order; () for no element."""
    return () if tag is None else (tag.name, *sorted(map(str, tag.get("class") or ())))


def _lists(alike: list[Tag]) -> Iterable[list[Tag]]:
    """Return look-alikes, grouped by the nearest element that holds several of them."""
    counts = Counter(id(parent) for tag in alike for parent in tag.parents)
    lists: defaultdict[int, list[Tag]] = defaultdict(list)
    for tag in alike:
        lists[next((id(up) for up in tag.parents if counts[id(up)] > 1), 0)].append(tag)
    return lists.values()
