"""Buttons that open an answer and say nothing of it: "Click to expand", "Answer", "+".

The question is the text above or beside such a button. Without the button, question and answer
stand as they do everywhere else.
"""

import re
from collections.abc import Iterator

from bs4 import Tag
from bs4.element import PageElement

from faqbot.core.languages.registry import LANGUAGES
from faqbot.extract.html.tree import CELLS, HEADINGS, INLINE, edit, tags, visible_text

_TOGGLE_ATTRIBUTES = frozenset({"aria-controls", "aria-expanded"})
# What scripts make a button of, without saying so.
_CLICKED = frozenset({"div", "p", "span", "li"})
_CLICKED_NAMES = frozenset({"accordion", "collapsible"})
_TOGGLE_NAME = re.compile(r"(?i)toggle|collaps|accordion|expand")
_MAX_CHARS = 60
_GENERIC = r"(?i)\W*{generic_toggles}\W*|[^\w¶#§🔗]*"
# A button in every item of a list; one alone may be anything.
_MIN_TOGGLES = 2
_MAX_STEPS = 5


def is_toggle(tag: Tag) -> bool:
    """Return whether an element is a button of an accordion."""
    if tag.name in ("summary", "button", "label"):
        return True
    attributes = tag.attrs
    if not attributes:
        return False
    if "onclick" in attributes and (tag.name in _CLICKED or _stays_on_page(tag)):
        return True
    if "collapse" in (attributes.get("data-toggle"), attributes.get("data-bs-toggle")):
        return True
    if tag.name in _CLICKED and _CLICKED_NAMES.intersection(tag.get("class") or ()):
        return all(not isinstance(node, Tag) or node.name in INLINE for node in tag.contents)
    return attributes.get("role") == "button" or not _TOGGLE_ATTRIBUTES.isdisjoint(attributes)


def is_generic(text: str) -> bool:
    """Return whether the text of a button says nothing of what it opens."""
    return len(text) <= _MAX_CHARS and bool(LANGUAGES.pattern(_GENERIC).fullmatch(text))


def remove_generic_toggles(root: Tag) -> frozenset[int]:
    """Remove such buttons where text stands before them; return the `id()` of these texts' tags."""
    found = list(_generic_toggles(root))
    if len(found) < _MIN_TOGGLES:
        return frozenset()
    removed = {id(toggle) for toggle, _ in found}
    edit(root, lambda node: None if id(node) in removed else node)
    return frozenset(id(tag) for _, tag in found)


def _generic_toggles(root: Tag) -> Iterator[tuple[Tag, Tag]]:
    """Yield each generic button with the element whose text stands right before it."""
    for tag in tags(root):
        if not is_toggle(tag) and not _is_toggle_link(tag):
            continue
        text = visible_text(tag)
        if (text or tag.name == "summary") and is_generic(text):
            before = _text_before(tag)
            if before is not None:
                yield tag, before


def _is_toggle_link(tag: Tag) -> bool:
    """Return whether a link opens a part of the page instead of leading to another."""
    if not _stays_on_page(tag):
        return False
    names = [*map(str, tag.get("class") or ()), *tag.attrs]
    return any(_TOGGLE_NAME.search(name) for name in names)


def _stays_on_page(tag: Tag) -> bool:
    link = str(tag.get("href") or "#")
    return tag.name == "a" and link.startswith(("#", "javascript:"))


def _text_before(toggle: Tag) -> Tag | None:
    """Return the element with the text before a button, if it is no part of another item."""
    node: PageElement = toggle
    for _ in range(_MAX_STEPS):
        for before in node.previous_siblings:
            if not visible_text(before):
                continue
            if not isinstance(before, Tag) or before.name in INLINE:
                return node.parent
            return _last_line(before)
        if node.parent is None or node.parent.name in CELLS:
            return None
        node = node.parent
        if isinstance(node, Tag) and node.name in HEADINGS:
            return None
    return None


def _last_line(tag: Tag) -> Tag:
    """Return the smallest element at the end of another that holds its last line."""
    while True:
        inner = [node for node in tag.contents if visible_text(node)]
        if len(inner) != 1 or not isinstance(inner[0], Tag) or inner[0].name in INLINE:
            return tag
        tag = inner[0]
