"""The responses of the sample site: content files in a layout, and the list of publications.

A content file starts with one line of JSON in a comment (title, layout, language, modified);
its path below `pages/` is its URL. `WORDINGS` is a file that its staff keep: other wordings of the
questions that the site answers.
"""

import hashlib
import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import parse_qsl, unquote

from faqbot.sample_site.publications import publication_list

_HERE = Path(__file__).parent
WORDINGS = _HERE / "wordings.csv"
_PAGES = _HERE / "pages"
_GUIDE = "resources/guide"
_MEDIA_TYPES = {
    ".aspx": "text/html; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".pdf": "application/pdf",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
}
_ROBOTS = "User-agent: *\nDisallow: /search.aspx\n\nSitemap: {origin}/sitemap.xml\n"
_NOT_FOUND = "<h2>Page not found</h2><p>Please use the <a href='/sitemap.aspx'>site map</a>.</p>"


@dataclass(frozen=True)
class Reply:
    """One HTTP reply; `body` is empty for status 304."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def respond(target: str, *, origin: str, if_none_match: str = "") -> Reply:
    """Return the reply to a GET of this path and query; `origin` is scheme and host."""
    path, _, query = target.partition("?")
    path = unquote(path).lstrip("/") or "index.html"
    content = _content(path, dict(parse_qsl(query)), origin)
    if content is None:
        body = _render({"title": "Page not found", "layout": "classic"}, _NOT_FOUND)
        return Reply(404, {"Content-Type": _MEDIA_TYPES[".html"]}, body)
    etag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    headers = {"Content-Type": _MEDIA_TYPES[Path(path).suffix], "ETag": etag}
    return Reply(304, headers) if if_none_match == etag else Reply(200, headers, content)


def paths() -> list[str]:
    """Return the paths of all content files, in alphabetical order."""
    files = (path for path in _PAGES.rglob("*") if path.is_file())
    return sorted(path.relative_to(_PAGES).as_posix() for path in files)


def _content(path: str, arguments: dict[str, str], origin: str) -> bytes | None:
    if path == "robots.txt":
        return _ROBOTS.format(origin=origin).encode()
    if path == "sitemap.xml":
        return _sitemap(origin)
    if path == "resources/default.aspx":
        head = {"title": "Coalition Publications - Inner Pages", "layout": "classic"}
        return _render(head, publication_list(arguments))
    if path not in _known_paths():
        return None
    content = (_PAGES / path).read_bytes()
    if Path(path).suffix not in (".aspx", ".html"):
        return content
    head, body = _split(content.decode())
    return _render(head, body, _guide_links(path) if path.startswith(_GUIDE) else {})


def _sitemap(origin: str) -> bytes:
    listed = ["" if path == "index.html" else path for path in paths() if path != "search.aspx"]
    urls = "".join(f"<url><loc>{origin}/{path}</loc></url>" for path in listed)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    ).encode()


@lru_cache(maxsize=1)
def _known_paths() -> frozenset[str]:
    return frozenset(paths())


def _split(content: str) -> tuple[dict[str, Any], str]:
    """Return the JSON of the first line, and the rest."""
    first, _, rest = content.partition("\n")
    return json.loads(first.removeprefix("<!--").removesuffix("-->")), rest


def _render(head: dict[str, Any], body: str, extra: dict[str, str] | None = None) -> bytes:
    values = {"language": "en", "modified": "", **head, **(extra or {}), "body": body}
    return _layout(head["layout"]).substitute(values).encode()


@lru_cache(maxsize=8)
def _layout(name: str) -> Template:
    return Template((_HERE / "layouts" / f"{name}.html").read_text(encoding="utf-8"))


def _guide_links(path: str) -> dict[str, str]:
    """Return the guide's line of links to every part, and the ways back and forward."""
    parts = [part for part in paths() if part.startswith(_GUIDE)]
    labels = {part: _split((_PAGES / part).read_text(encoding="utf-8"))[0]["nav"] for part in parts}
    place = parts.index(path)
    around = {"back": parts[max(0, place - 1)], "forward": parts[min(place + 1, len(parts) - 1)]}
    links = " | ".join(f'<a href="/{part}">{labels[part]}</a>' for part in parts)
    return {"path": path, "links": links} | {name: f"/{part}" for name, part in around.items()}
