"""One frozen Settings: defaults, then faqbot.toml, then FAQBOT_SECTION__KEY in the environment.

Settings are read once at start. Every field has a default that works on a laptop, a unit in its
name and one line of help; `describe` lists them for the docs.
"""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, NamedTuple

from faqbot.errors import SettingsError

FILE_NAME = "faqbot.toml"
_PREFIX = "FAQBOT_"
_HOME = "FAQBOT_HOME"


def _setting(
    default: Any,
    help_text: str,
    *,
    least: float | None = None,
    most: float | None = None,
    form: str = "",
) -> Any:
    limits = {"least": least, "most": most, "form": form}
    return field(default=default, metadata={"help": help_text, **limits})


@dataclass(frozen=True)
class ScrapeSettings:
    """How a site is fetched."""

    delay_s: float = _setting(
        1.0, "Pause between two requests; a longer Crawl-delay of the site wins.", least=0
    )
    allow_private: tuple[str, ...] = _setting(
        (),
        "host:port pairs (or host:*) on private addresses that may be contacted.",
        form=r"[^/\s]+:(\d+|\*)",
    )
    contact: str = _setting("", "E-mail or URL told to sites in the User-Agent.")
    max_pages: int = _setting(5000, "Pages fetched from one site at most.", least=1)
    max_page_bytes: int = _setting(20_000_000, "Size of one page or file at most.", least=1)
    deadline_s: float = _setting(60.0, "Time for one response as a whole.", least=0.1)


@dataclass(frozen=True)
class AskSettings:
    """How a question is answered."""

    limit: int = _setting(5, "Results shown when the visitor asks for no other number.", least=1)
    max_question_chars: int = _setting(1000, "Longest question that is searched for.", least=1)
    least_confidence: float = _setting(
        0.0,
        "Less sure, the best passage is one of the closest matches, not the answer; 0 takes the "
        "value found for the site, from which about 9 in 10 answers are right.",
        least=0,
        most=1,
    )


@dataclass(frozen=True)
class ServeSettings:
    """How the web service runs."""

    host: str = _setting("127.0.0.1", "Address to listen on.")
    port: int = _setting(5000, "Port to listen on; 0 takes a free one.", least=0, most=65535)


@dataclass(frozen=True)
class Settings:
    """Every setting, and the folder where the data lives."""

    home: Path = Path()
    scrape: ScrapeSettings = field(default_factory=ScrapeSettings)
    ask: AskSettings = field(default_factory=AskSettings)
    serve: ServeSettings = field(default_factory=ServeSettings)

    @property
    def scraped_dir(self) -> Path:
        """Return the folder of the snapshots."""
        return self.home / "scraped"

    @property
    def index_dir(self) -> Path:
        """Return the folder of the builds."""
        return self.home / "index"


_SECTIONS: dict[str, type] = {
    "scrape": ScrapeSettings,
    "ask": AskSettings,
    "serve": ServeSettings,
}


class Described(NamedTuple):
    """One setting, for the docs."""

    name: str
    default: Any
    help: str


def describe() -> Iterator[Described]:
    """Yield every setting in the order of the file."""
    for section, kind in _SECTIONS.items():
        for item in fields(kind):
            yield Described(f"{section}.{item.name}", item.default, item.metadata["help"])


def load_settings(
    environ: Mapping[str, str], home: Path | None = None, *, file: Path | None = None
) -> Settings:
    """Return the settings that hold in `home` (else FAQBOT_HOME, else the current folder).

    `file` is read in place of the faqbot.toml there. Raises SettingsError naming the file or
    variable, the key and what is allowed.
    """
    home = home or Path(environ.get(_HOME) or ".")
    values: dict[str, dict[str, Any]] = {section: {} for section in _SECTIONS}
    for origin, section, key, raw in [
        *_from_file(file or home / FILE_NAME),
        *_from_environ(environ),
    ]:
        item = _find(origin, section, key)
        values[section][key] = _convert(origin, f"{section}.{key}", item, raw)
    return Settings(home, **{name: kind(**values[name]) for name, kind in _SECTIONS.items()})


def _from_file(path: Path) -> Iterator[tuple[str, str, str, Any]]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as TOML: {error}") from error
    for section, table in content.items():
        if not isinstance(table, dict):
            raise SettingsError(
                f"{path}: {section!r} stands outside a section; put it under one of "
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
    if section in _SECTIONS:
        for item in fields(_SECTIONS[section]):
            if item.name == key:
                return item
    known = [described.name for described in describe()]
    if origin.startswith(_PREFIX):
        known = [_PREFIX + name.replace(".", "__").upper() for name in known]
        raise SettingsError(f"no setting {origin}{_nearest(origin, known)}")
    raise SettingsError(
        f"{origin}: no setting {section}.{key}{_nearest(f'{section}.{key}', known)}"
    )


def _nearest(name: str, known: Any) -> str:
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.0)
    return f"; the nearest valid name is {close[0]}" if close else ""


def _convert(origin: str, name: str, item: Any, raw: Any) -> Any:
    """Return the raw value as the type of the field's default; text comes from the environment."""
    wanted = type(item.default)
    try:
        value = _as_type(wanted, raw)
    except (TypeError, ValueError):
        shown = {
            int: "a whole number",
            float: "a number",
            str: "text",
            tuple: "a list of texts (in the environment: separated by commas)",
        }[wanted]
        raise SettingsError(f"{origin}: {name} must be {shown}, not {raw!r}") from None
    least, most = item.metadata["least"], item.metadata["most"]
    if least is not None and not least <= value < float("inf"):
        raise SettingsError(f"{origin}: {name} must be {least} or more, not {raw!r}")
    if most is not None and value > most:
        raise SettingsError(f"{origin}: {name} must be {most} or less, not {raw!r}")
    if form := item.metadata["form"]:
        for part in value:
            if not re.fullmatch(form, part):
                raise SettingsError(f"{origin}: {name} takes host:port or host:*, not {part!r}")
    return value


def _as_type(wanted: type, raw: Any) -> Any:
    if wanted is tuple:
        parts = raw.split(",") if isinstance(raw, str) else raw
        if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
            raise TypeError
        return tuple(part.strip() for part in parts if part.strip())
    if isinstance(raw, bool) or (wanted is str and not isinstance(raw, str)):
        raise TypeError
    if wanted is int and isinstance(raw, float):
        raise TypeError
    return wanted(raw)
