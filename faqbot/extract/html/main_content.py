"""The main content of a page, without navigation, footers, forms and scripts."""

import re
from collections.abc import Set

from bs4 import BeautifulSoup, Comment, Doctype, ProcessingInstruction, Tag
from bs4.element import NavigableString, PageElement

from faqbot.core.languages.registry import LANGUAGES
from faqbot.core.text.unicode import squeeze
from faqbot.extract.html.anchors import is_permalink
from faqbot.extract.html.tree import edit, tags, visible_text

_INVISIBLE = (Comment, Doctype, ProcessingInstruction)
_NAMES = frozenset(
    "script style noscript template svg nav aside footer iframe object select input "
    "textarea".split()
)
_ROLES = frozenset("navigation search contentinfo banner".split())
_NAMED = frozenset("div section ul ol p table span header".split())
_DISCARDED_NAMES = frozenset(
    "footer copyright cookie cookies breadcrumb breadcrumbs share sharing social sidebar navbar "
    "navigation menu comments disqus newsletter pagination skip topbar masthead".split()
)
# Wrappers have such names too ("content with-sidebar"); their share of the page gives them away.
_MAX_DISCARDED_SHARE = 0.2
# Icon fonts: the text of the element is the name of an icon, "expand_more".
_ICON_FONT = re.compile(r"material-(?:icons|symbols)")
# The text of a link to the start of the page: "Back to top".
_TOP_LINK = r"(?i)\W*{top_links}\W*|[\^↑⇧▲]+"


def main_content(soup: BeautifulSoup) -> Tag:
    """Return the element with the page's own content; everything else is removed from the tree.

    Images are replaced by their alternative text.
    """
    toggles = _toggle_ids(soup)

    def change(node: PageElement) -> PageElement | None:
        if not isinstance(node, Tag):
            return None if isinstance(node, _INVISIBLE) else node
        if node.name == "img":
            return NavigableString(f" {squeeze(str(node.get('alt') or ''))} ")
        return None if _is_discarded(node, toggles) else node

    edit(soup, change)
    _remove_named(soup)
    main = (tag for tag in tags(soup) if tag.name == "main" or tag.get("role") == "main")
    return next(main, soup.body or soup)


def _toggle_ids(soup: BeautifulSoup) -> frozenset[str]:
    """Return the ids of checkboxes outside forms: their labels open the panels of accordions."""
    boxes = (tag for tag in tags(soup) if tag.name == "input" and tag.get("id"))
    return frozenset(
        str(box["id"])
        for box in boxes
        if str(box.get("type")).lower() in ("checkbox", "radio") and not box.find_parent("form")
    )


def _is_discarded(tag: Tag, toggles: Set[str]) -> bool:
    if tag.name == "label":
        return str(tag.get("for") or "") not in toggles
    if tag.name == "button":
        return str(tag.get("type") or "").lower() == "submit"
    if tag.name in ("span", "i"):
        is_hidden = str(tag.get("aria-hidden") or "").lower() == "true"
        return is_hidden or any(map(_ICON_FONT.match, map(str, tag.get("class") or ())))
    if is_permalink(tag):
        return True
    if tag.name == "a" and str(tag.get("href") or "").startswith("#"):
        return bool(LANGUAGES.pattern(_TOP_LINK).fullmatch(visible_text(tag)))
    role = str(tag.get("role") or "").lower()
    return tag.name in _NAMES or role in _ROLES or tag.get("id") == "comments"


def _remove_named(soup: BeautifulSoup) -> None:
    """Remove elements by their id or class, unless they hold a fifth of the page's text."""
    max_chars = _MAX_DISCARDED_SHARE * len(soup.get_text())

    def change(node: PageElement) -> PageElement | None:
        is_discarded = (
            isinstance(node, Tag) and _is_named(node) and len(node.get_text()) <= max_chars
        )
        return None if is_discarded else node

    edit(soup, change)


def _is_named(tag: Tag) -> bool:
    names = [str(tag.get("id") or ""), *map(str, tag.get("class") or ())]
    return tag.name in _NAMED and any(
        part in _DISCARDED_NAMES for name in names for part in re.split(r"[-_]+", name.lower())
    )
