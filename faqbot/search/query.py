"""A visitor's question becomes a Query."""

from collections.abc import Iterable

from faqbot.errors import QuestionError
from faqbot.records import Query
from faqbot.search.whoosh_engine import common_terms
from faqbot.text import squeeze, terms, words


def parse_question(question: str, languages: Iterable[str], *, max_chars: int) -> Query:
    """Return the query for a question, analysed in each of these languages.

    People ask in a language without saying which, so the passages of each language are searched
    with its own analysis. Raises QuestionError if there is nothing to search for.
    """
    shown = squeeze(question)
    if not shown:
        raise QuestionError("The question is empty; type a question or a few words.")
    if len(shown) > max_chars:
        raise QuestionError(
            f"The question has {len(shown):,} characters; ask it in {max_chars:,} or fewer."
        )
    if not any(words(shown)):
        raise QuestionError("The question has no word in it; type a question or a few words.")
    found = {language: tuple(terms(shown, language)) for language in languages}
    if any(common_terms(language).issuperset(asked) for language, asked in found.items()):
        raise QuestionError("The question has only common words; add what it is about.")
    return Query(shown, found)
