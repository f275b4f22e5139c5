"""List items, inner pages and files are linked to one document for each publication."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from faqbot.core.records import Document, Omission, Passage
from faqbot.core.text.hashing import fingerprint
from faqbot.core.text.words import fold
from faqbot.extract.html.omissions import warning
from faqbot.extract.html.sanitize import lines_html
from faqbot.extract.passages.ids import Draft
from faqbot.extract.passages.sections import make_passages
from faqbot.extract.publications.fields import Fields
from faqbot.extract.publications.items import Item

# A repeated abstract may have a label such as "Summary:" before it.
_MAX_LABEL_CHARS = 40


@dataclass(frozen=True)
class ExtractedPage:
    """What one page or file holds.

    The text of `items`, the publications it lists, is not in the document. `file` is the URL of
    the one file that the page offers for download; `about` is what its first lines say of a
    publication. `due` is the next date that it states but that still lies ahead, or "".
    `omissions` counts what was left out of it.
    """

    document: Document
    items: tuple[Item, ...] = ()
    file: str = ""
    about: Fields = field(default_factory=Fields)
    due: str = ""
    omissions: tuple[Omission, ...] = ()

    @property
    def is_file(self) -> bool:
        """Return whether this was a file rather than a page."""
        return self.document.kind == "publication"

    @property
    def warning(self) -> str:
        """Return a warning if most of the page's text was left out, or ""."""
        texts = (f"{each.question} {each.text}" for each in self.document.passages)
        word_count = sum(len(text.split()) for text in texts)
        return "" if self.items else warning(word_count, self.omissions)


def link_publications(pages: Sequence[ExtractedPage]) -> Iterator[Document]:
    """Yield the documents of one site: each publication once, with the text of its page and file.

    Pages and files that belong to no publication come first, unchanged. An item whose page and
    file were not read becomes a document that links to them.
    """
    linker = _Linker(pages)
    publications = [linker.publication(item, listing) for item, listing in linker.items()]
    for page in pages:
        if linker.is_inner_page(page):
            own = Item(page.document.title, page.document.url, page.file, page.about)
            publications.append(linker.publication(own, page))
    for page in pages:
        if linker.is_free(page) and page.document.passages:
            yield page.document
    yield from publications


def item_passages(document: Document, items: Iterable[Item]) -> tuple[Passage, ...]:
    """Return the items of a list as passages of its document that link to the publications."""
    added = []
    for item in items:
        passage = _about_passage(fingerprint(document.id, item.link), item)
        added.append(replace(passage, url=item.link.partition("#")[0]))
    return _numbered([*document.passages, *added], document.id)


def url_key(url: str) -> str:
    """Return what makes two URLs lead to one page: no scheme, no www, no fragment.

    >>> url_key("http://www.example.org/rules.pdf#page=2")
    'example.org/rules.pdf'
    """
    return url.partition("#")[0].partition("://")[2].removeprefix("www.")


class _Linker:
    """Knows the pages of one site, and which of them a publication has claimed."""

    def __init__(self, pages: Sequence[ExtractedPage]) -> None:
        self._by_url = {url_key(page.document.url): page for page in pages}
        self._claimed: set[str] = set()
        self._listed: dict[str, tuple[Item, ExtractedPage]] = {}
        for page in pages:
            for item in page.items:
                first, listing = self._listed.get(item.link, (item, page))
                self._listed[item.link] = _completed(first, item), listing
        self._leading_to = Counter(map(url_key, self._listed))

    def is_free(self, page: ExtractedPage) -> bool:
        """Return whether no publication has claimed the page or file."""
        return page.document.id not in self._claimed

    def is_inner_page(self, page: ExtractedPage) -> bool:
        """Return whether an unlisted page describes a publication and offers its file."""
        file = self._by_url.get(url_key(page.file)) if page.file else None
        is_described = bool(page.about.authors and page.about.published)
        return is_described and self.is_free(page) and file is not None and self.is_free(file)

    def items(self) -> Iterator[tuple[Item, ExtractedPage]]:
        """Yield each listed publication once with its first list, those with inner pages first."""
        items = sorted(self._listed.values(), key=lambda each: each[0].link == each[0].file)
        for item, listing in items:
            target = self._by_url.get(url_key(item.link))
            if target is None or self.is_free(target) or self._leading_to[url_key(item.link)] > 1:
                yield item, listing

    def publication(self, item: Item, listing: ExtractedPage) -> Document:
        """Return the document of a publication, and take its page and file."""
        target = self._claim(item.link)
        inner = None if target is None or target.is_file else target
        file = target if inner is None else self._claim(inner.file)
        file = file or (self._claim(item.file) if item.file else None)
        parts = [part.document for part in (inner, file) if part]
        url = next((part.url for part in parts), item.link.partition("#")[0])
        first = parts[0] if parts else replace(listing.document, passages=())
        document = replace(
            first,
            # Without parts, the URL may be that of another document, such as a list.
            id=fingerprint(url) if parts else fingerprint(item.link, "publication"),
            url=url,
            kind="publication",
            title=item.title,
            published=_first(item.fields.published, *(part.published for part in parts)),
            authors=item.fields.authors or next((p.authors for p in parts if p.authors), ()),
            description=_first(item.fields.abstract, *(part.description for part in parts)),
        )
        passages = [
            replace(passage, url="" if part.url == url else part.url)
            for part in parts
            for passage in part.passages
        ]
        return replace(document, passages=_with_about(document.id, item, passages))

    def _claim(self, url: str) -> ExtractedPage | None:
        """Return what was read at a URL, if it is one publication's page or file and free."""
        page = self._by_url.get(url_key(url)) if url else None
        if page is None or page.items or self._leading_to[url_key(url)] > 1:
            return None
        if not self.is_free(page):
            return None
        self._claimed.add(page.document.id)
        return page


def _completed(item: Item, other: Item) -> Item:
    """Return the item, completed by what another list says about it."""
    values = vars(other.fields).items()
    missing = {name: value for name, value in values if not getattr(item.fields, name)}
    return replace(item, file=item.file or other.file, fields=replace(item.fields, **missing))


def _first(*values: str) -> str:
    return next(filter(None, values), "")


def _with_about(document_id: str, item: Item, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the passages with what the item says about the publication, once.

    The passage that holds the abstract gets the names that it lacks; if none holds it, a passage
    is added in front.
    """
    abstract = _key(item.fields.abstract)
    keys = [_key(passage.text) for passage in passages]
    if not abstract and passages and not _missing_lines("".join(keys), item.fields):
        return _numbered(passages, document_id)
    holder = next((at for at, key in enumerate(keys) if abstract and abstract in key), -1)
    if holder < 0:
        return _numbered([_about_passage(document_id, item), *passages], document_id)
    main = passages[holder]
    if missing := "\n".join(_missing_lines(keys[holder], item.fields)):
        html = lines_html(missing) + main.html
        main = replace(main, text=f"{missing}\n{main.text}", html=html)
    later = _without_line(passages[holder + 1 :], abstract)
    return _numbered([*passages[:holder], main, *later], document_id)


def _missing_lines(key: str, fields: Fields) -> list[str]:
    """Return the lines on authors and organization that a text does not hold in full."""
    lines = []
    if not all(_key(author) in key for author in fields.authors):
        lines.append(", ".join(fields.authors))
    if _key(fields.organization) not in key:
        lines.append(fields.organization)
    return lines


def _about_passage(document_id: str, item: Item) -> Passage:
    fields = item.fields
    imprint = ", ".join(filter(None, (fields.organization, fields.published)))
    lines = [", ".join(fields.authors), imprint, fields.abstract, *fields.notes]
    text = "\n".join(filter(None, lines)) or item.title
    url, _, anchor = item.link.partition("#")
    if url.lower().endswith(".pdf"):
        anchor = anchor or "page=1"
    draft = Draft("text", text, heading_path=(item.title,), anchor=anchor)
    (passage,) = make_passages(fingerprint(document_id, "about"), [draft])
    return passage


def _without_line(passages: Iterable[Passage], abstract: str) -> Iterator[Passage]:
    """Yield the passages without the line that repeats the abstract."""
    max_chars = len(abstract) + _MAX_LABEL_CHARS
    for passage in passages:
        lines = passage.text.split("\n")
        rest = [line for line in lines if len(key := _key(line)) > max_chars or abstract not in key]
        if len(rest) == len(lines):
            yield passage
        elif rest:
            text = "\n".join(rest)
            yield replace(passage, text=text, html=lines_html(text))


def _numbered(passages: Iterable[Passage], document_id: str) -> tuple[Passage, ...]:
    return tuple(
        replace(passage, document_id=document_id, position=position)
        for position, passage in enumerate(passages)
    )


def _key(text: str) -> str:
    """Return a text for comparison: folded, on one line."""
    return " ".join(fold(text).split())
