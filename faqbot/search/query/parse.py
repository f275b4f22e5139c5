"""A visitor's question becomes a Query."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from faqbot.core.errors import QuestionError, VagueQuestionError
from faqbot.core.languages.registry import LANGUAGES
from faqbot.core.records import Query
from faqbot.core.text.unicode import squeeze
from faqbot.core.text.words import fold, joined_terms, term, word_texts
from faqbot.search.query.function_words import function_words

_UNLIKELY_LANGUAGE = 0.5
_CACHED_WORDS = 20_000
_KINDS = ("faq", "page", "publication", "text")
_FILTER = re.compile(r"(?<!\S)(kind|lang|year):(\w+)(?!\S)", re.IGNORECASE)
# A letter must follow: "what's -5" is a number, "--drop table" no exclusion.
_EXCLUSION = re.compile(r"(?<!\S)-([^\W\d_]\w*(?:['’]\w+)*)(?!\S)")
# A question without any of these characters is nothing but words.
_SIGNS = frozenset(':-"“”„«»')
_QUOTED = re.compile('["“„«]([^"“”„«»]{2,200})["”“»]')


def parse_question(question: str, languages: Sequence[str], *, max_chars: int) -> Query:
    """Return the query for a question, analysed in each of these languages, most used first.

    People do not say which language they ask in, so the passages of each language are searched
    with its own analysis; function words show which one is likely. "Words in quotes" must be in
    the passage as they are, -word must not; kind:faq, lang:es and year:2026 are filters. Whatever
    only looks like these is part of the question. Raises QuestionError if there is nothing to
    search for.
    """
    if len(question) > max_chars:
        raise QuestionError(
            f"The question has {len(question):,} characters; ask it in {max_chars:,} or fewer."
        )
    typed = squeeze(question)
    if not typed:
        raise VagueQuestionError("The question is empty; type a question or a few words.")
    rest, filters = typed, {}
    # Letters and digits alone hold no syntax and no words written as one: most questions skip
    # both.
    is_plain = typed.replace(" ", "").isalnum()
    if not is_plain and not _SIGNS.isdisjoint(typed):
        syntax = _Syntax(typed, languages)
        rest, filters = syntax.rest, syntax.filters()
        languages = [syntax.language] if syntax.language else languages
    texts = word_texts(rest)
    if not texts:
        raise VagueQuestionError("The question has no word in it; type a question or a few words.")
    words: dict[str, list[_Word]] = {}
    terms, common, joined = {}, {}, {}
    for language in languages:
        analysed = words[language] = list(map(_analyser(language), texts))
        folded, terms[language], functional = zip(*analysed, strict=True)
        # The first language is the main one of the site: it has the most passages.
        if False not in functional and _is_empty(folded, is_main=len(words) == 1):
            raise VagueQuestionError("The question has only common words; add what it is about.")
        common[language] = _common_terms(analysed) if True in functional else frozenset()
        joined[language] = () if is_plain else tuple(joined_terms(rest, language))
    return Query(typed, terms, common, _language_weights(words), joined, rest, **filters)


class _Word(NamedTuple):
    folded: str
    term: str
    is_functional: bool


@cache
def _analyser(language: str) -> Callable[[str], _Word]:
    """Return a cached function that analyses single words of a language."""

    @lru_cache(_CACHED_WORDS)
    def analyse(word: str) -> _Word:
        folded = fold(word)
        return _Word(folded, term(word, language), folded in function_words(language))

    return analyse


class _Syntax:
    """The search syntax in a question; `rest` is the question without it."""

    def __init__(self, question: str, languages: Sequence[str]) -> None:
        self.language = ""
        self._languages = languages
        self._filters: defaultdict[str, list[str]] = defaultdict(list)
        self.rest = _EXCLUSION.sub(self._exclude, _FILTER.sub(self._filter, question))
        # Phrases stay in the question: their words count for ranking too.
        for phrase in _QUOTED.findall(self.rest):
            if word_texts(phrase):
                self._filters["phrases"].append(phrase)
        if not word_texts(self.rest):
            # Nothing is left to search for: take the question as it was typed.
            self._filters.clear()
            self.language, self.rest = "", question

    def filters(self) -> dict[str, tuple[str, ...]]:
        """Return the filters by the names of the fields of a query."""
        return {field: tuple(values) for field, values in self._filters.items()}

    def _filter(self, match: re.Match[str]) -> str:
        name, value = match[1].lower(), match[2].lower()
        if name == "kind" and value in _KINDS:
            self._filters["kinds"].append(value)
        elif name == "year" and len(value) == 4 and value.isdigit():
            self._filters["years"].append(value)
        elif name == "lang" and value in self._languages:
            self.language = value
        else:
            return match[0]
        return " "

    def _exclude(self, match: re.Match[str]) -> str:
        self._filters["excluded"].append(match[1])
        return " "


def _is_empty(functional: Sequence[str], *, is_main: bool) -> bool:
    """Return whether a question of only these function words of a language is empty."""
    # A single word counts in the main language of the site only: "war" is one in German.
    return len(functional) > 1 or (is_main and functional[0] not in _ambiguous_words())


@cache
def _ambiguous_words() -> frozenset[str]:
    """Return function words that ask for something when they stand alone: a will, IT, a can."""
    return frozenset(map(fold, LANGUAGES.union("ambiguous_function_words")))


def _common_terms(words: Sequence[_Word]) -> frozenset[str]:
    """Return the terms of function words, but those that a content word has too."""
    content = [word.term for word in words if not word.is_functional]
    return frozenset(word.term for word in words if word.is_functional).difference(content)


def _language_weights(words: Mapping[str, Sequence[_Word]]) -> dict[str, float]:
    """Return 1 for the languages with the most function words; without any, for the first."""
    if len(words) == 1:
        return dict.fromkeys(words, 1.0)
    counts = {
        language: len({word.folded for word in analysed if word.is_functional})
        for language, analysed in words.items()
    }
    most = max(counts.values())
    likely = {name for name in words if counts[name] == most} if most else {next(iter(words))}
    return {name: 1.0 if name in likely else _UNLIKELY_LANGUAGE for name in words}
