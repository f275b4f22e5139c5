"""Words that serve grammar, that ask, that frame what is asked, and that decide what is said."""

from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA
from whoosh.lang.stopwords import stoplists

from faqbot.core.text.words import fold, term

# Other slips, and shorter words, have too many neighbours that mean something: "must" and "most",
# "width" and "with", "fuerza" and "fuera".
_SHORTEST_SWAPPED, _SHORTEST_ASKING = 3, 5
_ASKING = {
    "de": "was wie wann warum wer wem wen wo wohin woher welche welcher welches wieviel wieso",
    "en": "what how when why who whom whose where which",
    "es": "que como cuando porque quien quienes donde cual cuales cuanto cuanta cuantos cuantas",
    "fr": "que quoi comment quand pourquoi qui ou quel quelle quels quelles combien",
    "it": "che come quando perche chi dove quale quali quanto quanta quanti quante",
    "nl": "wat hoe wanneer waarom wie waar welke welk hoeveel",
    "pt": "que como quando porque quem onde qual quais quanto quanta quantos quantas",
}


# Words that people put around what they ask: "I need to know", "is there any way to get".
_FRAMING = {
    "en": "want need know tell get got find finding look looking help please like give say said go "
    "going make let use way someone anyone something anything thing another other others",
    "es": "quiero quisiera necesito saber decir dar hacer tener favor ayuda puedo puede forma algo "
    "alguien alguna algun otra otro buscar encontrar",
    "de": "will möchte brauche wissen sagen finden hilfe bitte geben machen etwas jemand andere",
    "fr": "veux voudrais besoin savoir dire trouver aide donner faire obtenir quelque autre",
    "it": "voglio vorrei bisogno sapere dire trovare aiuto dare fare qualcosa altro",
    "nl": "wil graag nodig weten zeggen vinden hulp geven doen iets iemand andere",
    "pt": "quero gostaria preciso saber dizer encontrar ajuda dar fazer algo alguem outro outra",
}


# Words that make a statement another one: numbers and negations.
_DECISIVE = {
    "de": "nicht kein keine keinen keiner nie ohne ein eins zwei drei vier funf sechs sieben acht "
    "neun zehn elf zwolf zwanzig dreissig hundert tausend halb",
    "en": "not no never nor none without cannot one two three four five six seven eight nine ten "
    "eleven twelve twenty thirty hundred thousand half first second third",
    "es": "no ni nunca ninguno ninguna sin uno dos tres cuatro cinco seis siete ocho nueve diez "
    "once doce veinte treinta cien mil medio media",
    "fr": "ne pas ni jamais aucun aucune sans deux trois quatre cinq six sept huit neuf dix onze "
    "douze vingt trente cent mille demi",
    "it": "non ne mai nessuno nessuna senza due tre quattro cinque sei sette otto nove dieci "
    "undici dodici venti trenta cento mille mezzo",
    "nl": "niet geen nooit zonder een twee drie vier vijf zes zeven acht negen tien elf twaalf "
    "twintig dertig honderd duizend half",
    "pt": "nao nem nunca nenhum nenhuma sem dois duas tres quatro cinco seis sete oito nove dez "
    "onze doze vinte trinta cem mil meio",
}


@cache
def common_words(language: str) -> frozenset[str]:
    """Return the folded function words of a language ("the", "of"), empty if it has no list."""
    return frozenset(fold(word) for word in stoplists.get(language, ()))


@cache
def little_words(language: str) -> frozenset[str]:
    """Return the folded words of a language that serve grammar, ask, or frame a question."""
    return _function_words(language) | frozenset(map(fold, _FRAMING.get(language, "").split()))


def mended_function_word(typed: str, language: str) -> str:
    """Return the function word that a folded word was meant to be, "" if there is none.

    Two neighbouring letters have changed places; or the word asks, and one letter between its
    first and last is lost or too many.

    >>> [mended_function_word(word, "en") for word in ("teh", "abuot", "wich", "must")]
    ['the', 'about', 'which', '']
    """
    near = [word for word in _function_words(language) if _is_swapped(typed, word)]
    near += [word for word in _asking_words(language) if _is_inner_slip(typed, word)]
    return min(near, key=lambda word: (word[0] != typed[0], word), default="")


def _is_swapped(typed: str, word: str) -> bool:
    return (
        len(typed) == len(word) >= _SHORTEST_SWAPPED
        and OSA.distance(typed, word, score_cutoff=1) == 1
        and sorted(typed) == sorted(word)
    )


def _is_inner_slip(typed: str, word: str) -> bool:
    return (
        abs(len(typed) - len(word)) == 1
        and len(word) >= _SHORTEST_ASKING
        and (typed[0], typed[-1]) == (word[0], word[-1])
        and OSA.distance(typed, word, score_cutoff=1) == 1
    )


@cache
def _function_words(language: str) -> frozenset[str]:
    return common_words(language) | _asking_words(language)


@cache
def _asking_words(language: str) -> frozenset[str]:
    return frozenset(map(fold, _ASKING.get(language, "").split()))


@dataclass(frozen=True)
class FunctionTerms:
    """The terms of a language's function words, those of them that ask, and words around them."""

    common: frozenset[str]
    asking: frozenset[str]
    framing: frozenset[str] = frozenset()


@cache
def decisive_words(language: str) -> frozenset[str]:
    """Return the folded words of a language that make a statement another one: two, not.

    >>> sorted(decisive_words("en") & {"not", "two", "open"})
    ['not', 'two']
    """
    return frozenset(_DECISIVE.get(language, "").split())


@cache
def function_terms(language: str) -> FunctionTerms:
    """Return the terms of the function words of a language; none for one without a list.

    >>> function_terms("en").asking == {"what", "how", "when", "whi", "who", "whom", "whose",
    ...                                  "where", "which"}
    True
    """
    common = frozenset(term(word, language) for word in common_words(language))
    asking = frozenset(term(word, language) for word in _ASKING.get(language, "").split())
    framing = frozenset(term(word, language) for word in _FRAMING.get(language, "").split())
    return FunctionTerms(common | asking, asking, framing - common - asking)
