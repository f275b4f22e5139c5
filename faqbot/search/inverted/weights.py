"""The weights that a build was made with, kept beside it.

weights.json    the weights of a build
"""

import json
from dataclasses import asdict
from pathlib import Path

from faqbot.core.errors import BuildError
from faqbot.core.files import replace_file
from faqbot.core.records import Weights

DEFAULT_WEIGHTS = Weights()
_FILE = "weights.json"
_MAX_WEIGHT = 10.0


def write_weights(folder: Path, weights: Weights) -> None:
    """Write the weights beside the index files that were made with them."""
    replace_file(folder / _FILE, json.dumps(asdict(weights), indent=1).encode())


def read_weights(folder: Path) -> Weights:
    """Return the weights of a build; raises BuildError if they are lost or damaged."""
    path = folder / _FILE
    try:
        weights = Weights(**json.loads(path.read_bytes()))
        if not all(0 <= weight <= _MAX_WEIGHT for weight in vars(weights).values()):
            raise ValueError("a weight is out of range")
    except (OSError, ValueError, TypeError) as error:
        raise BuildError(f"{path}: damaged ({error}); run `faqbot index`") from error
    return weights
