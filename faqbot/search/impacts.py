"""Finds the passages with the highest scores: exact sums of impacts, mapped into memory.

Short posting lists are added up first. Once what is left could not lift a passage that has been in
none of them into the best k, only the passages seen so far are looked up in the long lists, and
those that cannot get there any more are dropped on the way.
Source: Turtle and Flood, Query Evaluation: Strategies and Optimizations, 1995 (MaxScore).
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from threading import local

import numpy as np

from faqbot.search.impacts_files import Array, Served, open_served
from faqbot.search.keys import hashes

# Weights are multiples of this, so that float64 adds up scores without rounding.
_WEIGHT_UNIT = 2.0**-8
# Up to so many postings are added up at once: calls of numpy would cost more than they save.
_BATCH_POSTINGS = 2048
# Finding a passage in a list takes as long as passing over so many postings.
_SEARCH_STEPS = 12
# Up to so many passages are looked up in all lists that are left at once.
_FEW_PASSAGES = 256


class Impacts:
    """The impacts of one build, which never change. Safe to share between threads."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._local = local()

    @classmethod
    def open(cls, folder: Path) -> "Impacts":
        """Map the files into memory; raises BuildError if they are missing or damaged."""
        return cls(open_served(folder))

    @property
    def row_count(self) -> int:
        """Return the number of passages; rows are numbered from 0."""
        return self._served.row_count

    def passage_count(self, language: str) -> int:
        """Return the number of passages in a language."""
        return self._served.passage_counts.get(language, 0)

    def frequencies(self, keys: Collection[str]) -> Array:
        """Return, for each key, the number of passages that have it; 0 for unknown keys."""
        frequencies = np.zeros(len(keys), np.int64)
        known, places = self._places(keys)
        frequencies[known] = self._served.starts[places + 1] - self._served.starts[places]
        return frequencies

    def top(
        self, wanted: Mapping[str, float], limit: int, allowed: Array | None = None
    ) -> tuple[Array, Array]:
        """Return the rows of the best passages and their scores, best first, lower rows first.

        A score is the sum of weight times impact over the wanted keys that a passage has; passages
        that have none are left out. Weights are rounded to multiples of 1/256; a key whose weight
        is not above 0 is passed over. `allowed` has True for each row that may be found.
        """
        starts, ends, weights, bounds = self._lists(wanted)
        if limit < 1 or not len(starts):
            return np.empty(0, np.int64), np.empty(0)
        search = _Search(self._served, self._slots(), limit, allowed)
        search.run(starts, ends, weights, bounds)
        return search.best()

    def parts(self, rows: Array, wanted: Mapping[str, float]) -> Array:
        """Return what each key adds to the score of each row: a matrix of rows by wanted keys."""
        parts = np.zeros((len(rows), len(wanted)))
        known, places = self._places(wanted)
        weights = _weights(wanted)[known]
        starts, ends = self._served.starts[places], self._served.starts[places + 1]
        for column, start, end, weight in zip(known, starts, ends, weights, strict=True):
            if weight > 0:
                parts[:, column] = _found(self._served, start, end, rows) * weight
        return parts

    def _places(self, keys: Collection[str]) -> tuple[Array, Array]:
        """Return which of these keys the index has, and where."""
        wanted = hashes(keys)
        if not len(self._served.keys):
            return np.empty(0, np.intp), np.empty(0, np.intp)
        places = self._served.keys.searchsorted(wanted)
        known = (self._served.keys.take(places, mode="clip") == wanted).nonzero()[0]
        return known, places[known]

    def _lists(self, wanted: Mapping[str, float]) -> tuple[Array, Array, Array, Array]:
        """Return start, end, weight and bound of the lists, short ones first."""
        known, places = self._places(wanted)
        weights = _weights(wanted)[known]
        places, weights = places[weights > 0], weights[weights > 0]
        starts, ends = self._served.starts[places], self._served.starts[places + 1]
        bounds = self._served.largest[places] * weights
        order = (ends - starts).argsort(kind="stable")
        return starts[order], ends[order], weights[order], bounds[order]

    def _slots(self) -> Array:
        """Return a place for a number per row, of this thread, with anything in it."""
        try:
            slots: Array = self._local.slots
        except AttributeError:
            slots = self._local.slots = np.zeros(self.row_count, np.intp)
        return slots


class _Search:
    """The passages that may still be among the best, and what they have so far."""

    def __init__(self, served: Served, slots: Array, limit: int, allowed: Array | None) -> None:
        self._served = served
        self._slots = slots
        self._limit = limit
        self._allowed = allowed
        self._rows: Array = np.empty(0, np.intp)
        self._scores: Array = np.empty(0)
        # What the last of the best has so far: who cannot reach it is out.
        self._least = 0.0

    def run(self, starts: Array, ends: Array, weights: Array, bounds: Array) -> None:
        """Add up the lists, in this order, as far as is needed."""
        left = np.concatenate((bounds[::-1].cumsum()[::-1], [0.0])).tolist()
        sizes = (ends - starts).tolist()
        done = 0
        while done < len(sizes) and left[done] >= self._least:
            end, total = done + 1, sizes[done]
            while end < len(sizes) and total + sizes[end] <= _BATCH_POSTINGS:
                total += sizes[end]
                end += 1
            part = slice(done, end)
            if end - done == 1 and self._least:
                self._add_long(starts[done], ends[done], weights[done], left[end])
            else:
                self._add_batch(starts[part], ends[part], weights[part])
            done = end
            self._raise_least()
            self._drop(left[done])
        order = bounds[done:].argsort()[::-1] + done
        self._look_up(starts[order], ends[order], weights[order], bounds[order])

    def best(self) -> tuple[Array, Array]:
        """Return rows and scores in order."""
        order = np.lexsort((self._rows, -self._scores))[: self._limit]
        return self._rows[order], self._scores[order]

    def _add_batch(self, starts: Array, ends: Array, weights: Array) -> None:
        """Add up whole lists."""
        spans = list(map(slice, starts.tolist(), ends.tolist()))
        rows = np.concatenate([self._served.rows[span] for span in spans], dtype=np.intp)
        gains: Array = np.concatenate(
            [self._served.impacts[span] for span in spans], dtype=np.float64
        )
        gains *= weights.repeat(ends - starts)
        if self._allowed is not None:
            may_be_found = self._allowed[rows].nonzero()[0]
            rows, gains = rows[may_be_found], gains[may_be_found]
        if len(self._rows):
            rows = np.concatenate((self._rows, rows))
            gains = np.concatenate((self._scores, gains))
        # The last occurrence of each row stands for it; what the slots held before is no matter.
        numbers = np.arange(len(rows))
        self._slots[rows] = numbers
        self._rows = rows[(self._slots[rows] == numbers).nonzero()[0]]
        # In order, they are looked up in lists several times faster.
        self._rows.sort()
        self._slots[self._rows] = numbers[: len(self._rows)]
        self._scores = np.bincount(self._slots[rows], gains, len(self._rows))

    def _add_long(self, start: int, end: int, weight: float, left: float) -> None:
        """Add up a list for the passages seen so far, and see those that it may lift enough."""
        gains = np.multiply(self._served.impacts[start:end], weight, dtype=np.float64)
        passing = (gains >= self._least - left).nonzero()[0]
        rows = self._served.rows[start:end][passing].astype(np.intp)
        self._slots[self._rows] = np.arange(len(self._rows))
        is_fresh = self._rows.take(self._slots[rows], mode="clip") != rows
        if self._allowed is not None:
            is_fresh &= self._allowed[rows]
        fresh = is_fresh.nonzero()[0]
        self._look_up_one(start, end, weight)
        self._rows = np.concatenate((self._rows, rows[fresh]))
        self._scores = np.concatenate((self._scores, gains[passing[fresh]]))

    def _look_up_one(self, start: int, end: int, weight: float) -> None:
        """Add what one list holds for the passages seen so far."""
        if len(self._rows) * _SEARCH_STEPS < end - start:
            self._scores += _found(self._served, start, end, self._rows) * weight
            return
        rows = self._served.rows[start:end].astype(np.intp)
        self._slots[self._rows] = np.arange(len(self._rows))
        places = self._slots[rows]
        hits = (self._rows.take(places, mode="clip") == rows).nonzero()[0]
        gains = self._served.impacts[start:end][hits] * np.float64(weight)
        self._scores[places[hits]] += gains

    def _raise_least(self) -> None:
        beaten = len(self._scores) - self._limit
        if beaten >= 0:
            self._least = float(np.partition(self._scores, beaten)[beaten])

    def _drop(self, left: float) -> None:
        """Drop the passages that cannot be among the best with what is left."""
        able = (self._scores + left >= self._least).nonzero()[0]
        self._rows, self._scores = self._rows[able], self._scores[able]

    def _look_up(self, starts: Array, ends: Array, weights: Array, bounds: Array) -> None:
        """Add what the lists that are left hold for the passages seen so far."""
        left = bounds[::-1].cumsum()[::-1] - bounds
        done = 0
        while done < len(starts) and len(self._rows) > _FEW_PASSAGES:
            self._look_up_one(starts[done], ends[done], weights[done])
            self._raise_least()
            self._drop(left[done])
            done += 1
        if done < len(starts):
            self._look_up_all(starts[done:], ends[done:], weights[done:])

    def _look_up_all(self, starts: Array, ends: Array, weights: Array) -> None:
        wanted = self._rows.astype(np.int32)
        rows = self._served.rows
        places = np.array(
            [
                rows[start:end].searchsorted(wanted) + start
                for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
            ]
        )
        places = np.minimum(places, ends[:, None] - 1)
        gains = np.where(rows[places] == wanted, self._served.impacts[places], 0)
        self._scores += (gains * weights[:, None]).sum(axis=0)


def _weights(wanted: Mapping[str, float]) -> Array:
    weights = np.fromiter(wanted.values(), np.float64, len(wanted))
    return np.rint(weights / _WEIGHT_UNIT) * _WEIGHT_UNIT


def _found(served: Served, start: int, end: int, rows: Array) -> Array:
    """Return the impacts that a list holds for these rows, 0 where it has none."""
    # Of another type than the list, the rows would make searchsorted copy all of it.
    wanted = rows.astype(served.rows.dtype)
    places = served.rows[start:end].searchsorted(wanted) + start
    places = np.minimum(places, end - 1)
    return np.where(served.rows[places] == wanted, served.impacts[places], 0).astype(np.float64)
