"""Questions as visitors might ask them, made from a site's own: the right answer is known.

People remember most of the words, replace some, mistype a few, and mention as many things that the
answer does not. Fingerprints pick the words, so that a question always has the same variants. The
shares were chosen so that confidence calibrated on variants holds for people's questions on the
five development collections (bench/confidence.py).
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from faqbot.core.languages.registry import LANGUAGES
from faqbot.core.text.hashing import fingerprint
from faqbot.core.text.words import term, words
from faqbot.search.query.function_words import function_terms

_REMEMBERED_SHARE = 2 / 3
_MIN_REMEMBERED = 2
_TYPO_EVERY = 4
_MIN_TYPO_CHARS = 5
_SYNONYM_EVERY = 2
_MAX_WORDS = 200


def content_words(text: str, language: str) -> list[str]:
    """Return the different words of a text that are not function words, in order.

    >>> content_words("How do I renew my card, and what is a card?", "en")
    ['renew', 'card']
    """
    by_term: dict[str, str] = {}
    for word in islice(words(text), _MAX_WORDS):
        by_term.setdefault(term(word.text, language), word.text)
    common = function_terms(language).common
    return [word for stem, word in by_term.items() if stem not in common]


def query_variants(
    content: Sequence[str], foreign: Sequence[str], language: str, count: int
) -> Iterator[str]:
    """Yield `count` variants of a question with these content words and some `foreign` ones."""
    for number in range(count):
        seed = f"{number} {' '.join(content)}"
        length = max(_MIN_REMEMBERED, round(len(content) * _REMEMBERED_SHARE))
        remembered = sample(content, length, seed)
        if number % _SYNONYM_EVERY:
            remembered = [_synonym(word, language, seed) for word in remembered]
        if number % _TYPO_EVERY == _TYPO_EVERY - 1:
            longest = max(remembered, key=len, default="")
            remembered = [mistype(word, seed) if word == longest else word for word in remembered]
        yield " ".join((*remembered, *sample(foreign, len(remembered), seed)))


def mistype(word: str, seed: str) -> str:
    """Return a word with two letters swapped, one left out or one doubled; a short one unchanged.

    >>> mistype("library", "b"), mistype("hour", "b")
    ('librray', 'hour')
    """
    if len(word) < _MIN_TYPO_CHARS:
        return word
    chance = int(fingerprint(seed, word), 16)
    kind, place = chance % 3, 1 + chance // 3 % (len(word) - 2)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    typos = (before + after[0] + letter + after[1:], before + after, before + 2 * letter + after)
    return typos[kind]


def shuffled(items: Sequence[str], seed: str) -> list[str]:
    """Return the items in an arbitrary order that depends on nothing but them and the seed."""
    return sorted(items, key=lambda item: fingerprint(seed, item))


def sample(items: Sequence[str], count: int, seed: str) -> list[str]:
    """Return `count` different items, in their order; the seed decides which."""
    chosen = set(shuffled(items, seed)[:count])
    return [item for item in items if item in chosen]


def _synonym(word: str, language: str, seed: str) -> str:
    synonyms = _synonyms(language).get(term(word, language))
    return shuffled(synonyms, seed)[0] if synonyms else word


@cache
def _synonyms(language: str) -> dict[str, list[str]]:
    synonyms: dict[str, list[str]] = {}
    for line in LANGUAGES.language(language).synonyms:
        group = line.split()
        for word in group:
            synonyms[term(word, language)] = [other for other in group if other != word]
    return synonyms
