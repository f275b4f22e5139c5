"""Pages on disk, one folder a site: a manifest, and one file per page named by its hash.

    scraped/www.example.org/manifest.json     what each URL answered, and when
    scraped/www.example.org/pages/<sha256>    the bytes as they came

The manifest is replaced as a whole at the end of a scrape, so that an interrupted scrape leaves
the last complete snapshot in place.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from faqbot.core.errors import SourceError
from faqbot.core.files import replace_file, sync
from faqbot.core.records import Page

_MANIFEST = "manifest.json"
_IMPORT_PREFIX = "import:"
_SYNCS_AT_ONCE = 8


@dataclass(frozen=True)
class StoredPage:
    """The manifest entry of a page; its bytes are in the file named `sha256`.

    `depth` counts the links from a seed; `failing_since` is the ISO 8601 time of the first failure
    since the last success, or "".
    """

    status: int
    fetched_at: str
    headers: dict[str, str]
    sha256: str
    depth: int = 0
    failing_since: str = ""


def stored_page(page: Page, *, depth: int = 0) -> StoredPage:
    """Return the manifest entry of a page that was just fetched."""
    return StoredPage(page.status, page.fetched_at, page.headers, page.sha256, depth)


def is_single_file(url: str) -> bool:
    """Return whether a normalised URL is a single document rather than the start of a site.

    >>> is_single_file("https://example.org/files/Annual-Report.PDF")
    True
    """
    return urlsplit(url).path.lower().endswith(".pdf")


def site_folder(scraped_dir: Path, seed: str) -> Path:
    """Return the folder of the site, or of the single file, of a normalised URL."""
    name = _file_name(urlsplit(seed).netloc.removeprefix("www."))
    if is_single_file(seed):
        # Several files of one host must not share a folder.
        name += f"_{hashlib.sha256(seed.encode()).hexdigest()[:12]}"
    return scraped_dir / name


def import_folder(scraped_dir: Path, file_name: str) -> Path:
    """Return the folder for an imported file."""
    return scraped_dir / _file_name(f"import-{quote(file_name)}")


def import_url(file_name: str) -> str:
    """Return the URL that stands for an imported file, the seed of its snapshot."""
    return f"{_IMPORT_PREFIX}/{quote(file_name)}"


def is_imported(seed: str) -> bool:
    """Return whether a seed is the URL of an imported file rather than that of a site."""
    return seed.startswith(_IMPORT_PREFIX)


def known_sites(scraped_dir: Path) -> list["Snapshot"]:
    """Return the snapshots on disk, sorted by folder name."""
    return [Snapshot(manifest.parent) for manifest in sorted(scraped_dir.glob(f"*/{_MANIFEST}"))]


class Snapshot:
    """The stored pages of one site, and where the next scrape stores its own.

    Raises SourceError if the manifest cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seeds: tuple[str, ...] = ()
        self.run: str = ""
        """The name of the scrape that wrote it."""
        self.entries: dict[str, StoredPage] = {}
        """The manifest entries by URL, in the order of their discovery."""
        self._load()

    def page(self, url: str) -> Page | None:
        """Return one page, or None if it is unknown or its file is missing or damaged."""
        entry = self.entries.get(url)
        return self.read(url, entry) if entry else None

    def read(self, url: str, entry: StoredPage) -> Page | None:
        """Return a page with its bytes, or None if its file is missing or damaged."""
        try:
            body = self._body_path(entry.sha256).read_bytes()
        except FileNotFoundError:
            return None
        if hashlib.sha256(body).hexdigest() != entry.sha256:
            return None
        return Page(url, entry.status, entry.fetched_at, entry.headers, entry.sha256, body)

    def pages(self) -> Iterator[Page]:
        """Yield all pages whose files are intact."""
        yield from filter(None, map(self.page, self.entries))

    def store(self, page: Page) -> None:
        """Write the body of a page for the next manifest, which makes it durable."""
        path = self._body_path(page.sha256)
        # Compared in full: a file that a crash damaged is written again.
        if path.exists() and path.read_bytes() == page.body:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        # Only one scrape writes here at a time, so the temporary name need not be unique.
        temporary = path.with_name(".aside")
        temporary.write_bytes(page.body)
        temporary.replace(path)

    def commit(
        self, seeds: tuple[str, ...], pages: Mapping[str, StoredPage], *, run: str = ""
    ) -> None:
        """Replace the manifest and delete the bodies that no page uses any more."""
        used = {entry.sha256 for entry in pages.values()}
        # Bodies before the manifest that names them, deletions after it: a crash leaves no gap.
        self._make_durable(used - {entry.sha256 for entry in self.entries.values()})
        entries = {url: asdict(entry) for url, entry in pages.items()}
        manifest = {"seeds": seeds, "run": run, "pages": entries}
        content = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        replace_file(self.folder / _MANIFEST, content)
        self.seeds, self.run, self.entries = seeds, run, dict(pages)
        for path in (self.folder / "pages").glob("*"):
            if path.name not in used:
                path.unlink()

    def _make_durable(self, hashes: set[str]) -> None:
        # In parallel: one by one takes several times as long.
        with ThreadPoolExecutor(_SYNCS_AT_ONCE) as pool:
            list(pool.map(sync, map(self._body_path, hashes)))
        if hashes:
            sync(self.folder / "pages")

    def _load(self) -> None:
        path = self.folder / _MANIFEST
        try:
            manifest: dict[str, Any] = json.loads(path.read_bytes())
            # Old manifests have a single seed.
            seeds = manifest.get("seeds") or [manifest["seed"]]
            if not all(isinstance(seed, str) for seed in seeds):
                raise ValueError("invalid seeds")
            self.entries = {url: _checked(entry) for url, entry in manifest["pages"].items()}
            self.seeds, self.run = tuple(seeds), str(manifest.get("run", ""))
        except FileNotFoundError:
            return
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise SourceError(
                f"{path}: damaged ({error}); delete the folder {self.folder} and scrape again"
            ) from error

    def _body_path(self, sha256: str) -> Path:
        return self.folder / "pages" / sha256


def _file_name(text: str) -> str:
    return re.sub(r"[^\w.-]", "_", text)


def _checked(entry: dict[str, Any]) -> StoredPage:
    page = StoredPage(**entry)
    texts = (page.fetched_at, page.sha256, page.failing_since, *page.headers.values())
    # The hash is a file name: a slash could lead out of the folder.
    if not all(isinstance(text, str) for text in texts) or "/" in page.sha256:
        raise ValueError("invalid page entry")
    return page
