"""HTML parsed into the tree that a browser builds, in bounded time.

The parser follows the HTML standard: it closes and moves misplaced elements as browsers do. Some
input makes any such parser take quadratic time or memory, so the tags are bounded first.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

# No page that people read has more of these; past them, tags only separate words.
MAX_ELEMENTS = 15_000
_MAX_ATTRIBUTES = 200
# An unclosed <b> or <font> is opened again in every later paragraph, once for each distinct set of
# attributes (three times if they are equal). This bounds tags times distinct sets.
_MAX_REOPENED = 200_000

# An attribute as the tokenizer of the standard reads it; an unclosed quotation runs to the end.
# Possessive quantifiers keep the scan linear.
_ATTRIBUTE = (
    r"""[\s/]++|=?[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?+)?+"""
)
_TAG = re.compile(rf"<(/?)([A-Za-z][^\s/>]*+)((?:{_ATTRIBUTE})*+)(>?)|<!--")
_VALUED = re.compile(_ATTRIBUTE)
# Each attribute and each space between two of them counts.
_TOO_MANY_ATTRIBUTES = re.compile(rf"((?:{_ATTRIBUTE}){{{2 * _MAX_ATTRIBUTES}}}+).+", re.DOTALL)
_FORMATTING = frozenset("b big code em font i nobr s small strike strong tt u".split())
# Past the last element, links stay, and so do elements whose content is no markup or is not shown.
_KEPT = frozenset(
    "a area script style template noscript title textarea iframe noembed noframes xmp".split()
)
_UNREAD = frozenset({"script", "style", "template"})
# Where what is no markup ends: a comment, or the content of these elements.
_ENDS = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in "script style title textarea iframe noembed noframes xmp".split()
} | {"": re.compile("--!?>")}


class HtmlNode(NamedTuple):
    """An element, or a text node, whose `name` is "". The root has depth 0."""

    depth: int
    name: str
    attributes: Mapping[str, str | None]
    text: str


def parse_html(html: str) -> Iterator[HtmlNode]:
    """Yield the text nodes and elements of a page, or of a piece of one, in reading order.

    The content of scripts, style sheets and templates is left out, and so are comments.
    """
    depth = 0
    node = LexborHTMLParser(_bounded(html)).root
    while node is not None:
        name = node.tag or "-"
        below = None
        if name == "-text":
            yield HtmlNode(depth, "", {}, node.text_content or "")
        elif name[0] not in "-!":
            yield HtmlNode(depth, name, node.attributes, "")
            below = node.child if name not in _UNREAD else None
        if below is not None:
            depth += 1
            node = below
            continue
        while node is not None and (after := node.next) is None:
            depth -= 1
            node = node.parent if depth >= 0 else None
        node = after if node is not None else None


def _bounded(html: str) -> str:
    """Return the same markup with a bounded number of tags, attributes and reopened elements.

    A tag can only start where this scan saw one, even where the parser takes the text around it
    for a comment, a script or a title and this scan does not: "<" in the value of an attribute is
    escaped.
    """
    pieces: list[str] = []
    end = count = 0
    formats: set[tuple[str, str]] = set()
    max_formats = _MAX_REOPENED / min(html.count("<") + 1, MAX_ELEMENTS)
    for match, is_cut in _tags(html):
        slash, name, attributes = match[1], match[2], match[3]
        count += not slash
        if is_cut:
            tag = "&lt;" + match[0][1:].replace("<", "&lt;")
        elif count > MAX_ELEMENTS and name.lower() not in _KEPT:
            tag = "<br>"
        else:
            too_many = _TOO_MANY_ATTRIBUTES.match(attributes)
            bounded = too_many[1] if too_many else attributes
            if attributes and name.lower() in _FORMATTING:
                formats.add((name, attributes))
                bounded = bounded if len(formats) <= max_formats else ""
            if "<" in bounded:
                bounded = _VALUED.sub(_escaped, bounded)
            if bounded == attributes:
                continue
            tag = f"<{slash}{name}{bounded}>"
        pieces += (html[end : match.start()], tag)
        end = match.end()
    return "".join((*pieces, html[end:]))


def _tags(html: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Yield the tags, and whether the end of a comment, script or title cuts one.

    A quotation in a script would hide the end of the script otherwise. Where the parser takes the
    script for markup, as in SVG, the tag would go on: callers have to remove it.
    """
    place, limit = 0, len(html)
    is_outside = True
    while place < len(html):
        match = _TAG.search(html, place, limit)
        if match is None:
            place, limit, is_outside = limit, len(html), True
            continue
        place = match.end()
        name = (match[2] or "").lower()
        if match[2]:
            yield match, place == limit < len(html) and not match[4]
        if is_outside and not match[1] and name in _ENDS:
            # The characters that start a comment may end it too: <!-->
            over = _ENDS[name].search(html, place if name else place - 2)
            limit, is_outside = max(place, over.start()) if over else limit, False


def _escaped(attribute: re.Match[str]) -> str:
    """Return an attribute; a name without a value is read alike wherever the tag starts."""
    text = attribute[0]
    return text.replace("<", "&lt;") if "=" in text[1:] else text
