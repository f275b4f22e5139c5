"""Pages on disk, one folder a site: a manifest, and one file per page named by its hash.

    scraped/www.example.org/manifest.json     what each URL answered, and when
    scraped/www.example.org/pages/<sha256>    the bytes as they came

The manifest is replaced as a whole at the end of a scrape, so that an interrupted scrape leaves
the last complete snapshot in force.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from faqbot.errors import SourceError
from faqbot.files import replace_file
from faqbot.records import Page

_MANIFEST = "manifest.json"
_ENTRY_FIELDS = {field.name for field in fields(Page)} - {"url", "body"}


def site_folder(scraped_dir: Path, seed: str) -> Path:
    """Return the folder for the site of a normalised URL."""
    host_and_port = urlsplit(seed).netloc.removeprefix("www.")
    return scraped_dir / re.sub(r"[^\w.-]", "_", host_and_port)


def known_sites(scraped_dir: Path) -> list["Snapshot"]:
    """Return the snapshots on disk, in the order of their names."""
    return [Snapshot(manifest.parent) for manifest in sorted(scraped_dir.glob(f"*/{_MANIFEST}"))]


class Snapshot:
    """The pages of one site as last scraped, and the place where a new scrape puts them.

    Raises SourceError if the manifest is there but cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        manifest = self._load()
        self.seed: str = manifest["seed"]
        self._entries: dict[str, dict[str, Any]] = manifest["pages"]

    @property
    def urls(self) -> list[str]:
        """Return the URLs of all pages, in the order in which they were found."""
        return list(self._entries)

    def page(self, url: str) -> Page | None:
        """Return one page, or None if it is not known or its file is missing or damaged."""
        entry = self._entries.get(url)
        if entry is None:
            return None
        try:
            body = self._body_path(entry["sha256"]).read_bytes()
        except FileNotFoundError:
            return None
        is_whole = hashlib.sha256(body).hexdigest() == entry["sha256"]
        return Page(url=url, body=body, **entry) if is_whole else None

    def pages(self) -> Iterator[Page]:
        """Yield all pages whose files are there."""
        for url in self._entries:
            if page := self.page(url):
                yield page

    def store(self, page: Page) -> None:
        """Keep the body of a page, ready for the next manifest."""
        path = self._body_path(page.sha256)
        if not path.exists() or path.read_bytes() != page.body:
            replace_file(path, page.body)

    def commit(self, seed: str, pages: dict[str, Page]) -> None:
        """Put a new manifest in force; bodies that no page uses any more are deleted."""
        entries = {url: _entry(page) for url, page in pages.items()}
        manifest = {"seed": seed, "pages": entries}
        content = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        replace_file(self.folder / _MANIFEST, content)
        self.seed, self._entries = seed, entries
        used = {entry["sha256"] for entry in entries.values()}
        for path in (self.folder / "pages").glob("*"):
            if path.name not in used:
                path.unlink()

    def _load(self) -> dict[str, Any]:
        path = self.folder / _MANIFEST
        try:
            manifest: dict[str, Any] = json.loads(path.read_bytes())
            if not isinstance(manifest["seed"], str) or not all(
                entry.keys() == _ENTRY_FIELDS for entry in manifest["pages"].values()
            ):
                raise ValueError("not the facts of pages")
        except FileNotFoundError:
            return {"seed": "", "pages": {}}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise SourceError(
                f"{path}: damaged ({error}); delete the folder {self.folder} and scrape again"
            ) from error
        return manifest

    def _body_path(self, sha256: str) -> Path:
        return self.folder / "pages" / sha256


def _entry(page: Page) -> dict[str, Any]:
    return {name: getattr(page, name) for name in sorted(_ENTRY_FIELDS)}
