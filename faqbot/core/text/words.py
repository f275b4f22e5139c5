"""Words: find, fold and stem them, per language.

One analysis serves the index, the question and the highlights, so that what is found is what is
marked. Words are folded before they are stemmed: people leave out accents when they type.
"""

import re
import unicodedata
from collections.abc import Iterator, Set
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from faqbot.core.languages.registry import LANGUAGES
from faqbot.core.text.unicode import limit_marks

# Raise it when words, folding or terms of the same text become others: builds are then made anew.
ANALYSIS = 1
# Vowel signs and other marks belong to the letter before them; the last letters with marks of
# their own stand below U+ABFF (Meetei Mayek).
_MARKS = "".join(
    mark for mark in map(chr, range(0x300, 0xABFF)) if unicodedata.category(mark) in ("Mn", "Mc")
)
_RUN = rf"[^\W_]++(?:[{_MARKS}]++[^\W_]*+)*+"
# Words written as one: on-site, 1,200, U.S., Q&A, 501(c)(3), 555-0142, addresses; but not 3.5.
_SIGN = r"(?:[-‐‑@&_]|\.(?![0-9])|(?<![0-9])\.|(?<=[0-9]),(?=[0-9]{3})|\)?\(|\))"
_SIGNS = frozenset("-‐‑@&_.,()")
_JOINED = re.compile(rf"(?<![\w{_MARKS}])(?>{_RUN})(?:{_SIGN}(?>{_RUN}))++")
_WORD = re.compile(rf"{_RUN}(?:['’]{_RUN})*+")
_POINTS = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u0652\u0670]")
_ACCENTS = re.compile("([a-zα-ω])[\u0300-\u036f]+")
_APOSTROPHE = re.compile("['’]")
_POSSESSIVE = re.compile("['’]s$")
# Letters of scripts that put no space between words: Thai, Lao, Myanmar, Khmer, kana, Han.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
_MOST_JOINED = 6
# A stem of this many characters tells words apart; longer ones are noise such as encoded files.
_LONGEST_TERM = 64


class Word(NamedTuple):
    """One word of a text, with where it stands: text[start:end]."""

    start: int
    end: int
    text: str


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text in order: runs of letters and digits of any script.

    >>> [word.text for word in words("Don't pay $1,200 twice!")]
    ["Don't", 'pay', '1', '200', 'twice']
    """
    for found in _WORD.finditer(text):
        yield Word(found.start(), found.end(), found.group())


def word_texts(text: str) -> list[str]:
    """Return the words of a text alone, in order, several times as fast."""
    return _WORD.findall(text)


def fold(text: str) -> str:
    """Return the text without case, compatibility forms, and marks that people leave out.

    These are the accents of Latin and Greek letters and the vowel points of Hebrew and Arabic;
    other marks make letters of their own (й is no и) and stay.

    >>> fold("ＡÇÃO Straße")
    'acao strasse'
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", limit_marks(text)).casefold()
    plain = _ACCENTS.sub(r"\1", _POINTS.sub("", unicodedata.normalize("NFKD", decomposed)))
    return unicodedata.normalize("NFC", plain)


@lru_cache(maxsize=100_000)
def term(word: str, language: str) -> str:
    """Return the term that a word is indexed and looked up as, in a two-letter language.

    Languages without a stemmer here are folded only.
    Source of the stemmers: https://snowballstem.org/

    >>> term("Planning", "en"), term("escuelas", "es"), term("Schools’", "en")
    ('plan', 'escuel', 'school')
    """
    folded = _APOSTROPHE.sub("", _POSSESSIVE.sub("", fold(word)))[:_LONGEST_TERM]
    algorithm = LANGUAGES.language(language).stemmer
    # A stemmer must not be shared between threads; making one costs half a microsecond.
    return Stemmer.Stemmer(algorithm, 0).stemWord(folded) if algorithm else folded


def terms(text: str, language: str) -> list[str]:
    """Return the terms of a text in order, with repeats.

    >>> terms("What does it cost?", "en")
    ['what', 'doe', 'it', 'cost']
    """
    return [term(word, language) for word in word_texts(text)]


def joined_terms(text: str, language: str) -> list[str]:
    """Return the terms of words that are written as one with signs, and also without.

    >>> joined_terms("E-mail info@opendoors.example, 501(c)(3), $1,200, on-site.", "en")
    ['email', 'infoopendoorsexampl', '501c3', '1200', 'onsit']
    """
    if _SIGNS.isdisjoint(text):
        return []
    runs = (word_texts(found) for found in _JOINED.findall(text))
    return [term("".join(parts), language) for parts in runs if len(parts) <= _MOST_JOINED]


def words_with(wanted: Set[str], text: str, language: str) -> Iterator[tuple[Word, str]]:
    """Yield the words of a text whose term is wanted, each with its term, in order.

    >>> [(word.text, term) for word, term in words_with({"cost"}, "It costs. It cost!", "en")]
    [('costs', 'cost'), ('cost', 'cost')]
    """
    for found in _WORD.finditer(text):
        held = term(found.group(), language)
        if held in wanted:
            yield Word(found.start(), found.end(), found.group()), held
