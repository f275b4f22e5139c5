"""An HTML page as a tree: parsed to a bounded depth, edited in linear time."""

from collections.abc import Callable, Iterator, Mapping, Set
from html import escape
from itertools import chain, takewhile

from bs4 import BeautifulSoup, Tag
from bs4.element import AttributeValueList, NavigableString, PageElement

from faqbot.core.html import MAX_ELEMENTS, parse_html
from faqbot.core.text.charset import decode
from faqbot.core.text.unicode import squeeze

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
CELLS = ("td", "th")
# Elements that do not start a line.
INLINE = frozenset(
    "a abbr acronym b bdi bdo big button cite code data del dfn em font i img ins kbd mark q rp "
    "rt ruby s samp small span strike strong sub sup td th time tt u var wbr".split()
)
# Elements that do not end a word.
_GLUED = INLINE - {*CELLS, "button", "img", "rt"}
_MAX_DEPTH = 100
_NOT_IN_HEADINGS = frozenset("p ul ol dl table blockquote pre".split())
_UNREAD = frozenset({"script", "style", "template"})
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())


def parse(body: bytes, content_type: str = "") -> BeautifulSoup:
    """Return the tree of a page; `content_type` is the header, for charset and plain text."""
    text = decode(body, content_type)
    if content_type.split(";")[0].strip().lower() == "text/plain":
        lines = escape(text).replace("\r\n", "\n").split("\n")
        text = "".join(f"{line}<br>" if line.strip() else "<p>" for line in lines)
    return parse_text(text)


def parse_text(html: str) -> BeautifulSoup:
    """Return the tree that a browser builds of a page or of a piece of one.

    It has no comments, scripts and style sheets, and a bounded depth and number of elements, but
    all the text. Elements nested too deep become siblings at the deepest level: code that looks at
    all parents of each element would take quadratic time. After the last element that fits, tags
    only separate words.
    """
    soup = BeautifulSoup("", "html.parser")
    # The element that text and elements at each depth are added to.
    parents: list[Tag] = [soup] * (_MAX_DEPTH + 1)
    last: PageElement = soup
    count = 0
    for depth, name, attributes, text in parse_html(html):
        if name in _UNREAD:
            continue
        at = depth if depth < _MAX_DEPTH else _MAX_DEPTH
        parent = parents[at]
        new: PageElement
        if not name:
            new = NavigableString(text)
        elif count < MAX_ELEMENTS:
            count += 1
            new = _new_tag(name, attributes)
            if at == _MAX_DEPTH:
                parent = parents[at - 1]
                parents[at] = new
            else:
                parents[at + 1] = new
        else:
            new = NavigableString("\n")
            parents[min(at + 1, _MAX_DEPTH)] = parent
        _append(parent, new, last)
        last = new
    _end_headings(soup)
    return soup


def _end_headings(soup: BeautifulSoup) -> None:
    """End headings where their first paragraph, list or table starts: nobody closed them before."""
    rests = {id(tag): rest for tag in tags(soup) if tag.name in HEADINGS and (rest := _rest(tag))}
    if not rests:
        return
    for parent in [tag for tag in (soup, *tags(soup)) if any(id(n) in rests for n in tag.contents)]:
        nodes = [[node, *rests.get(id(node), ())] for node in parent.contents]
        parent.contents = [*chain.from_iterable(nodes)]
    relink(soup)


def _rest(heading: Tag) -> list[PageElement]:
    """Cut off and return what a heading holds from its first paragraph, list or table on."""
    text = takewhile(lambda node: getattr(node, "name", "") not in _NOT_IN_HEADINGS, heading)
    count = len(list(text))
    own, rest = heading.contents[:count], heading.contents[count:]
    if not rest or not any(map(visible_text, own)):
        return []
    heading.contents = own
    return rest


def _append(parent: Tag, new: PageElement, last: PageElement) -> None:
    """Add a node to an element; `last` is the node before it in reading order."""
    new.parent = parent
    if parent.contents:
        before = parent.contents[-1]
        before.next_sibling, new.previous_sibling = new, before
    last.next_element, new.previous_element = new, last
    parent.contents.append(new)


def _new_tag(name: str, attributes: Mapping[str, str | None]) -> Tag:
    tag = Tag(
        name=name,
        is_xml=False,  # else the library asks all parents of each element that it writes out
        can_be_empty_element=name in _VOID,
        interesting_string_types=Tag.MAIN_CONTENT_STRING_TYPES,
    )
    tag.attrs.update({key: value or "" for key, value in attributes.items()})
    if "class" in attributes:
        tag.attrs["class"] = AttributeValueList((attributes["class"] or "").split())
    return tag


def tags(root: Tag) -> Iterator[Tag]:
    """Yield the elements below an element in reading order."""
    stack = root.contents[::-1]
    while stack:
        node = stack.pop()
        if isinstance(node, Tag):
            yield node
            stack += node.contents[::-1]


def visible_text(node: PageElement) -> str:
    """Return the text of an element or string on one line, with spaces where a browser shows them.

    Words go on across inline elements, as in H<sub>2</sub>O. Of two spans side by side the second
    goes on with a word only if it starts with a small letter: others are mostly set apart by style.
    """
    if not isinstance(node, Tag):
        return squeeze(str(node))
    if len(node.contents) == 1 and not isinstance(only := node.contents[0], Tag):
        return squeeze(str(only))
    pieces: list[str] = []
    stack: list[PageElement | str] = [*reversed(node.contents)]
    while stack:
        part = stack.pop()
        if not isinstance(part, Tag):
            pieces.append(str(part))
        elif part.name == "span" and _follows_span(part):
            starts_word = not next(filter(None, part.strings), "")[:1].islower()
            pieces.append(" " * starts_word)
            stack.extend(reversed(part.contents))
        elif part.name in _GLUED:
            stack.extend(reversed(part.contents))
        else:
            pieces.append(" ")
            stack.append(" ")
            stack.extend(reversed(part.contents))
    return squeeze("".join(pieces))


def _follows_span(tag: Tag) -> bool:
    before = tag.previous_sibling
    return isinstance(before, Tag) and before.name == "span"


def walk(root: PageElement, skipped: Set[int] = frozenset()) -> Iterator[tuple[bool, PageElement]]:
    """Yield (True, node) on the way in and (False, tag) on the way out, without recursion.

    `skipped` holds the `id()` of nodes to leave out with all their content.
    """
    stack: list[PageElement | tuple[Tag]] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, tuple):
            yield False, node[0]
        elif id(node) not in skipped:
            yield True, node
            if isinstance(node, Tag):
                stack.append((node,))
                stack += node.contents[::-1]


def edit(root: Tag, change: Callable[[PageElement], PageElement | None]) -> None:
    """Replace every node below `root` by what `change` returns for it; None removes it.

    The content of removed and replaced nodes is not visited. One pass over the tree: `extract()`
    of the library searches all siblings for each node, which takes quadratic time.
    """
    stack = [root]
    is_changed = False
    while stack:
        tag = stack.pop()
        contents: list[PageElement] = []
        for node in tag.contents:
            new = change(node)
            if new is not node:
                is_changed = True
                node.parent = None  # whoever holds it can tell that it is gone
            if new is not None:
                contents.append(new)
            if new is node and isinstance(node, Tag):
                stack.append(node)
        tag.contents = contents
    if is_changed:
        relink(root)


def relink(root: Tag) -> None:
    """Rebuild the parent, sibling and document-order links of a tree from its `contents`."""
    top = next(reversed([root, *root.parents]))
    last: PageElement = top
    stack: list[PageElement] = [top]
    while stack:
        node = stack.pop()
        if node is not top:
            last.next_element, node.previous_element = node, last
            last = node
        if isinstance(node, Tag) and node.contents:
            before: PageElement | None = None
            for child in node.contents:
                child.parent, child.previous_sibling = node, before
                if before is not None:
                    before.next_sibling = child
                before = child
            child.next_sibling = None
            stack += node.contents[::-1]
    last.next_element = None
