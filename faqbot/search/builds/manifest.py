"""Whether a build may take over from the one before: only from one made in the same way.

parts.json    what the parts of a build were made by
"""

import json
import logging
import unicodedata
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from faqbot.core.files import replace_file
from faqbot.core.languages.registry import LANGUAGES
from faqbot.core.text.words import ANALYSIS

_ABOUT = "parts.json"

_log = logging.getLogger(__name__)


def state(folder: Path, formats: Mapping[str, int]) -> None:
    """State what the parts of a finished build were made by; `formats` has a number for each."""
    replace_file(folder / _ABOUT, json.dumps(_made_by(formats)).encode())


def reusable(folder: Path | None, formats: Mapping[str, int]) -> Path | None:
    """Return the folder of the previous build if its parts were made in the same way.

    If they were not, the log says so.
    """
    if folder is None:
        return None
    try:
        if json.loads((folder / _ABOUT).read_bytes()) == _made_by(formats):
            return folder
        reason = "made by another version of faqbot or its libraries"
    except (OSError, ValueError) as error:
        reason = f"it does not say how it was made ({error})"
    _log.warning("%s: not reused, everything is indexed anew: %s", folder, reason)
    return None


def _made_by(formats: Mapping[str, int]) -> dict[str, int | str]:
    return {
        **formats,
        "analysis": ANALYSIS,
        "languages": LANGUAGES.fingerprint,
        "unicode": unicodedata.unidata_version,
        "stemmers": version("PyStemmer"),
        "whoosh": version("Whoosh"),
    }
