"""Extracts single pages and files, to show what faqbot sees in them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path

from faqbot.core.errors import ExtractionError, FaqbotError
from faqbot.core.records import Document, Omission, Page
from faqbot.core.settings import Settings
from faqbot.core.urls import normalise_url
from faqbot.extract.documents import read_page, with_items
from faqbot.services.crawling import open_fetcher


@dataclass(frozen=True)
class Inspection:
    """The document of one page or file, or the reason why there is none.

    `omitted` counts what was left out of it; `warning` is not empty if that is most of its text.
    """

    name: str
    document: Document | None
    reason: str = ""
    omitted: tuple[Omission, ...] = ()
    warning: str = ""


def inspect(settings: Settings, names: Iterable[str]) -> Iterator[Inspection]:
    """Yield the result for each file or URL, in order."""
    with open_fetcher(settings) as fetcher:
        for name in names:
            yield _inspect(name, fetcher.fetch)


def _inspect(name: str, fetch: Callable[[str], Page]) -> Inspection:
    try:
        page = _fetched(name, fetch) if name.startswith(("http:", "https:")) else _file(Path(name))
        extracted = read_page(page)
        document = with_items(extracted)
        return Inspection(name, document, "", extracted.omissions, extracted.warning)
    except FaqbotError as error:
        return Inspection(name, None, str(error))
    except OSError as error:
        return Inspection(name, None, error.strerror or str(error))


def _fetched(name: str, fetch: Callable[[str], Page]) -> Page:
    page = fetch(normalise_url(name))
    if page.status != 200:
        raise ExtractionError(f"HTTP status {page.status}")
    return page


def _file(path: Path) -> Page:
    body = path.read_bytes()
    changed_at = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")
    headers = {"content-type": guess_type(path.name)[0] or "text/html"}
    return Page(path.resolve().as_uri(), 200, changed_at, headers, sha256(body).hexdigest(), body)
