"""The languages that have a file, each read and checked on first use."""

import hashlib
import re
import tomllib
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from faqbot.core.errors import LanguageError
from faqbot.core.languages.language import FIELDS, Language, make_language

# A name in braces, unlike the repetition {2,5} of a regular expression.
_FIELD = re.compile(r"\{([a-z_]+)(?:\.([a-z_]+))?\}")


class Languages:
    """The languages of a folder of `<code>.toml` files.

    Every method raises LanguageError, naming file and key, if a file that it reads is wrong.
    Unions serve texts whose language is not known yet; callers cache what they make of them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, Language] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of all languages that have a file, in alphabetical order."""
        return tuple(sorted(path.stem for path in self._folder.glob("*.toml")))

    def language(self, code: str) -> Language:
        """Return a language; one without a file is empty but for its code.

        >>> LANGUAGES.language("en").question_words[:3], LANGUAGES.language("xx").question_words
        (('what', 'how', 'when'), ())
        """
        if code not in self._read:
            self._read[code] = self._from_file(code) if code in self.codes else Language(code)
        return self._read[code]

    def all(self) -> tuple[Language, ...]:
        """Return all languages that have a file, by code."""
        return tuple(map(self.language, self.codes))

    def union(self, field: str, key: str = "") -> tuple[str, ...]:
        """Return what a field of words or phrases holds in any language, each value once.

        `key` chooses within a field that is a table.

        >>> {"and", "und", "et"} <= set(LANGUAGES.union("conjunctions"))
        True
        """
        values: dict[str, None] = {}
        for language in self.all():
            held = getattr(language, field)
            values.update(dict.fromkeys(held.get(key, ()) if key else held))
        return tuple(values)

    def alternatives(self, field: str, key: str = "") -> str:
        """Return a regular expression for any word or phrase of `union(field, key)`.

        Words are matched literally; phrases are regular expressions themselves.
        """
        is_pattern = FIELDS[field].metadata["kind"] == "phrases"
        values = self.union(field, key)
        return alternation(values if is_pattern else map(re.escape, values))

    def pattern(self, template: str) -> re.Pattern[str]:
        """Return a regular expression, compiled once, with `alternatives` in place of {field}.

        {field.key} chooses within a field that is a table.

        >>> bool(LANGUAGES.pattern("(?i){author_labels}: ").match("Author: Ann Lee"))
        True
        """
        if template not in self._patterns:
            filled = _FIELD.sub(lambda name: self.alternatives(*name.groups("")), template)
            self._patterns[template] = re.compile(filled)
        return self._patterns[template]

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all files: what was made with other words is made anew."""
        digest = hashlib.sha256()
        for code in self.codes:
            digest.update(code.encode() + (self._folder / f"{code}.toml").read_bytes())
        return digest.hexdigest()[:16]

    def _from_file(self, code: str) -> Language:
        path = self._folder / f"{code}.toml"
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:  # no TOML, or not UTF-8
            raise LanguageError(f"{path}: {error}") from error
        return make_language(code, values, str(path))


def alternation(patterns: Iterable[str]) -> str:
    """Return a regular expression for any of these, the longest tried first.

    >>> alternation(["A", "Answer"]), alternation([])
    ('(?:Answer|A)', '(?!)')
    """
    # A regular expression takes the first alternative that fits: "A" must not win over "Answer".
    longest_first = sorted(patterns, key=len, reverse=True)
    return f"(?:{'|'.join(longest_first)})" if longest_first else "(?!)"


LANGUAGES = Languages(Path(__file__).parent)
