"""Text fragments: links that lead to words of a page, for passages without an anchor.

Source: https://wicg.github.io/scroll-to-text-fragment/
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import quote

# A fragment names at most this many words; a few short words may stand anywhere.
_WORDS = 8
_MIN_WORDS = 3
_MIN_CHARS = 12
_CONTEXT_WORDS = 4
_CONTEXT_CHARS = 200
# Labels and separators are at the start of a line, so a later word that is on the page is content.
_MAX_LINES = 5
_MAX_STARTS = 30
# Searching a longer page for each of its passages would take too long.
_MAX_SEARCHED_CHARS = 500_000
_PUNCTUATION = ".,:;|"
# From here on Unicode has East Asian scripts.
_FIRST_UNSPACED = "\u2e80"


class TextFragments:
    """Makes text fragments for the passages of a page, which must come in reading order.

    `text` is what a browser shows, with line breaks between blocks and between cells.
    """

    def __init__(self, text: str) -> None:
        lines = (" ".join(line.split()) for line in text.split("\n"))
        self._text = "\n".join(["", *filter(None, lines), ""]).lower()
        self._last = 0

    def find(self, lines: Iterable[str]) -> str:
        """Return the part of a link after ":~:text=" that leads to a passage, or "".

        It names the first words of the passage that stand on the page in one block, as its labels,
        bullets and separators do not. If the same words stand earlier on the page, as they do in a
        table of contents, it names the words that follow too.
        """
        if len(self._text) > _MAX_SEARCHED_CHARS:
            return ""
        words = next(self._candidates(lines), ())
        if not words:
            return ""
        wanted = " ".join(words).lower()
        place = max(self._text.find(wanted, self._last), self._text.find(wanted))
        self._last = place
        if self._text.find(wanted) == place:
            return _escaped(words)
        end = place + len(wanted)
        # Context must stand in one block.
        after = self._text[end : end + _CONTEXT_CHARS].lstrip().partition("\n")[0]
        context = after.split()[:_CONTEXT_WORDS]
        return f"{_escaped(words)},-{_escaped(context)}"

    def _candidates(self, lines: Iterable[str]) -> Iterator[tuple[str, ...]]:
        """Yield runs of words that stand on the page: some words long, or all of a line."""
        for line in islice(lines, _MAX_LINES):
            words = line.removeprefix("- ").split()
            for start in range(min(len(words), _MAX_STARTS)):
                run = self._longest_run(words[start : start + _WORDS])
                is_long = len(run) >= _MIN_WORDS or sum(map(len, run)) >= _MIN_CHARS
                if is_long or (run and f"\n{' '.join(run)}\n".lower() in self._text):
                    yield run

    def _longest_run(self, words: list[str]) -> tuple[str, ...]:
        for count in range(len(words), 0, -1):
            last = words[count - 1]
            for end in dict.fromkeys((last, last.rstrip(_PUNCTUATION))):
                run = (*words[: count - 1], end)
                if end and self._stands(" ".join(run).lower()):
                    return run
        return ()

    def _stands(self, text: str) -> bool:
        """Return whether a text is on the page, at the borders of words."""
        place = self._text.find(text)
        before, after = self._text[place - 1 : place], self._text[place + len(text) :][:1]
        return place >= 0 and not _is_inside(before) and not _is_inside(after)


def _is_inside(word_part: str) -> bool:
    """Return whether a character continues a word; scripts without spaces have no such limits."""
    return word_part.isalnum() and word_part < _FIRST_UNSPACED


def _escaped(words: Iterable[str]) -> str:
    # "-" and "," are syntax, and quote() does not escape "-".
    return quote(" ".join(words), safe="").replace("-", "%2D")
