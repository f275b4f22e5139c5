"""The tree of a page: how often it is the browser's, and the time it takes, beside other parsers.

    python bench/html_tree.py DATA

DATA holds `pages/`, `pages2/` and `html5lib-tests/`, a clone of github.com/html5lib/html5lib-tests.
Prints the share of the suite's documents whose tree is equal, milliseconds a page and milliseconds
a megabyte; fails below the floor. Comments and the content of scripts, style sheets and templates
do not count, nor do fragments and documents that need scripts. Peers that are not installed are
left out.
"""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from faqbot.core.html import parse_html
from faqbot.extract.html.tree import parse_text

MIN_SHARE = 0.93
_UNREAD = frozenset({"script", "style", "template"})
# Where a part of a test starts; the text of a document may hold "#" too.
_FIRST_PARTS = ("errors", "document-fragment")
_PARTS = ("data", "errors", "new-errors", "document-fragment", "document", "script-on")


class Node(NamedTuple):
    """An element with its attributes, sorted, or a text, whose `name` is ""."""

    depth: int
    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    text: str = ""


class Case(NamedTuple):
    """A document and the tree that a browser without scripts builds of it."""

    html: str
    tree: list[Node]


def cases(suite: Path) -> Iterator[Case]:
    """Yield the documents of the suite, the files in the order of their names."""
    for file in sorted((suite / "tree-construction").glob("*.dat")):
        for test in ("\n" + file.read_bytes().decode()).split("\n#data\n")[1:]:
            parts = read_parts(test)
            if not {"document-fragment", "script-on"} & parts.keys():
                yield Case("\n".join(parts["data"]), comparable(dumped(parts["document"])))


def read_parts(test: str) -> dict[str, list[str]]:
    """Return the lines of each part of a test."""
    parts: dict[str, list[str]] = {"data": []}
    current = "data"
    for line in test.removesuffix("\n").split("\n"):
        name = line.removeprefix("#") if line.startswith("#") else ""
        if name in _PARTS and (current != "data" or name in _FIRST_PARTS):
            current = name
            parts[current] = []
        else:
            parts[current].append(line)
    return parts


def dumped(lines: list[str]) -> Iterator[Node]:
    """Yield the nodes of a tree as the suite writes it: one a line, two spaces for each level."""
    entries: list[str] = []
    for line in lines:
        if line.startswith("| "):
            entries.append(line[2:])
        elif entries:
            entries[-1] += f"\n{line}"
    last: Node | None = None
    for entry in entries:
        line = entry.rstrip("\n") if not entry.lstrip().startswith('"') else entry
        bare = line.lstrip(" ")
        depth = (len(line) - len(bare)) // 2
        if last and last.depth == depth - 1 and not bare.startswith(('"', "<")) and "=" in bare:
            key, _, value = bare.partition('="')
            last = last._replace(attributes=(*last.attributes, (key, value.removesuffix('"'))))
            continue
        if last:
            yield last
        last = None
        if bare.startswith('"'):
            last = Node(depth, "", (), bare.rstrip("\n").removeprefix('"').removesuffix('"'))
        elif bare.startswith("<") and not bare.startswith(("<!", "<?")):
            last = Node(depth, bare[1:-1])
    if last:
        yield last


def by_faqbot(html: str) -> Iterator[Node]:
    """Yield the nodes of faqbot's parser."""
    for depth, name, attributes, text in parse_html(html):
        pairs = tuple((key, value or "") for key, value in attributes.items())
        yield Node(depth, name, pairs, text)


def of_soup(soup: BeautifulSoup) -> Iterator[Node]:
    """Yield the nodes of a tree of BeautifulSoup."""
    stack: list[tuple[int, object]] = [(0, node) for node in reversed(soup.contents)]
    while stack:
        depth, node = stack.pop()
        if isinstance(node, Tag):
            pairs = tuple((key, str(value)) for key, value in node.attrs.items())
            yield Node(depth, node.name, pairs)
            stack.extend((depth + 1, child) for child in reversed(node.contents))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            yield Node(depth, "", (), str(node))


def comparable(nodes: Iterator[Node]) -> list[Node]:
    """Return what is compared: local names in lower case, joined texts, no content of scripts."""
    kept: list[Node] = []
    hidden_below = sys.maxsize
    for node in nodes:
        if node.depth > hidden_below:
            continue
        hidden_below = node.depth if node.name in _UNREAD else sys.maxsize
        if not node.name and kept and kept[-1].depth == node.depth and not kept[-1].name:
            kept[-1] = kept[-1]._replace(text=kept[-1].text + node.text)
        elif node.name or node.text:
            pairs = sorted((local_name(key), value) for key, value in node.attributes)
            kept.append(node._replace(name=local_name(node.name), attributes=tuple(pairs)))
    return kept


def local_name(name: str) -> str:
    """Return a name without its namespace ("svg path", "xlink:href"), in lower case."""
    for mark in (" ", ":"):
        namespace, _, rest = name.partition(mark)
        name = rest if namespace in ("svg", "math", "xlink", "xml", "xmlns") and rest else name
    return name.lower()


def soup_parser(features: str) -> Callable[[str], BeautifulSoup]:
    """Return a parser into a tree of BeautifulSoup; raises ImportError if it is not installed."""
    __import__({"html5ever": "soup5ever"}.get(features, features))
    return lambda html: BeautifulSoup(html, features, multi_valued_attributes=None)


def peers() -> Iterator[tuple[str, Callable[[str], Iterator[Node]], Callable[[str], object]]]:
    """Yield the name of each parser, its nodes for a comparison, and what is timed."""
    yield "faqbot", by_faqbot, parse_text
    for features in ("html5ever", "html5lib", "lxml"):
        try:
            parse = soup_parser(features)
        except ImportError as error:
            print(f"{features}: left out, {error.name} is not installed")
            continue
        yield features, lambda html, parse=parse: of_soup(parse(html)), parse


def is_equal(case: Case, nodes: Callable[[str], Iterator[Node]]) -> bool:
    """Return whether a parser builds the tree of a case."""
    try:
        return comparable(nodes(case.html)) == case.tree
    except Exception as error:  # a peer may fail on what it cannot read: that is the finding
        print(f"{type(error).__name__} on {case.html!r:.60}")
        return False


def milliseconds(pages: list[str], parse: Callable[[str], object]) -> tuple[float, float]:
    """Return the CPU milliseconds a page and a megabyte of text."""
    started = time.process_time()
    for page in pages:
        parse(page)
    took_ms = (time.process_time() - started) * 1000
    return took_ms / len(pages), took_ms / (sum(map(len, pages)) / 1e6)


def main(data: Path) -> int:
    """Measure all parsers; return 1 if faqbot is below the floor."""
    suite = data / "html5lib-tests"
    documents = list(cases(suite))
    if not documents:
        print(f"left out: no {suite / 'tree-construction'}; clone html5lib/html5lib-tests there")
    files = sorted(data.glob("pages*/html/*.html"))
    pages = [file.read_text(encoding="utf-8", errors="replace") for file in files]
    print(f"{len(documents)} documents, {len(pages)} pages")
    shares = {}
    for name, nodes, parse in peers():
        line = f"{name:10}"
        if documents:
            shares[name] = sum(is_equal(case, nodes) for case in documents) / len(documents)
            line += f" equal {shares[name]:.3f}"
        if pages:
            line += "  {:.1f} ms/page, {:.0f} ms/MB".format(*milliseconds(pages, parse))
        print(line)
    is_below = shares.get("faqbot", 1.0) < MIN_SHARE
    print("below the floor: equal trees" if is_below else "every floor holds")
    return int(is_below)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
