"""Questions as visitors might ask them, made from a site's own: the answer is known beforehand.

People remember most of the words, say some in their own way, mistype a few, and mention as many
things that the answer does not. Which words these are is decided by fingerprints: the same question
always gives the same wordings. The shares were chosen so that confidence calibrated on wordings
holds for people's questions on the five development collections (bench/confidence.py).
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from faqbot.core.languages.registry import LANGUAGES
from faqbot.core.text.hashing import fingerprint
from faqbot.core.text.words import term, words
from faqbot.search.query.function_words import function_terms

_KEPT_SHARE = 2 / 3
_FEWEST_KEPT = 2
_TYPO_EVERY = 4
_SHORTEST_MISTYPED = 5
_SYNONYM_EVERY = 2
_LONGEST = 200


def content_words(text: str, language: str) -> list[str]:
    """Return the different words of a text that say what it is about, in order.

    >>> content_words("How do I renew my card, and what is a card?", "en")
    ['renew', 'card']
    """
    found: dict[str, str] = {}
    for word in islice(words(text), _LONGEST):
        found.setdefault(term(word.text, language), word.text)
    common = function_terms(language).common
    return [word for stem, word in found.items() if stem not in common]


def wordings(
    telling: Sequence[str], foreign: Sequence[str], language: str, count: int
) -> Iterator[str]:
    """Yield `count` other wordings of a question with these words; `foreign` are other words."""
    for number in range(count):
        seed = f"{number} {' '.join(telling)}"
        kept = _some(telling, max(_FEWEST_KEPT, round(len(telling) * _KEPT_SHARE)), seed)
        if number % _SYNONYM_EVERY:
            kept = [_synonym(word, language, seed) for word in kept]
        if number % _TYPO_EVERY == _TYPO_EVERY - 1:
            longest = max(kept, key=len, default="")
            kept = [mistyped(word, seed) if word == longest else word for word in kept]
        others = _some(foreign, len(kept), seed)
        yield " ".join((*kept, *others))


def mistyped(word: str, seed: str) -> str:
    """Return a word with two letters swapped, one left out or one doubled; a short one unchanged.

    >>> mistyped("library", "b"), mistyped("hour", "b")
    ('librray', 'hour')
    """
    if len(word) < _SHORTEST_MISTYPED:
        return word
    chance = int(fingerprint(seed, word), 16)
    kind, place = chance % 3, 1 + chance // 3 % (len(word) - 2)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    typos = (before + after[0] + letter + after[1:], before + after, before + 2 * letter + after)
    return typos[kind]


def off_topic_questions(language: str) -> list[str]:
    """Return everyday questions that no organisation's site answers; none for most languages."""
    return list(LANGUAGES.language(language).off_topic_questions)


def by_chance(items: Sequence[str], seed: str) -> list[str]:
    """Return the items in an order that has nothing to do with them, but is always the same."""
    return sorted(items, key=lambda item: fingerprint(seed, item))


def _some(items: Sequence[str], count: int, seed: str) -> list[str]:
    """Return so many of the items in their order, chosen as if by chance."""
    chosen = set(by_chance(items, seed)[:count])
    return [item for item in items if item in chosen]


def _synonym(word: str, language: str, seed: str) -> str:
    others = _synonyms(language).get(term(word, language))
    return by_chance(others, seed)[0] if others else word


@cache
def _synonyms(language: str) -> dict[str, list[str]]:
    """Return the other words for a term, by the term."""
    found: dict[str, list[str]] = {}
    for line in LANGUAGES.language(language).synonyms:
        alike = line.split()
        for word in alike:
            found[term(word, language)] = [other for other in alike if other != word]
    return found
