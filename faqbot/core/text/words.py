"""Words: find, fold and stem them, per language.

Index, questions and highlights share this analysis, so that the words that match are the words
highlighted. Words are folded before they are stemmed: people leave out accents when they type.
"""

import re
import unicodedata
from collections.abc import Iterator, Set
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from faqbot.core.languages.registry import LANGUAGES
from faqbot.core.text.unicode import limit_marks

# Raise it when the same text gives other words or terms: old builds are then not reused.
ANALYSIS = 1
# Vowel signs and other marks belong to the letter before them; the last script whose letters have
# such marks ends below U+ABFF (Meetei Mayek).
_MARKS = "".join(
    mark for mark in map(chr, range(0x300, 0xABFF)) if unicodedata.category(mark) in ("Mn", "Mc")
)
# Possessive (++, *+): a run of a million letters is read once and never tried again in parts.
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
_MAX_JOINED = 6
# This many characters tell words apart; longer words are noise such as encoded files.
_MAX_TERM_CHARS = 64


class Word(NamedTuple):
    """One word of a text and its span: text[start:end]."""

    start: int
    end: int
    text: str


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text in order: runs of letters and digits of any script.

    >>> [word.text for word in words("Don't pay $1,200 twice!")]
    ["Don't", 'pay', '1', '200', 'twice']
    """
    for match in _WORD.finditer(text):
        yield Word(match.start(), match.end(), match.group())


def word_texts(text: str) -> list[str]:
    """Return the words of a text without their spans, which is several times faster."""
    return _WORD.findall(text)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each word of a text."""
    return [match.span() for match in _WORD.finditer(text)]


def fold(text: str) -> str:
    """Return the text without case, compatibility forms, and the marks that people omit.

    These are the accents of Latin and Greek letters and the vowel points of Hebrew and Arabic;
    other marks make letters of their own (й is no и) and stay.

    >>> fold("ＡÇÃO Straße")
    'acao strasse'
    """
    if text.isascii():
        return text.lower()
    # Twice: folding case may give characters that decompose in turn (the Unicode standard, 3.13,
    # compatibility caseless matching).
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
    folded = _APOSTROPHE.sub("", _POSSESSIVE.sub("", fold(word)))[:_MAX_TERM_CHARS]
    algorithm = LANGUAGES.language(language).stemmer
    # Stemmers cannot be shared between threads; making one takes half a microsecond.
    return Stemmer.Stemmer(algorithm, 0).stemWord(folded) if algorithm else folded


def terms(text: str, language: str) -> list[str]:
    """Return the terms of a text in order, with repeats.

    >>> terms("What does it cost?", "en")
    ['what', 'doe', 'it', 'cost']
    """
    return [term(word, language) for word in word_texts(text)]


def joined_terms(text: str, language: str) -> list[str]:
    """Return the terms of words joined by signs, with the signs removed.

    >>> joined_terms("E-mail info@opendoors.example, 501(c)(3), $1,200, on-site.", "en")
    ['email', 'infoopendoorsexampl', '501c3', '1200', 'onsit']
    """
    if _SIGNS.isdisjoint(text):
        return []
    runs = map(word_texts, _JOINED.findall(text))
    return [term("".join(parts), language) for parts in runs if len(parts) <= _MAX_JOINED]


def words_with(keys: Set[str], text: str, language: str) -> Iterator[tuple[Word, str]]:
    """Yield the words of a text that have one of these terms, each with its term, in order.

    >>> [(word.text, term) for word, term in words_with({"cost"}, "It costs. It cost!", "en")]
    [('costs', 'cost'), ('cost', 'cost')]
    """
    for match in _WORD.finditer(text):
        key = term(match.group(), language)
        if key in keys:
            yield Word(match.start(), match.end(), match.group()), key
