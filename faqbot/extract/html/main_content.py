"""The main content of a page, without navigation, footers, forms and what else surrounds it."""

import re
from collections import Counter
from collections.abc import Set

from bs4 import BeautifulSoup, Comment, Doctype, ProcessingInstruction, Tag
from bs4.element import NavigableString, PageElement

from faqbot.core.languages.registry import LANGUAGES
from faqbot.core.text.unicode import squeeze
from faqbot.extract.html.anchors import is_permalink
from faqbot.extract.html.evidence import Evidence
from faqbot.extract.html.measures import measure
from faqbot.extract.html.omissions import Omissions
from faqbot.extract.html.tree import edit, parse_text, tags, visible_text

_INVISIBLE = (Comment, Doctype, ProcessingInstruction)
# What images of arrows and signs on the buttons of accordions are called.
_ICON_NAME = re.compile(
    r"(?i)(?:(?:arrow|chevron|caret|plus|minus|expand|collapse|toggle|open|close|up|down|left|right)"
    r"[\s_-]*)+(?:icon|sign|button|symbol)?"
)
_UNSHOWN = frozenset("script style template svg iframe object".split())
_CONTROLS = frozenset("select input textarea datalist".split())
_TEXT_FIELDS = frozenset(["", "text", "email", "search", "tel", "url", "password", "number"])
# What a label that opens a panel stands before or around.
_PANELS = ("p", "div", "ul", "ol", "dl", "table")
# Icon fonts: the text of the element is the name of an icon, "expand_more".
_ICON_FONT = re.compile(r"material-(?:icons|symbols)")
# The text of a link to the start of the page: "Back to top".
_TOP_LINK = r"(?i)\W*{top_links}\W*|[\^↑⇧▲]+"


def main_content(soup: BeautifulSoup, omissions: Omissions | None = None) -> Tag:
    """Return the body with the page's own content; everything else is removed from the tree.

    Images are replaced by their alternative text. What is left out is counted in `omissions`.
    """
    omissions = Omissions() if omissions is None else omissions
    _open_noscript(soup)
    fields = _remove_controls(soup, omissions)
    body = soup.body or soup
    evidence = Evidence(body, measure(body), fields)

    def change(node: PageElement) -> PageElement | None:
        if isinstance(node, Tag) and (reason := evidence.unwanted(node)):
            omissions.add(reason, node)
            return None
        return node

    edit(body, change)
    return body


def _open_noscript(soup: BeautifulSoup) -> None:
    """Replace each noscript element by its content, or remove it if it says nothing new.

    Most hold a second copy of a picture, or say that the page needs JavaScript.
    """
    holders = soup.find_all("noscript")
    if not holders:
        return
    within = {id(node) for holder in holders for node in holder.descendants}
    strings = (node for node in soup.descendants if isinstance(node, NavigableString))
    shown = {squeeze(str(node)) for node in strings if id(node) not in within}

    def change(node: PageElement) -> PageElement | None:
        if not isinstance(node, Tag) or node.name != "noscript":
            return node
        # A page that a browser saved holds it as escaped text.
        escaped = node.get_text()
        content = parse_text(escaped) if "<" in escaped else node
        lines = list(map(squeeze, content.stripped_strings))
        text = " ".join(lines)
        is_new = any(map(str.isalnum, text)) and "javascript" not in text.lower()
        if not is_new or shown.issuperset(lines):
            return None
        holder = Tag(name="div")
        holder.contents = content.contents
        return holder

    edit(soup, change)


def _remove_controls(soup: BeautifulSoup, omissions: Omissions) -> Counter[int]:
    """Remove what shows no text, and form controls.

    Returns the number of text fields of each form, by its `id()`.
    """
    toggles = _toggle_ids(soup)
    fields: Counter[int] = Counter()

    def change(node: PageElement) -> PageElement | None:
        if not isinstance(node, Tag):
            return None if isinstance(node, _INVISIBLE) else node
        if node.name == "img":
            alt = squeeze(str(node.get("alt") or ""))
            return NavigableString("" if _ICON_NAME.fullmatch(alt) else f" {alt} ")
        if node.name in _UNSHOWN or _is_decoration(node):
            return None
        if node.name in _CONTROLS:
            kind = str(node.get("type") or "").lower()
            is_field = node.name == "textarea" or (node.name == "input" and kind in _TEXT_FIELDS)
            fields[id(node.find_parent("form"))] += is_field
        elif not _is_label(node, toggles):
            return node
        omissions.add("form", node)
        return None

    edit(soup, change)
    return fields


def _toggle_ids(soup: BeautifulSoup) -> frozenset[str]:
    """Return the ids of checkboxes: their labels open the panels of accordions."""
    boxes = (tag for tag in tags(soup) if tag.name == "input" and tag.get("id"))
    return frozenset(
        str(box["id"]) for box in boxes if str(box.get("type")).lower() in ("checkbox", "radio")
    )


def _is_label(tag: Tag, toggles: Set[str]) -> bool:
    """Return whether an element is the label of a field, or a button that sends a form.

    A label that opens a panel stands before it or around it.
    """
    if tag.name == "button":
        return str(tag.get("type") or "").lower() == "submit"
    if tag.name != "label":
        return False
    target = str(tag.get("for") or "")
    if target and target not in toggles:
        return True
    if tag.find(_PANELS):
        return False
    after = tag.find_next_sibling()
    return after is None or after.name not in (_PANELS if target else _PANELS[1:])


def _is_decoration(tag: Tag) -> bool:
    if tag.name in ("span", "i"):
        is_hidden = str(tag.get("aria-hidden") or "").lower() == "true"
        return is_hidden or any(map(_ICON_FONT.match, map(str, tag.get("class") or ())))
    if is_permalink(tag):
        return True
    if tag.name == "a" and str(tag.get("href") or "").startswith("#"):
        return bool(LANGUAGES.pattern(_TOP_LINK).fullmatch(visible_text(tag)))
    return False
