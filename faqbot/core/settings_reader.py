"""Reads settings: defaults, then faqbot.toml, then FAQBOT_SECTION__KEY in the environment.

Unknown names and invalid values are refused; `describe` lists all settings for the docs.
"""

import difflib
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from faqbot.core.errors import SettingsError
from faqbot.core.settings import FILE_NAME, Settings, SourceSettings

_PREFIX = "FAQBOT_"
_HOME = "FAQBOT_HOME"
_SOURCE = "source"
_SECTIONS: dict[str, Any] = {
    item.name: item.default_factory
    for item in fields(Settings)
    if item.default_factory is not MISSING
}


# Settings of earlier versions, and what to do if a file still has them.
_REMOVED = {
    "ranking.heading": "was removed; delete it, its weight is built in now",
    "ranking.pairs": "was removed; delete it, its weight is built in now",
    "ranking.asking_words": "was removed; delete it, its weight is built in now",
    "ranking.grams": "is now called ranking.ngrams; rename it",
}


class SettingHelp(NamedTuple):
    """One setting, for the docs."""

    name: str
    default: Any
    help: str


def describe() -> Iterator[SettingHelp]:
    """Yield every setting in the order of the file."""
    for section, kind in _SECTIONS.items():
        for item in fields(kind):
            yield SettingHelp(f"{section}.{item.name}", item.default, item.metadata["help"])


def describe_source() -> Iterator[SettingHelp]:
    """Yield every key of a `[[source]]` table in the order of the file."""
    for item in fields(SourceSettings):
        yield SettingHelp(f"{_SOURCE}.{item.name}", item.default, item.metadata["help"])


def load_settings(
    environ: Mapping[str, str], home: Path | None = None, *, file: Path | None = None
) -> Settings:
    """Return the settings of `home` (else FAQBOT_HOME, else the current folder).

    `file` is read instead of the faqbot.toml there. Raises SettingsError, which names the file or
    variable, the key and the allowed values.
    """
    home = home or Path(environ.get(_HOME) or ".")
    path = file or home / FILE_NAME
    content = _content(path)
    sources = tuple(_sources(path, content.pop(_SOURCE, [])))
    values: dict[str, dict[str, Any]] = {section: {} for section in _SECTIONS}
    for origin, section, key, raw in chain(_from_file(path, content), _from_environ(environ)):
        item = _find(origin, section, key)
        values[section][key] = _convert(origin, f"{section}.{key}", item, raw)
    sections: dict[str, Any] = {name: kind(**values[name]) for name, kind in _SECTIONS.items()}
    return Settings(home, sources=sources, **sections)


def _content(path: Path) -> dict[str, Any]:
    try:
        # Some Windows editors start a file with a byte order mark.
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as TOML: {error}") from error


def _sources(path: Path, tables: Any) -> Iterator[SourceSettings]:
    """Yield the sources of the `[[source]]` tables, checked."""
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise SettingsError(f"{path}: write [[source]] in double brackets")
    items = {item.name: item for item in fields(SourceSettings)}
    for number, table in enumerate(tables, start=1):
        origin = f"{path}: source {number}"
        for key in table:
            if key not in items:
                raise SettingsError(f"{origin}: no key {key!r}{_nearest(key, items)}")
        values = {key: _convert(origin, key, items[key], raw) for key, raw in table.items()}
        source = SourceSettings(**values)
        if bool(source.starts) == bool(source.file):
            raise SettingsError(
                f"{origin}: set either url (or urls) of a site, or file; "
                'for example url = "https://www.example.org/"'
            )
        yield source


def _from_file(path: Path, content: dict[str, Any]) -> Iterator[tuple[str, str, str, Any]]:
    for section, table in content.items():
        if not isinstance(table, dict):
            raise SettingsError(
                f"{path}: {section!r} is outside a section; put it under one of "
                + ", ".join(f"[{name}]" for name in _SECTIONS)
            )
        if section not in _SECTIONS:
            raise SettingsError(f"{path}: no section [{section}]{_nearest(section, _SECTIONS)}")
        for key, raw in table.items():
            yield str(path), section, key, raw


def _from_environ(environ: Mapping[str, str]) -> Iterator[tuple[str, str, str, Any]]:
    for name, raw in sorted(environ.items()):
        if name.startswith(_PREFIX) and name != _HOME:
            section, _, key = name.removeprefix(_PREFIX).lower().partition("__")
            yield name, section, key, raw


def _find(origin: str, section: str, key: str) -> Any:
    items = fields(_SECTIONS[section]) if section in _SECTIONS else ()
    if item := next((item for item in items if item.name == key), None):
        return item
    if advice := _REMOVED.get(f"{section}.{key}"):
        raise SettingsError(f"{origin}: {section}.{key} {advice}")
    known = [setting.name for setting in describe()]
    if origin.startswith(_PREFIX):
        known = [_PREFIX + name.replace(".", "__").upper() for name in known]
        raise SettingsError(f"no setting {origin}{_nearest(origin, known)}")
    name = f"{section}.{key}"
    raise SettingsError(f"{origin}: no setting {name}{_nearest(name, known)}")


def _nearest(name: str, known: Any) -> str:
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.0)
    return f"; did you mean {close[0]}?" if close else ""


def _convert(origin: str, name: str, item: Any, raw: Any) -> Any:
    """Return the raw value, which is text if it comes from the environment, as the field's type."""
    kind = type(item.default)
    limits = item.metadata
    try:
        value = _as_type(kind, raw)
    except (AttributeError, KeyError, TypeError, ValueError):
        expected = {
            bool: "true or false",
            int: "a whole number",
            float: "a number",
            str: "text",
            tuple: "a list of texts (in the environment: separated by commas)",
        }[kind]
        raise SettingsError(f"{origin}: {name} must be {expected}, not {raw!r}") from None
    minimum, maximum = limits["minimum"], limits["maximum"]
    # The largest float, because a TOML file may say inf or nan.
    upper = sys.float_info.max if maximum is None else maximum
    if minimum is not None and not minimum <= value <= upper:
        allowed = f"{minimum} or more" if maximum is None else f"{minimum} to {maximum}"
        raise SettingsError(f"{origin}: {name} must be {allowed}, not {raw!r}")
    if (max_chars := limits["max_chars"]) and len(value) > max_chars:
        raise SettingsError(
            f"{origin}: {name} has {len(value)} characters; at most {max_chars} are allowed"
        )
    if pattern := limits["pattern"]:
        for part in value if kind is tuple else [value]:
            if part and not re.fullmatch(pattern, part):
                raise SettingsError(f"{origin}: {name} must be {limits['expected']}, not {part!r}")
    return value


def _as_type(kind: type, raw: Any) -> Any:
    if kind is tuple:
        parts = raw.split(",") if isinstance(raw, str) else raw
        if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
            raise TypeError
        return tuple(part.strip() for part in parts if part.strip())
    if kind is bool:
        return raw if isinstance(raw, bool) else {"true": True, "false": False}[raw.lower()]
    # For Python, True is a number.
    if isinstance(raw, bool) or (kind is str and not isinstance(raw, str)):
        raise TypeError
    # int() would cut 2.5 to 2.
    if kind is int and isinstance(raw, float):
        raise TypeError
    return kind(raw)
