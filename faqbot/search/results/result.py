"""A hit made ready to show: highlights, best sentence, deep link."""

from faqbot.core.records import Hit, Query, Result
from faqbot.core.text.words import terms, words_with
from faqbot.search.results.best_sentence import best_sentence
from faqbot.search.results.deep_link import deep_link


def make_result(hit: Hit, query: Query) -> Result:
    """Return the hit with its deep link, best sentence and highlights; these skip common words."""
    passage, language = hit.passage, hit.document.language
    query_terms = set(query.terms.get(language, ())) - query.common.get(language, frozenset())
    matches = list(words_with(query_terms, passage.text, language))
    above = frozenset(terms(passage.question or (passage.heading_path or ("",))[-1], language))
    return Result(
        hit=hit,
        deep_link=deep_link(hit.document.url, passage),
        highlights=tuple((word.start, word.end) for word, _ in matches),
        best_sentence=best_sentence(
            passage.text, ((word.start, term) for word, term in matches if term not in above)
        ),
    )
