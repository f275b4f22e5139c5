"""Serves pages from the cache for as long as nothing changes that their extraction depends on.

That is the page (URL, bytes, media type), the program, and the site's boilerplate. Of the latter,
a page depends only on the keys that were looked up while it was read: as long as each lookup would
have the same result, reading the page again would too. So an edit of one page does not force all
the others to be read again.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import asdict, is_dataclass, replace
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from platform import python_version
from typing import Any, cast, get_args, get_origin, get_type_hints

import faqbot
from faqbot.core.errors import ExtractionError
from faqbot.core.records import Page
from faqbot.core.text.iso import iso_date
from faqbot.extract.cache_store import CacheStore
from faqbot.extract.documents import page_lines, read_page
from faqbot.extract.html.boilerplate import Boilerplate, PageLines, find_boilerplate
from faqbot.extract.meta.metadata import last_day
from faqbot.extract.publications.linkage import ExtractedPage

_LOOKED_UP = ("keys", "list_keys", "list_paths")
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


class ExtractionCache:
    """Reads the pages of one site; serves unchanged ones from a folder.

    `read_count` counts the pages that had to be read. Call `drop_unused` after the last page.
    """

    def __init__(self, folder: Path, version: str) -> None:
        self.read_count = 0
        self._version = version
        self._store = CacheStore(folder)

    def boilerplate(self, pages: Iterable[Page]) -> Boilerplate:
        """Return the lines and titles that repeat over the HTML pages of the site."""
        return find_boilerplate(filter(None, map(self._page_lines, pages)))

    def read(self, page: Page, boilerplate: Boilerplate) -> ExtractedPage:
        """Return what `documents.read_page` returns, or raise ExtractionError as it does."""
        key = (
            "page",
            *self._key(page),
            str(boilerplate.day_first),
            *sorted(boilerplate.title_parts),
        )
        cached = self._store.get(*key)
        if cached is None or not _is_valid(cached, page, boilerplate):
            cached = self._read(page, boilerplate)
            self._store.put(cached, *key)
        if cached["error"]:
            raise ExtractionError(cached["error"])
        extracted: ExtractedPage = _maker(ExtractedPage)(cached["page"])
        return replace(extracted, document=replace(extracted.document, fetched_at=page.fetched_at))

    def drop_unused(self) -> None:
        """Delete the pages that this run did not ask for."""
        self._store.drop_unused()

    def _page_lines(self, page: Page) -> PageLines | None:
        key = ("lines", *self._key(page))
        if (cached := self._store.get(*key)) is not None:
            return cast("PageLines", _maker(PageLines)(cached))
        if lines := page_lines(page):
            self._store.put(asdict(lines), *key)
        return lines

    def _read(self, page: Page, boilerplate: Boilerplate) -> dict[str, Any]:
        """Return a page as the store holds it: extracted, or why it yields nothing."""
        self.read_count += 1
        lookups: dict[str, Any] = {
            name: _RecordingSet(getattr(boilerplate, name)) for name in _LOOKED_UP
        }
        extracted, message = None, ""
        try:
            extracted = read_page(page, replace(boilerplate, **lookups))
        except ExtractionError as error:
            if error.may_pass:  # the next run may succeed, so it must try again
                raise
            message = str(error)
        return {
            "fetched": iso_date(page.fetched_at),
            "lookups": {
                name: [sorted(keys.hits), sorted(keys.misses)] for name, keys in lookups.items()
            },
            "page": asdict(extracted) if extracted else None,
            "error": message,
        }

    def _key(self, page: Page) -> tuple[str, ...]:
        return self._version, page.url, page.sha256, page.headers.get("content-type", "")


class _RecordingSet(Set[str]):
    """A set that records which keys are looked up; it allows no other access."""

    def __init__(self, keys: Set[str]) -> None:
        self.hits: set[str] = set()
        self.misses: set[str] = set()
        self._keys = keys

    def __contains__(self, key: object) -> bool:
        is_hit = key in self._keys
        (self.hits if is_hit else self.misses).add(str(key))
        return is_hit

    def __iter__(self) -> Iterator[str]:
        raise TypeError("look up single keys: iterating would make a page depend on all of them")

    def __len__(self) -> int:
        return len(self._keys)


def _is_valid(cached: dict[str, Any], page: Page, boilerplate: Boilerplate) -> bool:
    """Return whether reading the page again would give the same result."""
    due = cached["page"]["due"] if cached["page"] else ""
    # A date that lay ahead when the page was read counts from its day on.
    if cached["fetched"] > iso_date(page.fetched_at) or (due and due <= last_day(page.fetched_at)):
        return False
    for name, (hits, misses) in cached["lookups"].items():
        keys: Set[str] = getattr(boilerplate, name)
        if not all(key in keys for key in hits) or any(key in keys for key in misses):
            return False
    return True


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:
    """Return the function that turns JSON values back into records or tuples of this type."""
    if is_dataclass(kind):
        record: Any = kind
        makers = {name: _maker(hint) for name, hint in get_type_hints(kind).items()}
        return lambda fields: record(**{name: makers[name](fields[name]) for name in fields})
    if get_origin(kind) is tuple:
        make = _maker(get_args(kind)[0])
        return lambda values: tuple(map(make, values))
    return lambda value: value
