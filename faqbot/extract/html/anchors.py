"""Where a link to a page can jump: to the anchor of an element, or to words of the page.

Sources: https://html.spec.whatwg.org/multipage/browsing-the-web.html#scrolling-to-a-fragment,
https://wicg.github.io/scroll-to-text-fragment/
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from bs4 import Tag
from bs4.element import PageElement

from faqbot.core.languages.registry import LANGUAGES
from faqbot.extract.html.tree import CELLS, INLINE, tags, visible_text, walk

# Numbers, icons and labels such as "Q1:" stand beside the text that an anchor leads to.
_MAX_BESIDE_CHARS = 4
_MAX_PERMALINK_CHARS = 60
# Short texts do not use up the anchors before them, so endless anchors would lead to each of them.
_MAX_BEFORE = 20
# Classes that site generators give to permalinks.
_PERMALINK_CLASSES = frozenset(
    "headerlink header-anchor hash-link anchorjs-link permalink headeranchor anchor-link".split()
)
_PERMALINK = r"(?i){permalinks}(?: .{0,60})?"
# What names the panel of a toggle.
_TARGETS = ("aria-controls", "data-bs-target", "data-target", "href")
_TOGGLES = frozenset({"data-toggle", "data-bs-toggle"})
_CONTROLS = _TOGGLES.union(_TARGETS[:3])
_UNSHOWN = frozenset("head noscript select textarea iframe".split())
# Browsers look for words within the text of one box.
_APART = frozenset({*CELLS, "button", "img", "rt"})
# Browsers show a run of these as one space, but not the no-break spaces among them.
_SPACES = re.compile(r"[ \t\n\f\r]+")
_SEVERAL_SPACES = re.compile(r"[ \t]*(?:\u00a0[ \t]*\u00a0|[ \t]\u00a0|\u00a0[ \t])\s*| {2,}|\t")


def is_permalink(tag: Tag) -> bool:
    """Return whether an element is the link to a heading that stands beside it: "¶", "#"."""
    if tag.name != "a" or "#" not in str(tag.attrs.get("href") or ""):
        return False
    text = visible_text(tag)
    if not any(map(str.isalnum, text)):
        has_image = any(part.name == "img" for part in tags(tag))
        return len(text) <= _MAX_BESIDE_CHARS and not has_image
    if len(text) > _MAX_PERMALINK_CHARS:
        return False
    is_named = not _PERMALINK_CLASSES.isdisjoint(tag.get("class") or ())
    return is_named or bool(LANGUAGES.pattern(_PERMALINK).fullmatch(text))


class Anchors:
    """The anchors and the text of a page, read before anything is removed from its tree.

    An anchor leads to an element if no text stands between the start of the element that has the
    anchor and that of the other: its own id, that of an element around it that starts with it, or
    of an empty element before it. Of equal anchors the first counts, as in browsers. `text` is the
    text that a browser shows, with a line break where it finds no words across: between blocks and
    cells, at images and buttons, and where several spaces are shown.
    """

    def __init__(self, soup: Tag) -> None:
        # The element that each anchor names. An id comes before the name of a link.
        self._named: dict[str, Tag] = {}
        names: list[tuple[str, Tag]] = []
        elements = [tag for tag in tags(soup) if tag.attrs]
        for tag in elements:
            if name := tag.attrs.get("id"):
                self._named.setdefault(str(name), tag)
            if tag.name == "a" and (name := tag.attrs.get("name")):
                names.append((str(name), tag))
        for name, tag in names:
            self._named.setdefault(name, tag)
        self._panels = frozenset(_panels(elements))
        # The anchors before a text node, by its id(). The node is held, so that no other takes its
        # place in memory when it is removed from the tree.
        self._before: dict[int, tuple[PageElement, tuple[str, ...]]] = {}
        self._permalinks: dict[int, tuple[Tag, str]] = {}
        self.text = self._read(soup)

    def of(self, tag: Tag) -> str:
        """Return the anchor that leads to an element, the nearest if there are several, or ""."""
        return next(self._leading_to(tag), "")

    def all_of(self, tag: Tag) -> frozenset[str]:
        """Return all anchors that lead to an element."""
        return frozenset(self._leading_to(tag))

    def of_panel(self, toggle: Tag) -> str:
        """Return the anchor of the panel that a button or link opens, or ""."""
        for part in (toggle, *tags(toggle)):
            for key in _TARGETS:
                name = str(part.get(key) or "")
                anchor = name if key == "aria-controls" else name[1:] * name.startswith("#")
                if anchor in self._named:
                    return anchor
        return ""

    def may_be_hidden(self, anchor: str) -> bool:
        """Return whether an anchor is that of a panel; browsers jump to none that is closed."""
        return anchor in self._panels

    def _leading_to(self, tag: Tag) -> Iterator[str]:
        yield from self._own(tag)
        is_first = True
        for node in tag.descendants:
            if isinstance(node, Tag):
                yield from self._own(node)
            elif is_first and str(node).strip():
                is_first = False
                yield from reversed(self._before.get(id(node), (node, ()))[1])
        for up in (tag, *tag.parents)[:3]:
            if id(up) in self._permalinks:
                yield self._permalinks[id(up)][1]
                break

    def _own(self, tag: Tag) -> Sequence[str]:
        if not tag.attrs:
            return ()
        keys = ("id", "name") if tag.name == "a" else ("id",)
        names = [str(tag.attrs.get(key) or "") for key in keys]
        return [name for name in names if self._named.get(name) is tag]

    def _read(self, soup: Tag) -> str:
        pieces: list[str] = []
        anchors: list[str] = []
        # The element that is not text of its own: a permalink, a hidden icon or an unshown element.
        beside: Tag | None = None
        pre_depth = 0
        for is_opening, node in walk(soup):
            if isinstance(node, Tag):
                if node.name not in INLINE or node.name in _APART:
                    pieces.append("\n")
                pre_depth += (node.name == "pre") * (1 if is_opening else -1)
                if not is_opening:
                    beside = None if node is beside else beside
                    continue
                anchors.extend(self._own(node))
                if beside is None and _is_beside(node):
                    beside = node
                    self._note_permalink(node)
            elif text := str(node).strip():
                if beside is None or beside.name not in _UNSHOWN:
                    pieces.append(str(node) if pre_depth else _on_one_line(str(node)))
                if anchors and beside is None:
                    self._before[id(node)] = (node, tuple(anchors[-_MAX_BEFORE:]))
                    if len(text) > _MAX_BESIDE_CHARS:
                        anchors.clear()
            else:
                pieces.append(str(node) if pre_depth else " ")
        return _SEVERAL_SPACES.sub("\n", "".join(pieces))

    def _note_permalink(self, tag: Tag) -> None:
        """Note that a permalink leads to the text beside it, if its target is on the page."""
        target = unquote(str(tag.get("href") or "").rpartition("#")[2])
        if tag.parent is not None and target in self._named and is_permalink(tag):
            self._permalinks.setdefault(id(tag.parent), (tag.parent, target))


def _panels(elements: Iterable[Tag]) -> Iterator[str]:
    """Yield the ids of elements that are hidden or that a control opens."""
    for tag in elements:
        attributes = tag.attrs
        if name := attributes.get("id"):
            style = str(attributes.get("style") or "").replace(" ", "").lower()
            if "hidden" in attributes or "display:none" in style:
                yield str(name)
        if not _CONTROLS.isdisjoint(attributes):
            yield from str(attributes.get("aria-controls") or "").split()
            for key in ("data-bs-target", "data-target"):
                yield str(attributes.get(key) or "").removeprefix("#")
            if tag.name == "a" and not _TOGGLES.isdisjoint(attributes):
                yield str(attributes.get("href") or "").removeprefix("#")


def _on_one_line(text: str) -> str:
    needs_none = "  " not in text and text.isprintable()
    return text if needs_none else _SPACES.sub(" ", text)


def _is_beside(tag: Tag) -> bool:
    if not tag.attrs:
        return tag.name in _UNSHOWN
    is_icon = tag.name in INLINE and str(tag.attrs.get("aria-hidden") or "").lower() == "true"
    return is_icon or tag.name in _UNSHOWN or is_permalink(tag)
