"""The files of the inverted index, mapped into memory.

about.json                            number of rows, passages of each language, unit
keys starts postings largest          what a question needs: lists of postings
directory frequent_places frequent    and ways to find things in them faster
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
from faqbot.search.inverted.packed_postings import MAX_ROWS, impact_bits, rows_of

_ABOUT = "about.json"
_TYPES = {
    "keys": np.uint64,
    "starts": np.int64,
    "postings": np.uint32,
    "largest": np.uint32,
    "directory": np.uint32,
    "frequent_places": np.int64,
    "frequent": np.uint32,
    "tf_all": np.uint16,
    "tf_question": np.uint16,
    "lengths": np.uint32,
}
_DAMAGED = (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, OverflowError)


@dataclass(frozen=True)
class PostingFiles:
    """What a question needs. The postings of `keys[i]` are at starts[i] to starts[i + 1], packed.

    Keys with `directory_shift` fewer bits are numbers below len(directory) - 1; those of number d
    are at directory[d] to directory[d + 1]. A frequent key, one whose place is in
    `frequent_places`, has its impacts by row too, 0 where a passage lacks it, in
    frequent[frequent_places[place]]. All impacts are multiples of `unit`.
    """

    row_count: int
    unit: float
    passage_counts: Mapping[str, int]
    keys: Array
    starts: Array
    postings: Array
    largest: Array
    directory: Array
    frequent: Array
    frequent_places: Mapping[int, int]

    @property
    def impact_bits(self) -> int:
        """Return how many bits of a posting are its impact."""
        return impact_bits(self.row_count)

    @property
    def directory_shift(self) -> int:
        """Return how many bits of a key the directory leaves out."""
        return 65 - (len(self.directory) - 1).bit_length()


@dataclass(frozen=True)
class CountFiles:
    """What the next build takes over, beside keys, starts and postings.

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


def open_postings(folder: Path) -> PostingFiles:
    """Map what a question needs; raises BuildError if files are missing or do not fit together."""
    try:
        return _open_postings(folder)
    except _DAMAGED as error:
        raise _damaged(folder, error) from error


def open_counts(folder: Path) -> tuple[PostingFiles, CountFiles]:
    """Map everything; raises BuildError if files are missing or do not fit together."""
    try:
        files = _open_postings(folder)
        names = ("tf_all", "tf_question", "lengths")
        tf_all, tf_question, lengths = (_mapped(folder, name) for name in names)
        lengths = lengths.reshape(files.row_count, LENGTHS)
        kept = CountFiles(list(files.passage_counts), tf_all, tf_question, lengths)
        _require(kept.tf_all.shape == files.postings.shape)
        _require(len(kept.tf_question) <= len(files.postings))
        _require(_within(kept.lengths[:, 0], len(kept.languages)))
        _require(_within(rows_of(files.postings, files.impact_bits), files.row_count))
        _require(bool(np.all(np.diff(files.starts) > 0)))
    except _DAMAGED as error:
        raise _damaged(folder, error) from error
    return files, kept


def _open_postings(folder: Path) -> PostingFiles:
    about = json.loads((folder / _ABOUT).read_bytes())
    counts = {str(name): int(count) for name, count in about["passages"].items()}
    row_count = int(about["rows"])
    frequent_places = _mapped(folder, "frequent_places")
    files = PostingFiles(
        row_count=row_count,
        unit=float(about["unit"]),
        passage_counts=counts,
        keys=_mapped(folder, "keys"),
        starts=_mapped(folder, "starts"),
        postings=_mapped(folder, "postings"),
        largest=_mapped(folder, "largest"),
        directory=_mapped(folder, "directory"),
        frequent=_mapped(folder, "frequent").reshape(len(frequent_places), row_count),
        frequent_places={place: number for number, place in enumerate(frequent_places.tolist())},
    )
    _require(sum(counts.values()) == files.row_count <= MAX_ROWS)
    _require(files.unit > 0)
    _require(files.largest.shape == files.keys.shape)
    _require(files.starts.shape == (len(files.keys) + 1,))
    _require(files.starts[0] == 0 and files.starts[-1] == len(files.postings))
    _require((len(files.directory) - 1).bit_count() == 1)
    _require(files.directory[-1] == len(files.keys))
    _require(bool((files.directory[1:] >= files.directory[:-1]).all()))
    return files


def _mapped(folder: Path, name: str) -> Array:
    return read_array(folder, name, _TYPES[name])


def _within(numbers: Array, limit: int) -> bool:
    return len(numbers) == 0 or (int(numbers.min()) >= 0 and int(numbers.max()) < limit)


def _require(is_sound: bool) -> None:  # noqa: FBT001
    if not is_sound:
        raise ValueError("files do not fit together")


def _damaged(folder: Path, error: Exception) -> BuildError:
    return BuildError(f"{folder}: cannot be opened ({error}); run `faqbot index`")
