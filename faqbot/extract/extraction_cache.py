"""Pages are read once: what came of it is kept for as long as nothing changes that it depends on.

That is the page (URL, bytes, media type), the program, and what the rest of the site repeats. Of
the latter, a page depends only on the lines that were looked up while it was read: as long as each
would be found, or missed, as before, reading it again would go the same way. So one page that
changes does not make all others be read anew.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import asdict, is_dataclass, replace
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from platform import python_version
from typing import Any, get_args, get_origin, get_type_hints

import faqbot
from faqbot.core.errors import ExtractionError
from faqbot.core.records import Page
from faqbot.core.text.iso import iso_date
from faqbot.extract.cache_store import Shelf
from faqbot.extract.documents import look_at, read_page
from faqbot.extract.html.boilerplate import Boilerplate, Look, repeated
from faqbot.extract.meta.metadata import last_day
from faqbot.extract.publications.linkage import Reading

_LOOKED_UP = ("keys", "listed", "lists")
_PACKAGE = Path(faqbot.__file__).parent


def program_version(package: Path = _PACKAGE) -> str:
    """Return a hash of all that decides how pages are read.

    That is our own code, what it knows of languages, and the libraries that are installed.
    """
    digest = hashlib.sha256(python_version().encode())
    for part in ("core", "extract"):
        files = (*(package / part).rglob("*.py"), *(package / part).rglob("*.toml"))
        for path in sorted(files):
            digest.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    installed = {f"{each.name} {each.version}" for each in distributions()}
    digest.update("\n".join(sorted(installed)).encode())
    return digest.hexdigest()


class KeptReadings:
    """Reads the pages of one site, or takes what it kept of them in a folder.

    `read_count` counts the pages that had to be read. Call `drop_unused` after the last page.
    """

    def __init__(self, folder: Path, version: str) -> None:
        self.read_count = 0
        self._version = version
        self._shelf = Shelf(folder)

    def boilerplate(self, pages: Iterable[Page]) -> Boilerplate:
        """Return what `documents.site_boilerplate` returns."""
        return repeated(filter(None, map(self._look, pages)))

    def read(self, page: Page, boilerplate: Boilerplate) -> Reading:
        """Return what `documents.read_page` returns, or raise ExtractionError as it does."""
        key = ("reading", *self._key(page), *sorted(boilerplate.title_parts))
        kept = self._shelf.get(*key)
        if kept is None or not _still_holds(kept, page, boilerplate):
            kept = self._read(page, boilerplate, key)
        if kept["error"]:
            raise ExtractionError(kept["error"])
        reading: Reading = _maker(Reading)(kept["reading"])
        return replace(reading, document=replace(reading.document, fetched_at=page.fetched_at))

    def drop_unused(self) -> None:
        """Forget the pages that were neither looked at nor read."""
        self._shelf.drop_unused()

    def _look(self, page: Page) -> Look | None:
        key = ("look", *self._key(page))
        if (kept := self._shelf.get(*key)) is not None:
            look: Look = _maker(Look)(kept)
            return look
        if made := look_at(page):
            self._shelf.put(asdict(made), *key)
        return made

    def _read(self, page: Page, boilerplate: Boilerplate, key: tuple[str, ...]) -> dict[str, Any]:
        self.read_count += 1
        asked = {name: _Asked(getattr(boilerplate, name)) for name in _LOOKED_UP}
        reading, told = None, ""
        try:
            reading = read_page(page, _asking(boilerplate, asked))
        except ExtractionError as error:
            if error.may_pass:
                raise
            told = str(error)
        value = {
            "fetched": iso_date(page.fetched_at),
            "asked": {
                name: [sorted(each.found), sorted(each.missed)] for name, each in asked.items()
            },
            "reading": asdict(reading) if reading else None,
            "error": told,
        }
        self._shelf.put(value, *key)
        return value

    def _key(self, page: Page) -> tuple[str, ...]:
        return self._version, page.url, page.sha256, page.headers.get("content-type", "")


class _Asked(Set[str]):
    """A set that takes note of what it is asked for; it can only be asked."""

    def __init__(self, known: Set[str]) -> None:
        self.found: set[str] = set()
        self.missed: set[str] = set()
        self._known = known

    def __contains__(self, key: object) -> bool:
        is_known = key in self._known
        (self.found if is_known else self.missed).add(str(key))
        return is_known

    def __iter__(self) -> Iterator[str]:
        raise TypeError("what a page depends on is only known if it asks for single keys")

    def __len__(self) -> int:
        return len(self._known)


def _asking(boilerplate: Boilerplate, asked: dict[str, _Asked]) -> Boilerplate:
    return replace(boilerplate, keys=asked["keys"], listed=asked["listed"], lists=asked["lists"])


def _still_holds(kept: dict[str, Any], page: Page, boilerplate: Boilerplate) -> bool:
    """Return whether reading the page again would go the same way."""
    due = kept["reading"]["due"] if kept["reading"] else ""
    if kept["fetched"] > iso_date(page.fetched_at) or (due and due <= last_day(page.fetched_at)):
        return False
    for name, (found, missed) in kept["asked"].items():
        known: Set[str] = getattr(boilerplate, name)
        if not all(key in known for key in found) or any(key in known for key in missed):
            return False
    return True


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:
    """Return what makes a record, or a tuple of some, from what JSON gives back of it."""
    if is_dataclass(kind):
        record: Any = kind
        makers = {name: _maker(hint) for name, hint in get_type_hints(kind).items()}
        return lambda facts: record(**{name: makers[name](facts[name]) for name in facts})
    if get_origin(kind) is tuple:
        make = _maker(get_args(kind)[0])
        return lambda values: tuple(map(make, values))
    return lambda value: value
