"""Hits made ready to show: the words to mark, and the link to the very passage."""

from collections import Counter
from collections.abc import Set
from urllib.parse import quote

from faqbot.records import Hit, Passage, Query, Result
from faqbot.sentences import sentences
from faqbot.text import term, terms, words

_FRAGMENT_WORDS = 8


def make_result(hit: Hit, query: Query) -> Result:
    """Return the hit with its deep link and highlights, which pass over common words."""
    language = hit.document.language
    wanted = set(query.terms.get(language, ())) - query.common.get(language, frozenset())
    return Result(
        hit=hit,
        deep_link=deep_link(hit.document.url, hit.passage),
        highlights=highlights(hit.passage.text, wanted, language),
        best_sentence=best_sentence(hit.passage.text, wanted, language),
    )


def deep_link(url: str, passage: Passage) -> str:
    """Return the link to the very passage: its anchor (page=3 in a PDF), else a text fragment.

    `url` is the document's; a passage that stands elsewhere says so itself.
    Source: https://wicg.github.io/scroll-to-text-fragment/
    """
    url = passage.url or url
    if not url.startswith(("http:", "https:")):
        return ""  # imported from a file: there is no page to read it on
    if passage.anchor:
        return f"{url}#{quote(passage.anchor, safe='=&-._~:@!$()*+,;/?')}"
    first_line = (passage.question or passage.text).split("\n")[0].removeprefix("- ")
    shown = " ".join(first_line.split()[:_FRAGMENT_WORDS])
    # "-" and "," have a meaning of their own in a fragment, and quote() leaves "-" alone.
    return f"{url}#:~:text={quote(shown, safe='').replace('-', '%2D')}"


def highlights(text: str, wanted: Set[str], language: str) -> tuple[tuple[int, int], ...]:
    """Return where the text has one of these terms, as (start, end) in characters, in order."""
    return tuple(
        (word.start, word.end) for word in words(text) if term(word.text, language) in wanted
    )


def best_sentence(text: str, wanted: Set[str], language: str) -> tuple[int, int]:
    """Return where the sentence stands that has most of the wanted terms, the first of equals.

    A term counts for less the more sentences of the text have it.
    """
    found = list(sentences(text))
    held = [wanted & set(terms(sentence.text, language)) for sentence in found]
    holders = Counter(term for terms_held in held for term in terms_held)
    gains = [sum(1 / holders[term] for term in terms_held) for terms_held in held]
    if not found:
        return 0, 0
    best = found[gains.index(max(gains))]
    return best.start, best.end
