"""Lists of publications on a page, whatever the markup.

One rule serves them all: among the children of an element, those that look alike start one item
each, or <hr> separates the items; enough items must show the signs of a publication.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice, pairwise

from bs4 import Tag
from bs4.element import PageElement

from faqbot.extract.faq.questions import name_and_class
from faqbot.extract.html.blocks import Block, remove_lines
from faqbot.extract.html.boilerplate import line_key
from faqbot.extract.html.tree import CELLS, HEADINGS, tags, visible_text
from faqbot.extract.publications.fields import Fields, is_download, read_fields, word_count
from faqbot.extract.publications.items import Item, links_of, mentions_file, read_item

_MIN_ITEMS = 3
# Two items are enough if both show this many signs.
_MIN_SURE = 2
_MIN_SURE_SIGNS = 3
_MIN_ITEM_SHARE = 0.6
_MIN_TITLE_SHARE = 0.8
_MAX_QUESTION_SHARE = 0.5
# Blog teasers have titles, dates and excerpts too, but rarely a file.
_MIN_FILE_SHARE = 1 / 3
_MAX_ITEM_CHARS = 6000
_MAX_TITLE_CHARS = 300
_MAX_LINKS = 12
_MAX_SEGMENTATIONS = 6
_LABEL_WORDS = 5
_BYLINE_BLOCKS = 4
_MAX_BYLINE_CHARS = 200

Nodes = list[PageElement]


@dataclass(frozen=True)
class ItemNodes:
    """An item and the elements that show it."""

    item: Item
    nodes: tuple[PageElement, ...]


def find_items(root: Tag, url: str) -> list[ItemNodes]:
    """Return the publications that an element lists, in reading order; [] if it holds no list.

    Links are relative to `url`, the page's own or that of its <base>. In doubt there is no list,
    and the text stays with the page.
    """
    if not mentions_file(root):
        return []
    sizes = _Sizes(root)
    items: list[ItemNodes] = []
    used: set[int] = set()
    for parent in [root, *tags(root)]:
        if id(parent) in used or sizes.link_count(parent) < _MIN_SURE:
            continue
        best = _best_list(parent, url, sizes)
        items += best
        for node in (node for item in best for node in item.nodes if isinstance(node, Tag)):
            used.update(map(id, [node, *tags(node)]))
    return items


def extract_items(root: Tag, url: str) -> tuple[Item, ...]:
    """Remove the publications that an element lists from the tree and return them."""
    items = find_items(root, url)
    for node in (node for item in items for node in item.nodes):
        node.extract()
    return tuple(item.item for item in items)


def remove_list_remains(root: Tag, list_keys: Set[str]) -> None:
    """Remove form labels, and the lines that the site's lists have elsewhere (`list_keys`).

    A filter may leave a single item, too few to be recognised as a list.
    """
    remove_lines(root, lambda block: line_key(block.text) in list_keys)
    for form in root.find_all("form"):
        remove_lines(form, lambda block: word_count(block.text) <= _LABEL_WORDS)


def offered_file(root: Tag, url: str) -> str:
    """Return the URL of the one file that a page offers for download, "" if none or several."""
    files = {
        link.target for link in links_of([root], url) if link.is_file and is_download(link.text)
    }
    return files.pop() if len(files) == 1 else ""


def byline(page_blocks: Iterable[Block]) -> Fields:
    """Return the authors and date in the short lines below the title of a page."""
    lines: list[str] = []
    for block in islice(page_blocks, _BYLINE_BLOCKS):
        if block.level and lines:
            break
        if not block.level:
            lines += [line for line in block.text.split("\n") if len(line) <= _MAX_BYLINE_CHARS]
    return read_fields(lines)


class _Sizes:
    """The amount of text and the number of links in each element, counted in one pass."""

    def __init__(self, root: Tag) -> None:
        self._counts: dict[int, tuple[int, int]] = {}
        for tag in reversed([root, *tags(root)]):
            own = [self._of(node) for node in tag.contents]
            is_link = tag.name == "a" and tag.has_attr("href")
            length = 1 + sum(length for length, _ in own)
            self._counts[id(tag)] = length, sum(count for _, count in own) + is_link

    def _of(self, node: PageElement) -> tuple[int, int]:
        return self._counts[id(node)] if isinstance(node, Tag) else (len(str(node).strip()), 0)

    def length(self, node: PageElement) -> int:
        """Return the characters of text in an element or string, and one more per element."""
        return self._of(node)[0]

    def link_count(self, node: PageElement) -> int:
        """Return the links in an element, itself included."""
        return self._of(node)[1]


def _best_list(parent: Tag, base: str, sizes: _Sizes) -> list[ItemNodes]:
    best: list[ItemNodes] = []
    columns = _columns(parent, sizes)
    children = [node for node in parent.contents if isinstance(node, Tag) or str(node).strip()]
    for segments in _segmentations(children, sizes):
        linked = [nodes for nodes in segments if any(map(sizes.link_count, nodes))]
        items = [
            ItemNodes(item, tuple(nodes))
            for nodes in linked
            if _may_be_item(nodes, sizes) and (item := read_item(nodes, base, columns))
        ]
        items = [item for item in items if item.item.is_publication]
        if len(items) > len(best) and _is_list([item.item for item in items], len(linked)):
            best = items
    return best


def _columns(parent: Tag, sizes: _Sizes) -> list[str]:
    """Return the cells of the first row of the surrounding table, if that row is short."""
    table = parent if parent.name == "table" else parent.find_parent("table")
    row = table.find("tr") if table and parent.name in ("table", "tbody") else None
    if row is None or sizes.length(row) > _MAX_TITLE_CHARS:
        return []
    return [visible_text(cell) for cell in row.find_all(CELLS)]


def _segmentations(children: Sequence[PageElement], sizes: _Sizes) -> Iterator[list[Nodes]]:
    """Yield the ways in which the children may be split into items."""
    starts: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, node in enumerate(children):
        if isinstance(node, Tag) and node.name != "br":
            starts[name_and_class(node)].append(at)
            if _is_title(node, sizes):
                starts[(*name_and_class(node), "title")].append(at)
    rules = starts.pop(("hr",), [])
    if rules:
        yield _split_at_rules(children, rules)
    candidates = sorted((at for at in starts.values() if len(at) >= _MIN_SURE), key=len)
    for places in candidates[-_MAX_SEGMENTATIONS:]:
        yield _split_at_starts(children, places)


def _is_title(tag: Tag, sizes: _Sizes) -> bool:
    """Return whether the whole text of an element is a heading, a link or bold."""
    if not 0 < sizes.length(tag) <= _MAX_TITLE_CHARS:
        return False
    text = visible_text(tag)
    inner = tag if tag.name in ("a", "b", "strong") else tag.find(["a", "b", "strong"])
    is_whole = tag.name in HEADINGS or (inner is not None and visible_text(inner) == text)
    return is_whole and not is_download(text)


def _split_at_rules(children: Sequence[PageElement], rules: Sequence[int]) -> list[Nodes]:
    edges = [-1, *rules, len(children)]
    segments = [list(children[a + 1 : b]) for a, b in pairwise(edges)]
    # What precedes the first rule and follows the last may be more than an item.
    usual = max(map(len, segments[1:-1]), default=len(segments[0]))
    return [segments[0][-usual:], *segments[1:-1], segments[-1][:usual]] if usual else []


def _split_at_starts(children: Sequence[PageElement], places: Sequence[int]) -> list[Nodes]:
    segments = [
        list(_up_to_border(children[a:b]))
        for a, b in zip(places, [*places[1:], len(children)], strict=True)
    ]
    # The last item is followed by the rest of the page.
    usual = max(map(len, segments[:-1]))
    return [*segments[:-1], segments[-1][:usual]]


def _up_to_border(nodes: Sequence[PageElement]) -> Iterator[PageElement]:
    """Yield the nodes of an item; <hr> or a heading of the rank of its first node ends it."""
    first = nodes[0]
    rank = first.name if isinstance(first, Tag) and first.name in HEADINGS else HEADINGS[-1]
    yield first
    for node in nodes[1:]:
        name = node.name if isinstance(node, Tag) else ""
        if name == "hr" or (name in HEADINGS and name <= rank):
            return
        yield node


def _may_be_item(nodes: Nodes, sizes: _Sizes) -> bool:
    length = sum(map(sizes.length, nodes))
    return length <= _MAX_ITEM_CHARS and sum(map(sizes.link_count, nodes)) <= _MAX_LINKS


def _is_list(items: Sequence[Item], linked_count: int) -> bool:
    """Return whether items make a list; `linked_count` counts the candidates with a link."""
    count = len(items)
    are_sure = all(item.sign_count >= _MIN_SURE_SIGNS for item in items)
    titles = Counter(item.title.casefold() for item in items)
    links = {item.link for item in items}
    files = sum(bool(item.file or item.fields.size) for item in items)
    asking = sum(item.title.endswith("?") for item in items)
    return (
        count >= (_MIN_SURE if are_sure else _MIN_ITEMS)
        and count >= _MIN_ITEM_SHARE * linked_count
        and min(len(titles), len(links)) >= _MIN_TITLE_SHARE * count
        and files >= _MIN_FILE_SHARE * count
        and asking < _MAX_QUESTION_SHARE * count
    )
