"""Words of a language that say little of what is asked, and those that decide what is said."""

from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA

from faqbot.core.languages.registry import LANGUAGES, Languages
from faqbot.core.text.words import fold, term

# Other slips, and shorter words, have too many neighbours that mean something: "must" and "most",
# "width" and "with", "fuerza" and "fuera".
_MIN_SWAPPED_CHARS, _MIN_QUESTION_WORD_CHARS = 3, 5


@cache
def function_words(code: str, languages: Languages = LANGUAGES) -> frozenset[str]:
    """Return the folded function words of a language ("the", "of"), empty if it has no list."""
    return frozenset(map(fold, languages.language(code).function_words))


@cache
def stop_words(code: str, languages: Languages = LANGUAGES) -> frozenset[str]:
    """Return the folded words of a language that serve grammar, ask, or frame a question."""
    framing = languages.language(code).framing_words
    return (
        function_words(code, languages) | _question_words(code, languages) | {*map(fold, framing)}
    )


def corrected_function_word(typed: str, code: str) -> str:
    """Return the function word that a folded word was meant to be, "" if there is none.

    Two neighbouring letters have changed places; or it is a question word, and one letter between
    its first and last is missing or too many.

    >>> [corrected_function_word(word, "en") for word in ("teh", "abuot", "wich", "must")]
    ['the', 'about', 'which', '']
    """
    question_words = _question_words(code)
    matches = [word for word in function_words(code) | question_words if _is_swapped(typed, word)]
    matches += [word for word in question_words if _is_inner_slip(typed, word)]
    # The first letter is seldom wrong: "hwo" is meant to be "how" rather than "who".
    return min(matches, key=lambda word: (word[0] != typed[0], word), default="")


def _is_swapped(typed: str, word: str) -> bool:
    return (
        len(typed) == len(word) >= _MIN_SWAPPED_CHARS
        and OSA.distance(typed, word, score_cutoff=1) == 1
        and sorted(typed) == sorted(word)
    )


def _is_inner_slip(typed: str, word: str) -> bool:
    return (
        abs(len(typed) - len(word)) == 1
        and len(word) >= _MIN_QUESTION_WORD_CHARS
        and (typed[0], typed[-1]) == (word[0], word[-1])
        and OSA.distance(typed, word, score_cutoff=1) == 1
    )


@cache
def _question_words(code: str, languages: Languages = LANGUAGES) -> frozenset[str]:
    return frozenset(map(fold, languages.language(code).question_words))


@cache
def decisive_words(code: str, languages: Languages = LANGUAGES) -> frozenset[str]:
    """Return the folded words of a language that make a statement another one: two, not.

    >>> sorted(decisive_words("en") & {"not", "two", "open"})
    ['not', 'two']
    """
    language = languages.language(code)
    return frozenset(map(fold, (*language.negations, *language.numerals)))


@dataclass(frozen=True)
class FunctionTerms:
    """The terms of a language's function words, those of them that ask, and words around them."""

    common: frozenset[str]
    asking: frozenset[str]
    framing: frozenset[str] = frozenset()


@cache
def function_terms(code: str, languages: Languages = LANGUAGES) -> FunctionTerms:
    """Return the terms of the function words of a language; none for one without a list.

    >>> sorted(function_terms("en").asking)[:3], "what" in function_terms("en").common
    (['how', 'what', 'when'], True)
    """
    language = languages.language(code)
    common, asking, framing = (
        frozenset(term(word, code) for word in group)
        for group in (language.function_words, language.question_words, language.framing_words)
    )
    return FunctionTerms(common | asking, asking, framing - common - asking)
