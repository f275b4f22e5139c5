"""Spelling correction of the words in a question that the site does not know."""

from collections.abc import Iterator
from dataclasses import dataclass

from faqbot.core.records import Query
from faqbot.core.text.words import fold, term, words
from faqbot.search.query.function_words import corrected_function_word, stop_words
from faqbot.search.spelling.keyboard import typing_cost
from faqbot.search.spelling.speller import Correction, Speller

_MAX_WORDS = 40


@dataclass(frozen=True)
class CorrectedQuestion:
    """A question as it was probably meant; `is_sure` says that no correction is a mere guess."""

    question: str
    is_sure: bool


def correct_question(query: Query, spelling: Speller) -> CorrectedQuestion | None:
    """Return the question with unknown words corrected, None if there is nothing to correct.

    A word is known if the site has it in any language of the query, or if it is a function or
    framing word there; an unknown one is corrected in the likeliest language with a word like it.
    Filters and excluded words are left alone.
    """
    question = query.question
    corrections = []
    for word in list(words(question))[:_MAX_WORDS]:
        is_term = any(term(word.text, name) in terms for name, terms in query.terms.items())
        if is_term and (correction := next(_corrections(word.text, query, spelling), None)):
            corrections.append((word, correction))
    if not corrections:
        return None
    # From the end, so that the places of the words before stay right.
    for word, correction in reversed(corrections):
        question = f"{question[: word.start]}{correction.text}{question[word.end :]}"
    return CorrectedQuestion(
        question, all(correction.kind == "silent" for _, correction in corrections)
    )


def _corrections(word: str, query: Query, spelling: Speller) -> Iterator[Correction]:
    typed = fold(word)
    for language in query.terms:
        if typed in stop_words(language) or spelling.knows(word, language):
            return
    for language in sorted(query.terms, key=lambda name: -query.weights[name]):
        correction = spelling.correct(word, language)
        is_likely = query.weights[language] == 1
        meant = corrected_function_word(typed, language) if is_likely else ""
        if meant and not (correction and _is_nearer(correction.text, meant, typed, language)):
            yield Correction(meant, "silent", 0.0)
        elif correction:
            yield correction


def _is_nearer(text: str, other: str, typed: str, language: str) -> bool:
    return typing_cost(typed, text, language) < typing_cost(typed, other, language)
