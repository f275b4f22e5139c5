"""What each part of a score is worth. A build keeps the weights that it was made with.

weights.json    the weights of a build
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from faqbot.core.errors import BuildError
from faqbot.core.files import replace_file

_FILE = "weights.json"
_MOST = 10.0


@dataclass(frozen=True)
class Weights:
    """Weights beside that of a word in a passage, which is 1; see `impacts_build` for formulas."""

    question: float = 1.0
    heading: float = 0.4
    pairs: float = 0.2
    grams: float = 0.1
    function_words: float = 0.5
    asking_words: float = 1.5


DEFAULT_WEIGHTS = Weights()


def write_weights(folder: Path, weights: Weights) -> None:
    """Keep the weights with the index files that were made with them."""
    replace_file(folder / _FILE, json.dumps(asdict(weights), indent=1).encode())


def read_weights(folder: Path) -> Weights:
    """Return the weights of a build; one from before they were kept has the defaults.

    Raises BuildError if they are damaged.
    """
    path = folder / _FILE
    try:
        weights = Weights(**json.loads(path.read_bytes()))
        if not all(0 <= weight <= _MOST for weight in vars(weights).values()):
            raise ValueError("a weight is out of range")
    except FileNotFoundError:
        return DEFAULT_WEIGHTS
    except (OSError, ValueError, TypeError) as error:
        raise BuildError(f"{path}: damaged ({error}); run `faqbot index`") from error
    return weights
