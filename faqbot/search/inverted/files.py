"""The files of compiled impacts: plain arrays, mapped into memory and never unpickled.

about.json                            number of rows, passages of each language, unit
keys starts postings largest          what a question needs: lists of postings
directory dense_places dense          and ways to find things in them faster
tf_all tf_question lengths            what the next build takes over
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from faqbot.core.errors import BuildError
from faqbot.search.arrays.mapped import Array, read_array, write_array
from faqbot.search.inverted.count import LENGTHS
from faqbot.search.inverted.packed_postings import MOST_ROWS, impact_bits, rows_of

_ABOUT = "about.json"
_TYPES = {
    "keys": np.uint64,
    "starts": np.int64,
    "postings": np.uint32,
    "largest": np.uint32,
    "directory": np.uint32,
    "dense_places": np.int64,
    "dense": np.uint32,
    "tf_all": np.uint16,
    "tf_question": np.uint16,
    "lengths": np.uint32,
}
_DAMAGED = (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, OverflowError)


@dataclass(frozen=True)
class Served:
    """What a question needs. The postings of `keys[i]` are at starts[i] to starts[i + 1], `packed`.

    Keys with `directory_shift` fewer bits are numbers below len(directory) - 1; those of number d
    are at directory[d] to directory[d + 1]. The key at `place` has its impacts by row, 0 where a
    passage lacks it, in dense[dense_places[place]], if it is so frequent that it is there. All
    impacts are multiples of `unit`.
    """

    row_count: int
    unit: float
    passage_counts: Mapping[str, int]
    keys: Array
    starts: Array
    postings: Array
    largest: Array
    directory: Array
    dense: Array
    dense_places: Mapping[int, int]

    @property
    def impact_bits(self) -> int:
        """Return how many bits of a posting are its impact."""
        return impact_bits(self.row_count)

    @property
    def directory_shift(self) -> int:
        """Return how many bits of a key the directory leaves out."""
        return 65 - (len(self.directory) - 1).bit_length()


@dataclass(frozen=True)
class Kept:
    """What the next build reuses, beside keys, starts and postings.

    `tf_question` covers the postings of terms, which come before those of pairs; rows of `lengths`
    and what `tf_question` holds are those of `postings`.
    """

    languages: list[str]
    tf_all: Array
    tf_question: Array
    lengths: Array


def save(
    folder: Path,
    row_count: int,
    passage_counts: Mapping[str, int],
    unit: float,
    arrays: Mapping[str, Array],
) -> None:
    """Write all files into an existing folder; the languages are in the order of their numbers."""
    for name, kind in _TYPES.items():
        write_array(folder, name, arrays[name], kind)
    about = {
        "rows": row_count,
        "passages": dict(passage_counts),
        "unit": unit,
    }
    (folder / _ABOUT).write_text(json.dumps(about))


def open_served(folder: Path) -> Served:
    """Map what a question needs; raises BuildError if files are missing or do not fit together."""
    try:
        return _served(folder)
    except _DAMAGED as error:
        raise _damaged(folder, error) from error


def open_kept(folder: Path) -> tuple[Served, Kept]:
    """Map everything; raises BuildError if files are missing or do not fit together."""
    try:
        served = _served(folder)
        names = ("tf_all", "tf_question", "lengths")
        tf_all, tf_question, lengths = (_mapped(folder, name) for name in names)
        lengths = lengths.reshape(served.row_count, LENGTHS)
        kept = Kept(list(served.passage_counts), tf_all, tf_question, lengths)
        _require(kept.tf_all.shape == served.postings.shape)
        _require(len(kept.tf_question) <= len(served.postings))
        _require(_within(kept.lengths[:, 0], len(kept.languages)))
        _require(_within(rows_of(served.postings, served.impact_bits), served.row_count))
        _require(bool(np.all(np.diff(served.starts) > 0)))
    except _DAMAGED as error:
        raise _damaged(folder, error) from error
    return served, kept


def _served(folder: Path) -> Served:
    about = json.loads((folder / _ABOUT).read_bytes())
    counts = {str(name): int(count) for name, count in about["passages"].items()}
    row_count = int(about["rows"])
    dense_places = _mapped(folder, "dense_places")
    served = Served(
        row_count=row_count,
        unit=float(about["unit"]),
        passage_counts=counts,
        keys=_mapped(folder, "keys"),
        starts=_mapped(folder, "starts"),
        postings=_mapped(folder, "postings"),
        largest=_mapped(folder, "largest"),
        directory=_mapped(folder, "directory"),
        dense=_mapped(folder, "dense").reshape(len(dense_places), row_count),
        dense_places={place: number for number, place in enumerate(dense_places.tolist())},
    )
    _require(sum(counts.values()) == served.row_count <= MOST_ROWS)
    _require(served.unit > 0)
    _require(served.largest.shape == served.keys.shape)
    _require(served.starts.shape == (len(served.keys) + 1,))
    _require(served.starts[0] == 0 and served.starts[-1] == len(served.postings))
    _require((len(served.directory) - 1).bit_count() == 1)
    _require(served.directory[-1] == len(served.keys))
    _require(bool((served.directory[1:] >= served.directory[:-1]).all()))
    return served


def _mapped(folder: Path, name: str) -> Array:
    return read_array(folder, name, _TYPES[name])


def _within(numbers: Array, limit: int) -> bool:
    return len(numbers) == 0 or (int(numbers.min()) >= 0 and int(numbers.max()) < limit)


def _require(is_sound: bool) -> None:  # noqa: FBT001
    if not is_sound:
        raise ValueError("files do not fit together")


def _damaged(folder: Path, error: Exception) -> BuildError:
    return BuildError(f"{folder}: cannot be opened ({error}); run `faqbot index`")
