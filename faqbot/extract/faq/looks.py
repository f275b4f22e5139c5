"""Which elements look alike: the items of a list have the same names and classes."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Set
from functools import lru_cache
from itertools import islice

from bs4 import Tag
from bs4.element import PageElement

from faqbot.extract.html.tree import INLINE

# Classes that tell the state of an item, not its kind.
_STATE = re.compile(
    r"(?i)^(?:(?:is|has|ui-state|js)[-_])?(?:active|open(?:ed)?|show(?:n|ing)?|in|collapsed?|"
    r"expanded|closed?|arrow[-_](?:up|down|left|right)|current|selected|first|last|odd|even|hidden|visible|focus)$"
    r"|(?i:[-_](?:active|open|first|last|current|odd|even))$"
)
_BOLD = frozenset({"b", "strong", "font", "u", "em", "big", "i"})
_BOLD_STYLE = re.compile(r"(?i)font-weight\s*:\s*(?:bold|[6-9]00)")
# Lines of text that page builders set at a place of their own.
_LINE_STYLE = re.compile(r"(?i)(?:position\s*:\s*absolute|display\s*:\s*block|(?:^|[;\s])top\s*:)")
_COLOUR = re.compile(r"(?i)(?:^|[;\s])color\s*:\s*([^;]+)")
_DIGITS = re.compile(r"\d+")
_SAME_TYPE = {"b": "strong", "i": "em", "font": "span"}
_MAX_INNER = 4
_MIN_STYLED = 3
_MAX_STYLE_CHARS = 500


def numbered_classes(elements: Iterable[Tag]) -> frozenset[str]:
    """Return the classes whose number names a style, such as `s4`, not the number of an item."""
    counts = Counter(
        (tag.name, str(name)) for tag in elements for name in tag.attrs.get("class") or ()
    )
    return frozenset(
        name for (_, name), count in counts.items() if count >= _MIN_STYLED and _DIGITS.search(name)
    )


def look_of(tag: Tag, styles: Set[str] = frozenset()) -> tuple[str, ...]:
    """Return a key that is equal for look-alikes: name and class, else those of parents too.

    `styles` holds the classes with a number that counts.
    """
    own = kind_of(tag)
    if styles:
        own = (*own, *sorted(styles & set(map(str, tag.attrs.get("class") or ()))))
    has_kind = len(own) > 1
    if inner := _inner_names(tag, styles):
        own = (*own, ">", *inner)
    if has_kind or tag.parent is None:
        return own
    return (*own, "<", *kind_of(tag.parent), "<", *kind_of(tag.parent.parent))


def kind_of(tag: Tag | None) -> tuple[str, ...]:
    """Return the name of an element and its classes in order, without states and numbers."""
    if tag is None:
        return ()
    classes = tag.attrs.get("class")
    return (tag.name, *_kinds(tuple(map(str, classes)))) if classes else (tag.name,)


@lru_cache(maxsize=10_000)
def _kinds(classes: tuple[str, ...]) -> list[str]:
    return sorted({_DIGITS.sub("0", name) for name in classes if not _STATE.search(name)})


def _inner_names(tag: Tag, styles: Set[str]) -> list[str]:
    """Return the names of the inline elements that hold all the text of another, sorted.

    Their colours and numbered styles count too.

    In a bold paragraph, `<span>` and `<strong>` come in any order.
    """
    names: set[str] = set()
    for _ in range(_MAX_INNER):
        visible = list(islice(filter(_is_visible, tag.contents), 2))
        only = visible[0] if len(visible) == 1 else None
        if not isinstance(only, Tag):
            break
        if only.name in INLINE:
            names.add(_SAME_TYPE.get(only.name, only.name) + _font(only))
        if _BOLD_STYLE.search(_style(only)):
            names.add("strong")
        names |= styles & set(map(str, only.attrs.get("class") or ()))
        tag = only
    return sorted(names)


def _font(tag: Tag) -> str:
    """Return the colour and the size of the text, if the element says so."""
    style = _COLOUR.search(_style(tag))
    colour = style[1] if style else tag.attrs.get("color") or ""
    return f"{colour}{tag.attrs.get('size') or ''}".strip().lower()


def _is_visible(node: PageElement) -> bool:
    return isinstance(node, Tag) or bool(str(node).strip())


def is_bold(tag: Tag) -> bool:
    """Return whether an element sets its text apart: bold, underlined, in another font."""
    return tag.name in _BOLD or bool(_BOLD_STYLE.search(_style(tag)))


def is_own_line(tag: Tag) -> bool:
    """Return whether an element starts a line: a block, a line break, or a placed `span`."""
    return tag.name not in INLINE or bool(_LINE_STYLE.search(_style(tag)))


def _style(tag: Tag) -> str:
    return str(tag.attrs.get("style") or "")[:_MAX_STYLE_CHARS]


def lists_of(alike: list[Tag]) -> Iterable[list[Tag]]:
    """Return look-alikes, grouped by the nearest element that holds several of them."""
    counts = Counter(id(parent) for tag in alike for parent in tag.parents)
    lists: defaultdict[int, list[Tag]] = defaultdict(list)
    for tag in alike:
        lists[next((id(up) for up in tag.parents if counts[id(up)] > 1), 0)].append(tag)
    return lists.values()
