"""Other wordings of what the site answers: staff name a question and the link of its answer.

A row of an imported file that has a question and a link but no answer is one. What stands at the
link is then found by these words too, and shown as the site says it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from faqbot.crawl.links import resolve_link
from faqbot.records import Document, Outcome, Passage
from faqbot.search.answer import deep_link


class Wording(NamedTuple):
    """One row: how somebody asks, links to what answers, and where the row is, for a report."""

    question: str
    links: tuple[str, ...]
    row: str


class _Place(NamedTuple):
    """A passage by the numbers of its document and of itself in that."""

    document: int
    passage: int


def leads_to(link: str, document: Document, passage: Passage) -> bool:
    """Return whether a link that staff wrote leads to a passage: to its page, or right to it.

    It starts with https://, http:// or /, which stands for the site of the document.
    """
    page, _, anchor = link.partition("#")
    places = (passage.anchor, unquote(deep_link(document.url, passage).partition("#")[2]))
    urls = (document.url, passage.url)
    is_page = any(url and resolve_link(url, page) == resolve_link(url, url) != "" for url in urls)
    return is_page and (not anchor or unquote(anchor) in places)


def with_wordings(
    documents: Sequence[Document], wordings: Iterable[Wording]
) -> tuple[list[Document], list[Outcome]]:
    """Return the documents with these wordings as aliases, and the links that lead to nothing.

    A link without an anchor means the one question of its page, or the page's first section if it
    has no question.
    """
    pages = _Pages(documents)
    aliases: defaultdict[_Place, dict[str, None]] = defaultdict(dict)
    lost = []
    for wording in wordings:
        for link in wording.links:
            found, reason = pages.find(link)
            for place in found:
                aliases[place][wording.question] = None
            if reason:
                lost.append(Outcome(link, "empty", f"{wording.row}: {reason}"))
    changed: defaultdict[int, dict[int, tuple[str, ...]]] = defaultdict(dict)
    for place, added in aliases.items():
        changed[place.document][place.passage] = tuple(added)
    return [
        _with_aliases(document, changed[number]) if number in changed else document
        for number, document in enumerate(documents)
    ], lost


class _Pages:
    """The documents that have passages on a page, by its URL."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        by_url: defaultdict[str, dict[int, None]] = defaultdict(dict)
        for number, document in enumerate(documents):
            files = {passage.url for passage in document.passages if passage.url}
            for url in (document.url, *files):
                by_url[resolve_link(url, url)][number] = None
        self._by_url = by_url
        self._sites = {urljoin(url, "/") for url in by_url if url}

    def find(self, link: str) -> tuple[list[_Place], str]:
        """Return the passages that a link leads to; or none, and why."""
        page, _, anchor = link.partition("#")
        urls = {resolve_link(site, page) for site in self._sites} - {""}
        numbers = dict.fromkeys(chain.from_iterable(self._by_url.get(url, ()) for url in urls))
        if not numbers:
            return [], "no page of the site has this address"
        found = [
            (_Place(number, place), passage)
            for number in numbers
            for place, passage in enumerate(self._documents[number].passages)
            if leads_to(link, self._documents[number], passage)
        ]
        if anchor:
            return [place for place, _ in found], "" if found else f"nothing stands at #{anchor}"
        asked = [(place, passage) for place, passage in found if passage.question]
        if len(asked) > 1:
            example = next((f" (#{one.anchor})" for _, one in asked if one.anchor), "")
            return [], f"the page has {len(asked)} questions; add the anchor of one{example}"
        return [place for place, _ in asked or found[:1]], ""


def _with_aliases(document: Document, added: dict[int, tuple[str, ...]]) -> Document:
    def passages() -> Iterator[Passage]:
        for place, passage in enumerate(document.passages):
            others = [one for one in added.get(place, ()) if one != passage.question]
            aliases = tuple(dict.fromkeys((*passage.aliases, *others)))
            yield replace(passage, aliases=aliases)

    return replace(document, passages=tuple(passages()))
