"""A visitor's question becomes a Query."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set

from faqbot.errors import QuestionError, VagueQuestionError
from faqbot.records import Query
from faqbot.search.whoosh_store import common_words
from faqbot.text import fold, joined_terms, squeeze, term, word_texts

# Words that ask for something when they stand alone: a will, IT, a can.
_AMBIGUOUS = frozenset({"will", "it", "can", "off", "own", "down"})
_UNLIKELY_LANGUAGE = 0.5
_KINDS = ("faq", "page", "publication", "text")
_FILTER = re.compile(r"(?<!\S)(kind|lang|year):(\w+)(?!\S)", re.IGNORECASE)
_EXCLUSION = re.compile(r"(?<!\S)-([^\W\d_]\w*(?:['’]\w+)*)(?!\S)")
# Without any of these, a question asks for nothing but its words.
_SIGNS = frozenset(':-"“”„«»')
_QUOTED = re.compile('["“„«]([^"“”„«»]{2,200})["”“»]')


def parse_question(question: str, languages: Sequence[str], *, max_chars: int) -> Query:
    """Return the query for a question, analysed in each of these languages, most used first.

    People ask in a language without saying which, so the passages of each language are searched
    with its own analysis; function words tell which one is likely. "Words in quotes" must stand in
    the passage as they are, -word must not; kind:faq, lang:es and year:2026 narrow the search.
    Whatever only looks like these is part of the question. Raises QuestionError if there is
    nothing to search for.
    """
    if len(question) > max_chars:
        raise QuestionError(
            f"The question has {len(question):,} characters; ask it in {max_chars:,} or fewer."
        )
    shown = squeeze(question)
    if not shown:
        raise VagueQuestionError("The question is empty; type a question or a few words.")
    syntax = _Syntax(shown, languages)
    if syntax.language:
        languages = [syntax.language]
    typed = word_texts(syntax.rest)
    asked = [fold(word) for word in typed]
    if not asked:
        raise VagueQuestionError("The question has no word in it; type a question or a few words.")
    functional = {language: common_words(language).intersection(asked) for language in languages}
    if any(_is_empty(asked, functional[name], is_main=name == languages[0]) for name in languages):
        raise VagueQuestionError("The question has only common words; add what it is about.")
    return Query(
        shown,
        terms={language: tuple([term(word, language) for word in typed]) for language in languages},
        joined={language: tuple(joined_terms(syntax.rest, language)) for language in languages},
        common={
            language: _common_terms(asked, functional[language], language) for language in languages
        },
        weights=_language_weights(
            languages, {name: len(found) for name, found in functional.items()}
        ),
        text=syntax.rest,
        phrases=tuple(syntax.phrases),
        excluded=tuple(syntax.excluded),
        kinds=tuple(syntax.kinds),
        years=tuple(syntax.years),
    )


class _Syntax:
    """What a question asks for beside its words; `rest` is the question without it."""

    def __init__(self, question: str, languages: Sequence[str]) -> None:
        self.phrases: list[str] = []
        self.excluded: list[str] = []
        self.kinds: list[str] = []
        self.years: list[str] = []
        self.language = ""
        self._languages = languages
        self.rest = question
        if not _SIGNS.isdisjoint(question):
            self._read(question)

    def _read(self, question: str) -> None:
        without_filters = _FILTER.sub(self._filter, question)
        self.rest = _EXCLUSION.sub(self._exclude, without_filters)
        for quoted in _QUOTED.finditer(self.rest):
            if word_texts(quoted[1]):
                self.phrases.append(quoted[1])
        if not word_texts(self.rest):
            # Nothing is left to look for: take the question as it was typed.
            self.phrases, self.excluded, self.kinds, self.years = [], [], [], []
            self.language, self.rest = "", question

    def _filter(self, found: re.Match[str]) -> str:
        name, value = found[1].lower(), found[2].lower()
        if name == "kind" and value in _KINDS:
            self.kinds.append(value)
        elif name == "year" and len(value) == 4 and value.isdigit():
            self.years.append(value)
        elif name == "lang" and value in self._languages:
            self.language = value
        else:
            return found[0]
        return " "

    def _exclude(self, found: re.Match[str]) -> str:
        self.excluded.append(found[1])
        return " "


def _is_empty(asked: Sequence[str], functional: frozenset[str], *, is_main: bool) -> bool:
    """Return whether a question has nothing but function words of one language.

    A single word counts in the site's main language only: "war" is one in German.
    """
    if len(asked) == 1 and (not is_main or asked[0] in _AMBIGUOUS):
        return False
    return functional.issuperset(asked)


def _common_terms(asked: Iterable[str], functional: Set[str], language: str) -> frozenset[str]:
    """Return the terms of function words that no other word of the question shares."""
    if not functional:
        return frozenset()
    telling = {term(word, language) for word in asked if word not in functional}
    return frozenset(term(word, language) for word in functional) - telling


def _language_weights(languages: Sequence[str], counts: Mapping[str, int]) -> dict[str, float]:
    """Return 1 for the languages with the most function words; without any, for the most used."""
    if len(languages) == 1:
        return {languages[0]: 1.0}
    most = max(counts.values(), default=0)
    likely = {name for name in languages if counts[name] == most} if most else set(languages[:1])
    return {name: 1.0 if name in likely else _UNLIKELY_LANGUAGE for name in languages}
