"""Recognises text whose characters are not the letters that a reader sees.

A font without a Unicode map gives the numbers of its glyphs instead. Runs in the child process of
`pdf.child`, so it imports nothing else of faqbot.
"""

import re
import unicodedata

_UNMAPPED = 0.5  # of the characters, before wording is looked at
_MAX_NO_CHARACTERS = 0.3
_MAX_MIXED_WORDS = 0.3
# Texts in Latin letters have a share of 0.35 and more; with each letter replaced by the one that
# is 1, 3 or 29 places before it, English has 0.25 and less.
_MIN_VOWELS = 0.28
_MIN_LETTERS = 40
_NO_CHARACTERS = ("Co", "Cn", "Cs", "Cc")
_VOWELS = frozenset("aeiouyæœø")
_WORD = re.compile(r"[^\W\d_]{2,}")


def is_garbled(text: str, unmapped_share: float) -> bool:
    r"""Return whether the text of a page is unreadable.

    `unmapped_share` is the share of characters whose font has no Unicode map. Many such texts are
    right nevertheless, as the names of the glyphs tell the letters.

    >>> is_garbled("7KH SRRO LV RSHQ IURP 0D XQWLO 6HSWHPEHU RQ ZHHNGDV RQO", 1.0)
    True
    """
    signs = [sign for sign in text if sign not in " \t\r\n\xa0"]
    kinds = [unicodedata.category(sign) for sign in signs]
    nothing = sum(map(kinds.count, _NO_CHARACTERS)) + signs.count("\ufffd")
    if nothing > _MAX_NO_CHARACTERS * len(signs) > 0:
        return True
    if unmapped_share < _UNMAPPED:
        return False
    words = _WORD.findall(text)
    mixed = sum(1 for word in words if len({_script(letter) for letter in word} - {"CJK"}) > 1)
    return mixed > _MAX_MIXED_WORDS * len(words) or _lacks_vowels(text)


def _script(letter: str) -> str:
    """Return the script of a letter; Chinese and Japanese, which mix with others, have one."""
    name = re.split("[ -]", unicodedata.name(letter, ""), maxsplit=1)[0]
    return "CJK" if name in ("CJK", "HIRAGANA", "KATAKANA", "FULLWIDTH", "IDEOGRAPHIC") else name


def _lacks_vowels(text: str) -> bool:
    letters = [
        sign
        for sign in unicodedata.normalize("NFD", text).lower()
        if sign.isalpha() and _script(sign) == "LATIN"
    ]
    vowels = sum(1 for letter in letters if letter in _VOWELS)
    return len(letters) >= _MIN_LETTERS and vowels < _MIN_VOWELS * len(letters)
