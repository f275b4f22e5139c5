"""How likely a slip of the fingers is: the cost of typing one word for another."""

from functools import cache

from rapidfuzz.distance import Postfix, Prefix

from faqbot.core.languages.registry import LANGUAGES

_LAYOUTS = {
    "qwerty": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    "qwertz": ("qwertzuiop", "asdfghjkl", "yxcvbnm"),
    "azerty": ("azertyuiop", "qsdfghjklm", "wxcvbn"),
}
# Each row of keys stands a little to the right of the one above.
_ROW_SHIFTS = (0.0, 0.25, 0.75)
_VOWELS = frozenset("aeiouy")
_TRANSPOSED = 0.6
_DOUBLED = 0.5
_NEIGHBOUR = 0.7
_VOWEL = 0.8
_LEFT_OUT = 0.9
# People get the first letter right.
_FIRST_LETTER = 0.5


def typing_cost(typed: str, word: str, language: str) -> float:
    """Return how unlikely it is that someone who meant `word` typed `typed`; 0 if they are equal.

    An edit costs 1; transposed or doubled letters, neighbouring keys of the language's usual
    keyboard and confused vowels cost less; a wrong first letter costs more. The time grows with
    the square of what lies between the letters that both begin and end with.
    """
    if typed == word:
        return 0.0
    before = Prefix.similarity(typed, word)
    # The first two letters transposed are one slip, not a wrong first letter.
    first = _FIRST_LETTER if not before and typed[:2] != word[1::-1] else 0.0
    # One letter of context stays on both sides: it tells doubled letters.
    typed, word = typed[max(0, before - 1) :], word[max(0, before - 1) :]
    after = Postfix.similarity(typed, word)
    cut = min(after, len(typed) - 1, len(word) - 1) - 1
    if cut > 0:
        typed, word = typed[:-cut], word[:-cut]
    return first + _distance(typed, word, _neighbours(LANGUAGES.language(language).keyboard))


def _distance(typed: str, word: str, neighbours: frozenset[str]) -> float:
    """Return the weighted optimal string alignment distance.

    Source: Boytsov, Indexing Methods for Approximate Dictionary Searching, 2011, section 2.
    """
    above: list[float] = []
    row = [0.0]
    for column in range(len(word)):
        row.append(row[-1] + _one_more(word, column, _LEFT_OUT))
    for line in range(len(typed)):
        before, above, row = above, row, [row[0] + _one_more(typed, line, 1.0)]
        for column in range(len(word)):
            cost = min(
                above[column] + _changed(typed[line], word[column], neighbours),
                above[column + 1] + _one_more(typed, line, 1.0),
                row[column] + _one_more(word, column, _LEFT_OUT),
            )
            if line and column and _are_swapped(typed, line, word, column):
                cost = min(cost, before[column - 1] + _TRANSPOSED)
            row.append(cost)
    return row[-1]


def _are_swapped(typed: str, line: int, word: str, column: int) -> bool:
    return typed[line] == word[column - 1] and typed[line - 1] == word[column]


def _one_more(text: str, place: int, usual: float) -> float:
    """Return the cost of a letter that the other word lacks."""
    beside = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
    return _DOUBLED if text[place] in beside else usual


def _changed(typed: str, letter: str, neighbours: frozenset[str]) -> float:
    if typed == letter:
        return 0.0
    if typed + letter in neighbours:
        return _NEIGHBOUR
    return _VOWEL if typed in _VOWELS and letter in _VOWELS else 1.0


@cache
def _neighbours(layout: str) -> frozenset[str]:
    """Return the pairs of letters whose keys touch."""
    places = {
        key: (shift + column, line)
        for line, (shift, keys) in enumerate(zip(_ROW_SHIFTS, _LAYOUTS[layout], strict=True))
        for column, key in enumerate(keys)
    }
    return frozenset(
        one + other
        for one, (x, y) in places.items()
        for other, (other_x, other_y) in places.items()
        if one != other and abs(x - other_x) <= 1 and abs(y - other_y) <= 1
    )
