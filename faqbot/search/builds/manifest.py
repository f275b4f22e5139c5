"""How a build was made: whether it can be opened, and which of its rows may be taken over.

manifest.json       the format of each part, and the versions of all that analysis depends on
fingerprints.u64    of each row: a number that tells its passage from every other
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np

from faqbot.core.errors import BuildError
from faqbot.core.languages.registry import LANGUAGES
from faqbot.core.text.words import ANALYSIS
from faqbot.search.analysis import passages
from faqbot.search.arrays.mapped import read_array, write_array

_MANIFEST = "manifest.json"
_FINGERPRINTS = "fingerprints"
Formats = Mapping[str, int]


def write_manifest(folder: Path, formats: Formats, fingerprints: Sequence[int]) -> None:
    """State how a build was made, once all its parts are written.

    `formats` has the number of the format of each part.
    """
    write_array(folder, _FINGERPRINTS, fingerprints, np.uint64)
    stated = {"formats": dict(formats), "made_with": _versions()}
    (folder / _MANIFEST).write_text(json.dumps(stated))


def check_formats(folder: Path, formats: Formats) -> None:
    """Raise BuildError unless all parts of a build have these formats. Reads the manifest only."""
    if _read(folder)["formats"] != formats:
        raise BuildError(f"{folder}: made by another version of faqbot; run `faqbot index`")


def unchanged_rows(folder: Path | None, formats: Formats) -> dict[int, int]:
    """Return the rows of the previous build by fingerprint, if they may be taken over.

    Raises BuildError if it was made in another way, or is damaged.
    """
    if folder is None:
        return {}
    check_formats(folder, formats)
    if _read(folder)["made_with"] != _versions():
        raise BuildError(f"{folder}: made by another version of faqbot or its libraries")
    fingerprints = read_array(folder, _FINGERPRINTS, np.uint64).tolist()
    return {fingerprint: row for row, fingerprint in enumerate(fingerprints)}


def _read(folder: Path) -> dict[str, dict[str, int | str]]:
    path = folder / _MANIFEST
    try:
        stated = json.loads(path.read_bytes())
        return {name: dict(stated[name]) for name in ("formats", "made_with")}
    except FileNotFoundError:
        raise BuildError(
            f"{folder}: made by an earlier version of faqbot; run `faqbot index`"
        ) from None
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise BuildError(f"{path}: damaged ({error}); run `faqbot index`") from error


def _versions() -> dict[str, int | str]:
    return {
        "passages": passages.VERSION,
        "analysis": ANALYSIS,
        "languages": LANGUAGES.fingerprint,
        # `fold` depends on Python's tables of characters.
        "unicode": unicodedata.unidata_version,
        "stemmers": version("PyStemmer"),
        "whoosh": version("Whoosh"),
    }
