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
from typing import Any

import numpy as np

from faqbot.core.errors import BuildError
from faqbot.search.arrays.mapped import Array, is_rising, read_array, write_array
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


@dataclass(frozen=True)
class InvertedFiles:
    """The postings of `keys[i]` are at starts[i] to starts[i + 1], packed.

    Keys with `directory_shift` fewer bits are numbers below len(directory) - 1; those of number d
    are at directory[d] to directory[d + 1]. A frequent key, one whose place is in
    `frequent_places`, has its impacts by row too, 0 where a passage lacks it, in
    frequent[frequent_places[place]]. All impacts are multiples of `unit`.

    `passage_counts` has the languages in the order of their numbers in `lengths`. `tf_question`
    covers the postings of terms, which come before those of pairs.
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
    tf_all: Array
    tf_question: Array
    lengths: Array

    @property
    def impact_bits(self) -> int:
        """Return how many bits of a posting are its impact."""
        return impact_bits(self.row_count)

    @property
    def directory_shift(self) -> int:
        """Return how many bits of a key the directory leaves out."""
        # 2**n entries, and one for the end, cover the first n of 64 bits.
        return 65 - (len(self.directory) - 1).bit_length()


def save(
    folder: Path,
    row_count: int,
    passage_counts: Mapping[str, int],
    unit: float,
    arrays: Mapping[str, Array],
) -> None:
    """Write all files into an existing folder; see `InvertedFiles`."""
    for name, kind in _TYPES.items():
        write_array(folder, name, arrays[name], kind)
    about = {"rows": row_count, "passages": dict(passage_counts), "unit": unit}
    (folder / _ABOUT).write_text(json.dumps(about))


def open_files(folder: Path, *, for_next_build: bool = False) -> InvertedFiles:
    """Map all files; raises BuildError if some are missing or do not fit together.

    What only the next build needs is checked for that alone: it means reading every posting.
    """
    try:
        files = _map(folder)
        if not (_fit(files) and (not for_next_build or _counts_fit(files))):
            raise ValueError("files do not fit together")
    except (OSError, ValueError, LookupError, TypeError, AttributeError, OverflowError) as error:
        raise BuildError(f"{folder}: cannot be opened ({error}); run `faqbot index`") from error
    return files


def _map(folder: Path) -> InvertedFiles:
    about = json.loads((folder / _ABOUT).read_bytes())
    row_count = int(about["rows"])
    arrays: dict[str, Any] = {name: read_array(folder, name, kind) for name, kind in _TYPES.items()}
    places = arrays["frequent_places"].tolist()
    arrays["frequent_places"] = {place: number for number, place in enumerate(places)}
    arrays["frequent"] = arrays["frequent"].reshape(len(places), row_count)
    arrays["lengths"] = arrays["lengths"].reshape(row_count, LENGTHS)
    counts = {str(name): int(count) for name, count in about["passages"].items()}
    return InvertedFiles(row_count, float(about["unit"]), counts, **arrays)


def _fit(files: InvertedFiles) -> bool:
    return bool(
        sum(files.passage_counts.values()) == files.row_count <= MAX_ROWS
        and files.unit > 0
        and files.largest.shape == files.keys.shape
        and files.starts.shape == (len(files.keys) + 1,)
        and files.starts[0] == 0
        and files.starts[-1] == len(files.postings)
        and (len(files.directory) - 1).bit_count() == 1
        and is_rising(files.directory, last=len(files.keys))
    )


def _counts_fit(files: InvertedFiles) -> bool:
    rows = rows_of(files.postings, files.impact_bits)
    return bool(
        files.tf_all.shape == files.postings.shape
        and len(files.tf_question) <= len(files.postings)
        and (files.lengths[:, 0] < len(files.passage_counts)).all()
        and (rows < files.row_count).all()
        and (files.starts[1:] > files.starts[:-1]).all()
    )
