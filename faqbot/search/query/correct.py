"""A question with the words mended that the site does not know."""

from collections.abc import Iterator
from dataclasses import dataclass

from faqbot.core.records import Query
from faqbot.core.text.words import fold, term, words
from faqbot.search.query.function_words import corrected_function_word, stop_words
from faqbot.search.spelling.keyboard import typing_cost
from faqbot.search.spelling.speller import Correction, Spelling

_MOST_WORDS = 40


@dataclass(frozen=True)
class CorrectedQuestion:
    """A question as it was probably meant; `is_sure` says that no word of it is a mere guess."""

    question: str
    is_sure: bool


def correct_question(query: Query, spelling: Spelling) -> CorrectedQuestion | None:
    """Return the question with unknown words corrected, None if there is nothing to correct.

    A word counts as known if the site has it in any language of the query, or if it serves grammar
    there or frames a question; it is corrected in the likeliest of them that has a word like it.
    Filters and excluded words are left alone.
    """
    question = query.question
    found = []
    for word in list(words(question))[:_MOST_WORDS]:
        is_asked = any(term(word.text, name) in terms for name, terms in query.terms.items())
        if is_asked and (correction := next(_corrections(word.text, query, spelling), None)):
            found.append((word, correction))
    if not found:
        return None
    for word, correction in reversed(found):
        question = f"{question[: word.start]}{correction.text}{question[word.end :]}"
    return CorrectedQuestion(question, all(correction.kind == "silent" for _, correction in found))


def _corrections(word: str, query: Query, spelling: Spelling) -> Iterator[Correction]:
    typed = fold(word)
    for language in query.terms:
        if typed in stop_words(language) or spelling.knows(word, language):
            return
    for language in sorted(query.terms, key=lambda name: -query.weights[name]):
        correction = spelling.correct(word, language)
        is_likely = query.weights[language] == 1
        mended = corrected_function_word(typed, language) if is_likely else ""
        if mended and not (correction and _is_nearer(correction.text, mended, typed, language)):
            yield Correction(mended, "silent", 0.0)
        elif correction:
            yield correction


def _is_nearer(text: str, other: str, typed: str, language: str) -> bool:
    return typing_cost(typed, text, language) < typing_cost(typed, other, language)
