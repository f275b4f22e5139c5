"""The elements of a page that could be questions, with the signs that each shows."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass
from itertools import islice

from bs4 import Tag
from bs4.element import NavigableString

from faqbot.extract.faq.evidence import Signs, is_faq_class, wording_signs
from faqbot.extract.faq.looks import (
    is_bold,
    is_own_line,
    kind_of,
    lists_of,
    look_of,
    numbered_classes,
)
from faqbot.extract.faq.measure import Measure, element_after, heading_around
from faqbot.extract.faq.page import PageSigns
from faqbot.extract.faq.question_tables import question_cells
from faqbot.extract.faq.toggles import is_generic, is_toggle
from faqbot.extract.faq.wording import (
    MAX_QUESTION_CHARS,
    asks,
    can_be_question,
    ends_asking,
    has_number,
    has_prefix,
    has_weak_prefix,
    question_text,
)
from faqbot.extract.html.anchors import Anchors
from faqbot.extract.html.tree import CELLS, HEADINGS, INLINE, tags

# Signs without which one or two words are the heading of a section: "Opening hours".
_OPENS_ALONE = frozenset(
    (
        *"mark opening statement prefix summary toggle term".split(),
        "question column",
        "above a generic toggle",
    )
)
_MIN_ALIKE = 2
_MAX_INNER = 4
_NO_TEXT = ("fieldset", "pre", "code")
_MIN_LIST = 3
# How many of its look-alikes ask if plain text that does not ask is a question of an FAQ.
_MIN_PLAIN_SHARE = 0.6
_MIN_ASKING_SHARE = 0.2


@dataclass
class Candidate:
    """An element that could be a question; `look` is equal for elements that look alike.

    `kind` is a coarser look: the name and the classes of the element alone.
    """

    tag: Tag
    text: str
    look: tuple[str, ...]
    kind: tuple[str, ...]
    signs: Signs


def find_candidates(
    root: Tag, measure: Measure, page: PageSigns, anchors: Anchors, toggled: Set[int]
) -> list[Candidate]:
    """Return the elements that could be questions, in reading order, with their signs.

    `toggled` holds the `id()` of elements that a generic button follows.
    """
    return _Finder(root, measure, page, anchors, toggled).find()


class _Finder:
    def __init__(
        self, root: Tag, measure: Measure, page: PageSigns, anchors: Anchors, toggled: Set[int]
    ) -> None:
        self._root = root
        self._measure = measure
        self._page = page
        self._anchors = anchors
        self._toggled = toggled
        self._tags = measure.tags
        self._looks: dict[int, tuple[str, ...]] = {}
        styles = numbered_classes(self._tags)
        self._alike: defaultdict[tuple[str, ...], list[Tag]] = defaultdict(list)
        for tag in self._tags:
            if 0 < measure.chars(tag) <= 2 * MAX_QUESTION_CHARS:
                look = self._looks[id(tag)] = look_of(tag, styles)
                self._alike[look].append(tag)
        # The elements of lists in which nothing asks, beside lists that ask.
        self._empty_lists: set[int] = set()
        self._by_id = {id(tag): tag for tag in self._tags}

    def find(self) -> list[Candidate]:
        cells = {
            id(cell)
            for cell in question_cells(self._root, lambda cell: asks(self._text(cell)))
            if self._is_possible(cell)
        }
        found = {id(tag) for tag in self._toggles()}
        found |= {id(tag) for tag in self._asking_elements()}
        found |= {id(tag) for tag in self._marked_elements()}
        found |= cells | (self._toggled & set(self._looks))
        found |= self._neighbours(found)
        shares = self._alike_shares(found)
        return [
            Candidate(
                tag,
                self._text(tag),
                self._looks[id(tag)],
                kind_of(tag),
                self._signs(tag, cells, shares),
            )
            for tag in self._tags
            if id(tag) in found and self._is_possible(tag)
        ]

    def _text(self, tag: Tag) -> str:
        """Return the text of an element without its number, its label and icons."""
        return question_text(self._measure.text(tag))

    def _is_possible(self, tag: Tag) -> bool:
        return id(tag) in self._looks and can_be_question(self._measure.text(tag))

    def _toggles(self) -> Iterator[Tag]:
        """Yield headings, buttons and the like, except those inside another."""
        inside: set[int] = set()
        for tag in self._tags:
            is_inside = id(tag.parent) in inside
            is_own = tag.name in HEADINGS or tag.name == "dt" or is_toggle(tag)
            if is_own and (is_generic(self._measure.text(tag)) or id(tag) not in self._looks):
                is_own = False
            if is_inside or is_own:
                inside.add(id(tag))
                if not is_inside:
                    yield tag

    def _asking_elements(self) -> Iterator[Tag]:
        """Yield the largest elements whose text is a single question, starting from its end."""
        for string in self._measure.strings:
            if not ends_asking(self._measure.text(string)):
                continue
            tag = self._whole(string)
            if tag is not None and tag is not self._root:
                yield tag

    def _marked_elements(self) -> Iterator[Tag]:
        """Yield elements with a "Q." or a name such as "question", and bold lines."""
        for tag in self._tags:
            if id(tag) not in self._looks:
                continue
            if is_bold(tag):
                if _is_line(tag, self._measure):
                    yield self._whole_tag(tag)
                elif tag.parent is not None and self._is_numbered(tag.parent, tag):
                    yield tag.parent
            elif tag.name not in INLINE and has_prefix(self._measure.text(tag)[:40]):
                if not any(isinstance(n, Tag) and n.name not in INLINE for n in tag.contents):
                    yield tag
            elif _is_lone_item(tag) or any(map(is_faq_class, map(str, tag.get("class") or ()))):
                yield tag

    def _is_numbered(self, outer: Tag, tag: Tag) -> bool:
        """Return whether a block holds a number and the bold text after it, and no more."""
        text = self._measure.text(outer)
        return (
            outer.name not in INLINE
            and id(outer) in self._looks
            and has_number(text)
            and question_text(text) == self._measure.text(tag)
        )

    def _whole_tag(self, tag: Tag) -> Tag:
        """Return the outermost element that holds nothing but the text of another."""
        chars = self._measure.chars(tag)
        while (
            tag.parent is not None
            and tag.parent is not self._root
            and self._measure.chars(tag.parent) == chars
            and tag.parent.name not in ("details", "dl")
        ):
            tag = tag.parent
        return tag

    def _whole(self, string: NavigableString) -> Tag | None:
        """Return the outermost element around a question that holds nothing else."""
        tag = string.parent
        text = self._measure.text(string)
        while tag is not None and tag.parent is not None:
            outer = self._measure.text(tag.parent)
            grows = (
                not is_own_line(tag) and outer.endswith(text) and len(outer) <= MAX_QUESTION_CHARS
            )
            if question_text(outer) != question_text(text) and not (
                grows and outer.count("?") <= 1
            ):
                break
            tag, text = tag.parent, outer
        return tag

    def _neighbours(self, found: Set[int]) -> set[int]:
        """Return the elements that look like several that ask."""
        looks = Counter(
            self._looks[key]
            for key in found
            if key in self._looks and self._asking(self._by_id[key])
        )
        return {
            id(tag)
            for look, count in looks.items()
            if count >= _MIN_ALIKE and count >= _MIN_ASKING_SHARE * len(self._alike[look])
            for tag in self._alike[look]
        }

    def _alike_shares(self, found: Set[int]) -> dict[int, float]:
        """Return for each element which share of the others that look like it ask."""
        shares: dict[int, float] = {}
        has_list = False
        for look in {self._looks[key] for key in found if key in self._looks}:
            alike = self._alike[look]
            all_asking = [self._asking(tag) for tag in alike]
            for group in lists_of(alike):
                asking = [self._asking(tag) for tag in group]
                has_list = has_list or sum(asking) >= _MIN_LIST
                if len(group) >= _MIN_LIST and not any(asking):
                    self._empty_lists.update(map(id, group))
                # The others on the page count as one more element of each list.
                rest = len(alike) - len(group)
                others = (sum(all_asking) - sum(asking)) / rest if rest else 0
                for tag, own in zip(group, asking, strict=True):
                    share = (sum(asking) - own + others) / len(group)
                    on_page = (sum(all_asking) - own) / len(alike)
                    shares[id(tag)] = max(share, on_page) if own else share
        if not has_list:
            self._empty_lists.clear()
        return shares

    def _asking(self, tag: Tag) -> float:
        raw = self._measure.text(tag)
        text = self._text(tag)
        if asks(text) or (has_prefix(raw) and not has_weak_prefix(raw)):
            return 1.0
        return 0.0

    def _signs(self, tag: Tag, cells: Set[int], shares: dict[int, float]) -> Signs:
        raw = self._measure.text(tag)
        signs: Signs = dict(wording_signs(self._text(tag)))
        if has_prefix(raw):
            signs["weak prefix" if has_weak_prefix(raw) else "prefix"] = 1
        elif has_number(raw):
            signs["number"] = 1
        signs |= self._markup_signs(tag)
        if id(tag) in cells:
            signs["question column"] = 1
        if not signs.keys() & _OPENS_ALONE:
            signs["label"] = 1
        signs["alike"] = shares.get(id(tag), 0)
        is_faq = self._page.is_faq or id(tag) in self._page.faq_parts
        if is_faq and "plain" not in signs:
            signs["faq page"] = 0.25 if "bold" in signs or "mark" in signs else 1
        elif is_faq and signs["alike"] >= _MIN_PLAIN_SHARE and "within a line" not in signs:
            signs["faq page"] = 0.25
        elif not is_faq and self._empty_lists and id(tag) in self._empty_lists:
            signs["list without questions"] = 1
        if not self._page.targets.isdisjoint(self._anchors.all_of(tag)):
            signs["listed"] = 1
        if _leads_away(tag, self._measure):
            signs["leads away"] = 1
        return signs

    def _markup_signs(self, tag: Tag) -> Signs:
        parts = [tag, *islice(tags(tag), 6)]
        names = {part.name for part in parts}
        near = (tag, *islice(tag.parents, _MAX_INNER))
        classes = [str(name) for part in near[:2] for name in part.get("class") or ()]
        has = {
            "summary": "summary" in names,
            "toggle": "summary" not in names and any(map(is_toggle, parts)),
            "heading": bool(names & set(HEADINGS)) or heading_around(tag) is not None,
            "term": "dt" in names or _is_lone_item(tag),
            "above a generic toggle": id(tag) in self._toggled,
        }
        has["named"] = any(map(is_faq_class, classes))
        if not any(has.values()):
            starts_line = _starts_line(tag, self._measure)
            has["bold"] = starts_line and self._is_bold(parts)
            has["plain"] = not has["bold"]
            has["within a line"] = not starts_line
        has["form or code"] = any(up.name in _NO_TEXT for up in near)
        return {name: 1 for name, is_so in has.items() if is_so}

    def _is_bold(self, parts: list[Tag]) -> bool:
        """Return whether most of the text of the first element is in bold type."""
        bold = [part for part in parts if is_bold(part)]
        around = set(map(id, bold))
        outer = (part for part in bold if id(part.parent) not in around)
        return sum(map(self._measure.chars, outer)) > self._measure.chars(parts[0]) / 2


def _is_lone_item(tag: Tag) -> bool:
    """Return whether a list of one item stands above an indented block, as a term would."""
    after = element_after(tag)
    return (
        tag.name in ("ul", "ol")
        and after is not None
        and after.name == "blockquote"
        and tag.find_parent("blockquote") is None
    )


def _leads_away(tag: Tag, measure: Measure) -> bool:
    """Return whether all the text of an element is a link to another page."""
    near = (tag, *islice(tags(tag), _MAX_INNER))
    link = next((part for part in near if part.name == "a" and part.get("href")), None)
    if link is None or measure.chars(link) < measure.chars(tag):
        return False
    return not str(link.get("href") or "#").startswith(("#", "javascript:"))


def _is_line(tag: Tag, measure: Measure) -> bool:
    """Return whether an inline element stands on a line of its own, or starts a block."""
    return _borders_line(tag, "previous_siblings", measure) and _borders_line(
        tag, "next_siblings", measure
    )


def _starts_line(tag: Tag, measure: Measure) -> bool:
    """Return whether nothing precedes the element on its line."""
    return _borders_line(tag, "previous_siblings", measure)


def _borders_line(tag: Tag, siblings: str, measure: Measure) -> bool:
    """Return whether no text stands on the line on the side of these siblings."""
    edge = tag
    while not is_own_line(edge) and edge.name not in CELLS and edge.parent is not None:
        for beside in getattr(edge, siblings):
            if isinstance(beside, Tag) and is_own_line(beside):
                return True
            if measure.text(beside):
                return False
        edge = edge.parent
    return True
