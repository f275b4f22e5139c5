"""The language of a text, for documents that do not say it."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_SHORTEST = 40
_LONGEST = 4000
_SURE = 0.7


def detect_language(text: str, default: str) -> str:
    """Return the two-letter code of the language that a text is written in.

    Texts that are too short or too mixed to tell give `default`.
    """
    if len(text) < _SHORTEST:
        return default
    language, probability = _identifier().classify(text[:_LONGEST])
    return str(language) if probability >= _SURE else default


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
