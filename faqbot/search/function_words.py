"""Words that serve grammar: "the", "do", and those that ask, "how", "when"."""

from dataclasses import dataclass
from functools import cache

from faqbot.search.whoosh_store import common_words
from faqbot.text import term

_ASKING = {
    "de": "was wie wann warum wer wem wen wo wohin woher welche welcher welches wieviel wieso",
    "en": "what how when why who whom whose where which",
    "es": "que como cuando porque quien quienes donde cual cuales cuanto cuanta cuantos cuantas",
    "fr": "que quoi comment quand pourquoi qui ou quel quelle quels quelles combien",
    "it": "che come quando perche chi dove quale quali quanto quanta quanti quante",
    "nl": "wat hoe wanneer waarom wie waar welke welk hoeveel",
    "pt": "que como quando porque quem onde qual quais quanto quanta quantos quantas",
}


@dataclass(frozen=True)
class FunctionTerms:
    """The terms of a language's function words, and those of them that ask."""

    common: frozenset[str]
    asking: frozenset[str]


@cache
def function_terms(language: str) -> FunctionTerms:
    """Return the terms of the function words of a language; none for one without a list.

    >>> function_terms("en").asking == {"what", "how", "when", "whi", "who", "whom", "whose",
    ...                                  "where", "which"}
    True
    """
    common = frozenset(term(word, language) for word in common_words(language))
    asking = frozenset(term(word, language) for word in _ASKING.get(language, "").split())
    return FunctionTerms(common | asking, asking)
