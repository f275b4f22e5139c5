"""Writes the vocabulary of each language: what `speller` corrects words from."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from faqbot.core.text.words import term
from faqbot.search.analysis.passages import AnalysedPassage
from faqbot.search.arrays.mapped import write_array, write_texts
from faqbot.search.spelling.speller import MAX_CHARS, plain_word, signature

# How many passages of each language have each folded word.
Vocabulary = Mapping[str, Mapping[str, int]]


class SpellingWriter:
    """The vocabulary as a part of a build: made at its end, from words counted for another part."""

    FORMAT = 2

    def __init__(self, folder: Path, vocabulary: Callable[[], Vocabulary]) -> None:
        """Ask for the vocabulary when all passages are known."""
        self._folder = folder
        self._vocabulary = vocabulary

    def add(self, passage: AnalysedPassage, old_row: int | None = None) -> None:
        """Need nothing of a single passage."""

    def finish(self) -> None:
        """Write the files."""
        build_spelling(self._folder, self._vocabulary())


def build_spelling(folder: Path, counts: Vocabulary) -> None:
    """Write the vocabulary of each language: folded words with the number of their passages."""
    languages = sorted(counts)
    write_texts(folder, "languages", languages)
    for number, language in enumerate(languages):
        _write_vocabulary(folder, str(number), language, counts[language])


def _write_vocabulary(folder: Path, name: str, language: str, counts: Mapping[str, int]) -> None:
    plain: dict[str, int] = {}
    for word, count in counts.items():
        key = plain_word(word)
        if 0 < len(key) <= MAX_CHARS and not any(map(str.isdigit, key)):
            plain[key] = max(count, plain.get(key, 1))
    ordered = sorted(plain, key=lambda word: (len(word), word))
    lengths = [len(word) for word in ordered]
    write_texts(folder, f"{name}_words", ordered)
    write_texts(folder, f"{name}_stems", sorted({term(word, language) for word in ordered}))
    write_array(folder, f"{name}_counts", [plain[word] for word in ordered])
    signatures = np.array([signature(word) for word in ordered], np.uint64)
    write_array(folder, f"{name}_signatures", signatures, np.uint64)
    write_array(folder, f"{name}_starts", np.searchsorted(lengths, np.arange(MAX_CHARS + 2)))
