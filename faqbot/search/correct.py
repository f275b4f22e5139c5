"""A question with the words mended that the site does not know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from faqbot.search.spelling import Spelling
from faqbot.text import words

_MOST_WORDS = 40


@dataclass(frozen=True)
class Corrected:
    """A question as it was probably meant; `is_sure` says that no word of it is a mere guess."""

    question: str
    is_sure: bool


def correct_question(
    question: str, languages: Sequence[str], spelling: Spelling
) -> Corrected | None:
    """Return the question with unknown words corrected, None if there is nothing to correct.

    A word counts as known if it is in any of these languages; it is corrected in the first of them
    that knows a word like it.
    """
    found = []
    for word in list(words(question))[:_MOST_WORDS]:
        if any(spelling.knows(word.text, language) for language in languages):
            continue
        corrections = _corrections(word.text, languages, spelling)
        if correction := next(iter(corrections), None):
            found.append((word, correction))
    if not found:
        return None
    for word, (text, _) in reversed(found):
        question = f"{question[: word.start]}{text}{question[word.end :]}"
    return Corrected(question, all(is_sure for _, (_, is_sure) in found))


def _corrections(
    word: str, languages: Sequence[str], spelling: Spelling
) -> Iterable[tuple[str, bool]]:
    for language in languages:
        if correction := spelling.correct(word, language):
            yield correction.text, correction.kind == "silent"
