"""Other wordings of what the site answers: staff name a question and the link of its answer.

A row of an imported file that has a question and a link but no answer is one. What stands at the
link is then found by these words too, and shown as the site says it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from faqbot.core.records import Document, Outcome, Passage
from faqbot.core.urls import resolve_link
from faqbot.search.results.deep_link import deep_link


class Wording(NamedTuple):
    """One row: how somebody asks, links to what answers, and where the row is, for a report."""

    question: str
    links: tuple[str, ...]
    row: str


class _Place(NamedTuple):
    """A passage by the numbers of its document and of itself in that; whether it has a question."""

    document: int
    passage: int
    is_asked: bool


def leads_to(link: str, document: Document, passage: Passage) -> bool:
    """Return whether a link that staff wrote leads to a passage: to its page, or right to it.

    It starts with https://, http:// or /, which stands for the site of the document.
    """
    page, _, anchor = link.partition("#")
    urls = (document.url, passage.url)
    is_page = any(url and resolve_link(url, page) == _address(url) != "" for url in urls)
    return is_page and (not anchor or unquote(anchor) in _anchors(passage, document))


def with_wordings(
    documents: Sequence[Document], wordings: Iterable[Wording]
) -> tuple[list[Document], list[Outcome]]:
    """Return the documents with these wordings as aliases, and the links that lead to nothing.

    A link without an anchor means the one question of its page, or the page's first section if it
    has no question; one that starts with / means every site that has such a page.
    """
    wordings = list(wordings)
    pages = _Pages(documents if wordings else ())
    aliases: defaultdict[_Place, dict[str, None]] = defaultdict(dict)
    lost = []
    for wording in wordings:
        for link in wording.links:
            found, reason = pages.find(link)
            for place in found:
                aliases[place][wording.question] = None
            if reason:
                lost.append(Outcome(f"{wording.row}: {link}", "empty", reason))
    changed: defaultdict[int, dict[int, tuple[str, ...]]] = defaultdict(dict)
    for place, added in aliases.items():
        changed[place.document][place.passage] = tuple(added)
    return [
        _with_aliases(document, changed[number]) if number in changed else document
        for number, document in enumerate(documents)
    ], lost


class _Pages:
    """The passages of an index by the links that lead to them."""

    def __init__(self, documents: Sequence[Document]) -> None:
        # By document, for a passage that is cut into parts has one anchor: the first part counts,
        # or the one with the question.
        self._at: defaultdict[tuple[str, str], dict[int, _Place]] = defaultdict(dict)
        self._on: defaultdict[str, dict[int, list[_Place]]] = defaultdict(dict)
        self._anchor_of: dict[_Place, str] = {}
        for number, document in enumerate(documents):
            for place, passage in enumerate(document.passages):
                self._add(_Place(number, place, bool(passage.question)), document, passage)
        self._sites = list(dict.fromkeys(urljoin(url, "/") for url in self._on))

    def find(self, link: str) -> tuple[list[_Place], str]:
        """Return the passages that a link leads to, one of each document; or none, and why."""
        page, _, anchor = link.partition("#")
        urls = [url for site in self._sites if (url := resolve_link(site, page)) in self._on]
        if not urls:
            return [], "no page of the site has this address"
        if anchor:
            found = [place for url in urls for place in self._at[url, unquote(anchor)].values()]
            return found, "" if found else f"nothing stands at #{anchor}"
        found, many = [], list[_Place]()
        for places in (places for url in urls for places in self._on[url].values()):
            asked = [place for place in places if place.is_asked]
            many = asked if len(asked) > 1 else many
            found += asked if len(asked) == 1 else places[:1] if not asked else []
        if found:
            return found, ""
        example = next((f" (#{self._anchor_of[one]})" for one in many if self._anchor_of[one]), "")
        return [], f"the page has {len(many)} questions; add the anchor of one{example}"

    def _add(self, place: _Place, document: Document, passage: Passage) -> None:
        self._anchor_of[place] = passage.anchor
        for url in {_address(document.url), _address(passage.url)} - {""}:
            self._on[url].setdefault(place.document, []).append(place)
            for anchor in _anchors(passage, document) - {""}:
                known = self._at[url, anchor].get(place.document)
                if known is None or (place.is_asked and not known.is_asked):
                    self._at[url, anchor][place.document] = place


@lru_cache
def _address(url: str) -> str:
    """Return the one spelling of a document's URL, "" if it is none of a page."""
    return resolve_link(url, url)


def _anchors(passage: Passage, document: Document) -> set[str]:
    return {passage.anchor, unquote(deep_link(document.url, passage).partition("#")[2])}


def _with_aliases(document: Document, added: dict[int, tuple[str, ...]]) -> Document:
    def passages() -> Iterator[Passage]:
        for place, passage in enumerate(document.passages):
            others = [one for one in added.get(place, ()) if one != passage.question]
            aliases = tuple(dict.fromkeys((*passage.aliases, *others)))
            yield replace(passage, aliases=aliases)

    return replace(document, passages=tuple(passages()))
