"""Query variants that staff give: other wordings of what the site answers.

A row of an imported file with a question and a link but no answer is one. The passage at the link
is then found by these words too, and shown as the site has it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from faqbot.core.records import Document, Outcome, Passage
from faqbot.core.urls import resolve_link
from faqbot.search.results.deep_link import deep_link


class QueryVariant(NamedTuple):
    """One row: a question as somebody asks it, links to its answer, and the row for reports."""

    question: str
    links: tuple[str, ...]
    row: str


class _Position(NamedTuple):
    """Where a passage is: the number of its document and its own in that; how to link to it."""

    document: int
    passage: int
    has_question: bool
    anchor: str


def leads_to(link: str, document: Document, passage: Passage) -> bool:
    """Return whether a link that staff wrote leads to a passage: to its page, or right to it.

    It starts with https://, http:// or /, which stands for the site of the document.
    """
    page, _, anchor = link.partition("#")
    urls = (document.url, passage.url)
    is_page = any(url and resolve_link(url, page) == _canonical(url) != "" for url in urls)
    return is_page and (not anchor or unquote(anchor) in _anchors(passage, document))


def add_variants(
    documents: Sequence[Document], variants: Sequence[QueryVariant]
) -> tuple[list[Document], list[Outcome]]:
    """Return the documents with these variants as aliases, and the links that lead nowhere.

    A link without an anchor means the only question of its page, or the page's first section if it
    has no question; one that starts with / means every site that has such a page.
    """
    index = _LinkIndex(documents if variants else ())
    aliases: defaultdict[int, defaultdict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    broken = []
    for variant in variants:
        for link in variant.links:
            positions, problem = index.resolve(link)
            for position in positions:
                aliases[position.document][position.passage].append(variant.question)
            if problem:
                broken.append(Outcome(f"{variant.row}: {link}", "empty", problem))
    return [
        _with_aliases(document, aliases[number]) if number in aliases else document
        for number, document in enumerate(documents)
    ], broken


class _LinkIndex:
    """The passages of an index by the links that lead to them."""

    def __init__(self, documents: Sequence[Document]) -> None:
        # One passage per document: the parts of a long section share an anchor, which stands for
        # the first of them, or the one with the question.
        self._by_anchor: defaultdict[tuple[str, str], dict[int, _Position]] = defaultdict(dict)
        self._by_page: defaultdict[str, dict[int, list[_Position]]] = defaultdict(dict)
        for number, document in enumerate(documents):
            for place, passage in enumerate(document.passages):
                position = _Position(number, place, bool(passage.question), passage.anchor)
                self._add(position, document, passage)
        self._sites = list(dict.fromkeys(resolve_link(url, "/") for url in self._by_page))

    def resolve(self, link: str) -> tuple[list[_Position], str]:
        """Return the passages that a link leads to, one of each document; or none, and why."""
        page, _, anchor = link.partition("#")
        urls = [url for site in self._sites if (url := resolve_link(site, page)) in self._by_page]
        if not urls:
            return [], "no page of the site has this address"
        if anchor:
            targets = [self._by_anchor[url, unquote(anchor)].values() for url in urls]
            positions = [position for each in targets for position in each]
            return positions, "" if positions else f"the page has no anchor #{anchor}"
        positions, ambiguous = [], list[_Position]()
        for on_page in (each for url in urls for each in self._by_page[url].values()):
            questions = [position for position in on_page if position.has_question]
            if len(questions) > 1:
                ambiguous = questions
            else:
                positions += questions or on_page[:1]
        if positions:
            return positions, ""
        example = next((f" (#{each.anchor})" for each in ambiguous if each.anchor), "")
        return [], f"the page has {len(ambiguous)} questions; add the anchor of one{example}"

    def _add(self, position: _Position, document: Document, passage: Passage) -> None:
        for url in {_canonical(document.url), _canonical(passage.url)} - {""}:
            self._by_page[url].setdefault(position.document, []).append(position)
            for anchor in _anchors(passage, document) - {""}:
                first = self._by_anchor[url, anchor].get(position.document)
                if first is None or (position.has_question and not first.has_question):
                    self._by_anchor[url, anchor][position.document] = position


@lru_cache
def _canonical(url: str) -> str:
    """Return the canonical URL of a page, "" for a document without one."""
    return resolve_link(url, url)


def _anchors(passage: Passage, document: Document) -> set[str]:
    # A link may come from the page, or from faqbot, which adds a text fragment.
    return {passage.anchor, unquote(deep_link(document.url, passage).partition("#")[2])}


def _with_aliases(document: Document, aliases: Mapping[int, Sequence[str]]) -> Document:
    passages = list(document.passages)
    for place, questions in aliases.items():
        passage = passages[place]
        new = [text for text in questions if text != passage.question]
        aliases_of_passage = tuple(dict.fromkeys((*passage.aliases, *new)))
        passages[place] = replace(passage, aliases=aliases_of_passage)
    return replace(document, passages=tuple(passages))
