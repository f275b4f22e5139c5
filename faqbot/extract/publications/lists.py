"""Lists of publications on a page, whatever the markup.

One rule serves them all: among the children of one element, those that look alike start an entry
each, or rules stand between them; enough of the entries must show the signs of a publication.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice, pairwise

from bs4 import Tag
from bs4.element import PageElement

from faqbot.core.text.words import words
from faqbot.extract.faq.questions import name_and_class
from faqbot.extract.html.blocks import HEADINGS, Block, take_out_lines, visible_text
from faqbot.extract.html.boilerplate import line_key
from faqbot.extract.publications.fields import Facts, is_download, read_facts
from faqbot.extract.publications.items import Entry, mentions_file, page_links, read_entry

_FEWEST_ENTRIES = 3
_FEWEST_SIGNS = 2
# Two entries make a list if they leave no doubt.
_FEWEST_SURE = 2
_SURE_SIGNS = 3
_ENTRY_SHARE = 0.6
_TITLE_SHARE = 0.8
_QUESTION_SHARE = 0.5
# Blog teasers have titles, dates and excerpts too, and hardly a file.
_FILE_SHARE = 1 / 3
_LONGEST_ENTRY = 6000
_LONGEST_TITLE = 300
_MOST_LINKS = 12
_MOST_LOOKS = 6
_LABEL_WORDS = 5
_BYLINE_BLOCKS = 4
_LONGEST_BYLINE = 200

Nodes = list[PageElement]


@dataclass(frozen=True)
class Found:
    """An entry and the elements that show it."""

    entry: Entry
    nodes: tuple[PageElement, ...]


def find_entries(root: Tag, url: str) -> list[Found]:
    """Return the publications that an element lists, in reading order; [] if it holds no list.

    `url` is the page's, for its links. In doubt there is no list: the text then stays a page's.
    """
    if not mentions_file(root):
        return []
    base = root.find_previous("base", href=True)
    base_url = str(base["href"]) if isinstance(base, Tag) and "://" in str(base["href"]) else url
    sizes = _Sizes(root)
    found: list[Found] = []
    used: set[int] = set()
    for parent in [root, *root.find_all()]:
        if id(parent) in used or sizes.link_count(parent) < _FEWEST_SURE:
            continue
        listed = _best_list(parent, base_url, sizes)
        found += listed
        for node in (node for each in listed for node in each.nodes if isinstance(node, Tag)):
            used.update(map(id, [node, *node.find_all()]))
    return found


def take_out_entries(root: Tag, url: str) -> tuple[Entry, ...]:
    """Take the publications that an element lists out of the tree and return them."""
    found = find_entries(root, url)
    for node in (node for each in found for node in each.nodes):
        node.extract()
    return tuple(each.entry for each in found)


def take_out_rest_of_list(root: Tag, listed: Set[str]) -> None:
    """Take out of a list what its site lists elsewhere (keys of lines), and labels of forms.

    A filter may leave one entry, which alone is not known for one.
    """
    take_out_lines(root, lambda block: line_key(block.text) in listed)
    for form in root.find_all("form"):
        take_out_lines(form, lambda block: len(list(words(block.text))) <= _LABEL_WORDS)


def offered_file(root: Tag, url: str) -> str:
    """Return the URL of the file that a page offers to get, or "" if it offers none or several."""
    files = {
        link.target for link in page_links(root, url) if link.is_file and is_download(link.text)
    }
    return files.pop() if len(files) == 1 else ""


def byline(page_blocks: Iterable[Block]) -> Facts:
    """Return what the short lines below the title of a page say of authors and date."""
    lines: list[str] = []
    for block in islice(page_blocks, _BYLINE_BLOCKS):
        if block.level and lines:
            break
        if not block.level:
            lines += [line for line in block.text.split("\n") if len(line) <= _LONGEST_BYLINE]
    return read_facts(lines)


class _Sizes:
    """How much text and how many links each element holds, counted once."""

    def __init__(self, root: Tag) -> None:
        self._counts: dict[int, tuple[int, int]] = {}
        for tag in reversed([root, *root.find_all()]):
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


def _best_list(parent: Tag, base: str, sizes: _Sizes) -> list[Found]:
    best: list[Found] = []
    columns = _columns(parent, sizes)
    children = [node for node in parent.contents if isinstance(node, Tag) or str(node).strip()]
    for segments in _segmentations(children, sizes):
        linked = [nodes for nodes in segments if any(map(sizes.link_count, nodes))]
        found = [
            Found(entry, tuple(nodes))
            for nodes in linked
            if _may_be_entry(nodes, sizes) and (entry := read_entry(nodes, base, columns))
        ]
        found = [each for each in found if _is_publication(each.entry)]
        if len(found) > len(best) and _is_list([each.entry for each in found], len(linked)):
            best = found
    return best


def _columns(parent: Tag, sizes: _Sizes) -> list[str]:
    """Return what the first row of the table around rows says, if it is a short one."""
    table = parent if parent.name == "table" else parent.find_parent("table")
    row = table.find("tr") if table and parent.name in ("table", "tbody") else None
    if row is None or sizes.length(row) > _LONGEST_TITLE:
        return []
    return [visible_text(cell) for cell in row.find_all(["td", "th"])]


def _segmentations(children: Sequence[PageElement], sizes: _Sizes) -> Iterator[list[Nodes]]:
    """Yield the ways in which the children may be cut into entries."""
    starts: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, node in enumerate(children):
        if isinstance(node, Tag) and node.name != "br":
            starts[name_and_class(node)].append(at)
            if _is_title(node, sizes):
                starts[(*name_and_class(node), "title")].append(at)
    rules = starts.pop(("hr",), [])
    if rules:
        yield _cut_at_rules(children, rules)
    looks = sorted((at for at in starts.values() if len(at) >= _FEWEST_SURE), key=len)
    for places in looks[-_MOST_LOOKS:]:
        yield _cut_at_starts(children, places)


def _is_title(tag: Tag, sizes: _Sizes) -> bool:
    """Return whether the whole text of an element is a heading, a link or bold."""
    if not 0 < sizes.length(tag) <= _LONGEST_TITLE:
        return False
    text = visible_text(tag)
    inner = tag if tag.name in ("a", "b", "strong") else tag.find(["a", "b", "strong"])
    is_whole = tag.name in HEADINGS or (inner is not None and visible_text(inner) == text)
    return is_whole and not is_download(text)


def _cut_at_rules(children: Sequence[PageElement], rules: Sequence[int]) -> list[Nodes]:
    edges = [-1, *rules, len(children)]
    segments = [list(children[a + 1 : b]) for a, b in pairwise(edges)]
    # What stands before the first rule and after the last may hold more than an entry.
    usual = max(map(len, segments[1:-1]), default=len(segments[0]))
    return [segments[0][-usual:], *segments[1:-1], segments[-1][:usual]] if usual else []


def _cut_at_starts(children: Sequence[PageElement], places: Sequence[int]) -> list[Nodes]:
    segments = [
        list(_up_to_border(children[a:b]))
        for a, b in zip(places, [*places[1:], len(children)], strict=True)
    ]
    # After the last entry comes the rest of the page.
    usual = max(map(len, segments[:-1]))
    return [*segments[:-1], segments[-1][:usual]]


def _up_to_border(nodes: Sequence[PageElement]) -> Iterator[PageElement]:
    """Yield the nodes of an entry: a rule, or a heading of its first one's rank, ends it."""
    first = nodes[0]
    rank = first.name if isinstance(first, Tag) and first.name in HEADINGS else HEADINGS[-1]
    yield first
    for node in nodes[1:]:
        name = node.name if isinstance(node, Tag) else ""
        if name == "hr" or (name in HEADINGS and name <= rank):
            return
        yield node


def _may_be_entry(nodes: Nodes, sizes: _Sizes) -> bool:
    length = sum(map(sizes.length, nodes))
    return length <= _LONGEST_ENTRY and sum(map(sizes.link_count, nodes)) <= _MOST_LINKS


def _is_publication(entry: Entry) -> bool:
    return entry.is_told and entry.sign_count >= _FEWEST_SIGNS


def _is_list(entries: Sequence[Entry], linked_count: int) -> bool:
    """Return whether entries make a list, of so many candidates with a link."""
    count = len(entries)
    are_sure = all(entry.sign_count >= _SURE_SIGNS for entry in entries)
    titles = Counter(entry.title.casefold() for entry in entries)
    links = {entry.link for entry in entries}
    files = sum(bool(entry.file or entry.facts.size) for entry in entries)
    asking = sum(entry.title.endswith("?") for entry in entries)
    return (
        count >= (_FEWEST_SURE if are_sure else _FEWEST_ENTRIES)
        and count >= _ENTRY_SHARE * linked_count
        and min(len(titles), len(links)) >= _TITLE_SHARE * count
        and files >= _FILE_SHARE * count
        and asking < _QUESTION_SHARE * count
    )
