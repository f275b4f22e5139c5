"""The language of a text, for documents that do not say it."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_MIN_CHARS = 40
_MAX_CHARS = 4000
_MIN_PROBABILITY = 0.7


def detect_language(text: str, default: str) -> str:
    """Return the two-letter code of the language that a text is written in.

    Returns `default` for texts that are too short or too mixed to tell.
    """
    if len(text) < _MIN_CHARS:
        return default
    language, probability = _identifier().classify(text[:_MAX_CHARS])
    return str(language) if probability >= _MIN_PROBABILITY else default


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
