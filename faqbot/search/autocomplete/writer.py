"""Writes the questions that `suggester` completes, and both ways between them and their words."""

from collections.abc import Iterable, Sequence
from itertools import chain, count
from pathlib import Path

import numpy as np

from faqbot.core.text.unicode import squeeze
from faqbot.search.analysis.passages import AnalysedPassage
from faqbot.search.arrays.mapped import Texts, write_array, write_texts
from faqbot.search.autocomplete.candidates import Candidate, Candidates
from faqbot.search.autocomplete.suggester import question_key


class SuggestionWriter:
    """The suggestions as a part of a build."""

    FORMAT = 3

    def __init__(self, folder: Path, previous: Path | None = None) -> None:
        """Start with the questions of the previous build; raises BuildError if they are damaged."""
        self._folder = folder
        self._key_of: dict[str, str] = {}
        if previous:
            questions, keys = Texts(previous, "questions"), Texts(previous, "keys")
            self._key_of.update(zip(questions, keys, strict=True))
        self._candidates = Candidates()
        self._rows = count()

    def add(self, passage: AnalysedPassage, old_row: int | None = None) -> None:  # noqa: ARG002
        """Take the questions of a passage in: whether one is suggested depends on all others."""
        self._candidates.add(next(self._rows), passage.document, passage.passage)

    def finish(self) -> None:
        """Write the files."""
        build_suggestions(self._folder, self._candidates.chosen(), self._key_of)


def build_suggestions(
    folder: Path, candidates: Iterable[Candidate], key_of: dict[str, str] | None = None
) -> None:
    """Write the files that complete these questions, each wording once.

    `key_of` has the keys of questions that need not be taken apart again.
    """
    key_of = key_of or {}
    best: dict[str, Candidate] = {}
    languages: set[str] = set()
    for candidate in candidates:
        languages.add(candidate.language)
        question = candidate.question
        # Questions of the previous build are squeezed already.
        if question not in key_of:
            question = squeeze(question)
        key = key_of.get(question)
        if key is None:
            key = key_of[question] = question_key(question)
        if key and (key not in best or best[key].weight < candidate.weight):
            best[key] = candidate._replace(question=question)
    keys = sorted(best, key=lambda key: (len(best[key].question), -best[key].weight, key))
    write_texts(folder, "questions", [best[key].question for key in keys])
    write_texts(folder, "urls", [best[key].url for key in keys])
    write_array(folder, "places", [best[key].row for key in keys])
    write_texts(folder, "languages", sorted(languages))
    write_texts(folder, "keys", keys)
    encoded = [key.encode("utf-8", "replace") for key in keys]
    write_array(folder, "by_key", sorted(range(len(keys)), key=encoded.__getitem__))
    _write_words(folder, keys)


def _write_words(folder: Path, keys: Sequence[str]) -> None:
    """Write the words of the questions, and both ways between questions and words."""
    split = [key.split() for key in keys]
    known = sorted(set(chain.from_iterable(split)))
    number_of = {word: number for number, word in enumerate(known)}
    has = np.array([number_of[word] for question in split for word in question], dtype=np.int64)
    lengths = np.array([len(question) for question in split], dtype=np.int64)
    # One number for each word and question: a single sort orders both and drops repeats.
    pairs = np.unique(has * max(1, len(keys)) + np.repeat(np.arange(len(keys)), lengths))
    words_of, holders = np.divmod(pairs, max(1, len(keys)))
    write_texts(folder, "words", known)
    write_array(folder, "has", has)
    write_array(folder, "has_starts", np.append(0, np.cumsum(lengths)))
    write_array(folder, "holders", holders)
    write_array(folder, "holder_starts", np.searchsorted(words_of, np.arange(len(known) + 1)))
