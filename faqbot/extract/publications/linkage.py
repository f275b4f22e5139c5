"""Entries of lists, inner pages and files become one document for each publication."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from faqbot.core.records import Document, Passage
from faqbot.core.text.hashing import fingerprint
from faqbot.core.text.words import fold
from faqbot.extract.html.sanitize import lines_html
from faqbot.extract.passages.ids import Draft
from faqbot.extract.passages.sections import make_passages
from faqbot.extract.publications.fields import Facts
from faqbot.extract.publications.items import Entry

# An abstract that is told again may have a word such as "Summary:" before it.
_LABEL_LENGTH = 40


@dataclass(frozen=True)
class Reading:
    """What one page or file gave.

    The text of `entries`, the publications it lists, is not in the document. `file` is the URL of
    the one file that the page offers to get; `about` what its first lines say of a publication.
    `due` is the next day that it states and that does not count yet, as it lies ahead, or "".
    """

    document: Document
    entries: tuple[Entry, ...] = ()
    file: str = ""
    about: Facts = field(default_factory=Facts)
    due: str = ""

    @property
    def is_file(self) -> bool:
        """Return whether this was a file rather than a page."""
        return self.document.kind == "publication"


def join(readings: Sequence[Reading]) -> Iterator[Document]:
    """Yield the documents of one site: each publication once, joined with its page and file.

    Pages and files that belong to no publication come first, as they are. An entry whose page and
    file were not read makes a document of its own, which links to them.
    """
    joiner = _Joiner(readings)
    publications = [joiner.publication(entry, listing) for entry, listing in joiner.entries()]
    publications += [
        joiner.publication(_own_entry(reading), reading)
        for reading in readings
        if joiner.is_inner_page(reading)
    ]
    for reading in readings:
        if joiner.is_free(reading) and reading.document.passages:
            yield reading.document
    yield from publications


def entry_passages(document: Document, entries: Iterable[Entry]) -> tuple[Passage, ...]:
    """Return the entries of a list as passages of its document, which link to what they list."""
    made = [
        replace(
            _about_passage(fingerprint(document.id, entry.link), entry),
            url=entry.link.partition("#")[0],
        )
        for entry in entries
    ]
    return _numbered([*document.passages, *made], document.id)


def url_key(url: str) -> str:
    """Return what makes two URLs lead to one page: no scheme, no www, no fragment.

    >>> url_key("http://www.example.org/rules.pdf#page=2")
    'example.org/rules.pdf'
    """
    return url.partition("#")[0].partition("://")[2].removeprefix("www.")


class _Joiner:
    """Knows what was read and what a publication has already taken."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = readings
        self._read = {url_key(reading.document.url): reading for reading in readings}
        self._taken: set[str] = set()
        self._listed: dict[str, tuple[Entry, Reading]] = {}
        for reading in readings:
            for entry in reading.entries:
                known = self._listed.get(entry.link)
                whole = (_completed(known[0], entry), known[1]) if known else (entry, reading)
                self._listed[entry.link] = whole
        self._leading_to = Counter(map(url_key, self._listed))

    def is_free(self, reading: Reading) -> bool:
        """Return whether no publication has taken the page or file."""
        return reading.document.id not in self._taken

    def is_inner_page(self, reading: Reading) -> bool:
        """Return whether a page that no list names tells of a publication and offers its file."""
        file = self._read.get(url_key(reading.file)) if reading.file else None
        is_told = bool(reading.about.authors and reading.about.published)
        return is_told and self.is_free(reading) and file is not None and self.is_free(file)

    def entries(self) -> Iterator[tuple[Entry, Reading]]:
        """Yield each listed publication once with its first list, those with inner pages first."""
        listed = sorted(self._listed.values(), key=lambda each: each[0].link == each[0].file)
        for entry, listing in listed:
            target = self._read.get(url_key(entry.link))
            if target is None or self.is_free(target) or self._leading_to[url_key(entry.link)] > 1:
                yield entry, listing

    def publication(self, entry: Entry, listing: Reading) -> Document:
        """Return the document of a publication, and take its page and file."""
        target = self._take(entry.link)
        inner = None if target is None or target.is_file else target
        file = target if inner is None else self._take(inner.file)
        file = file or (self._take(entry.file) if entry.file else None)
        parts = [part.document for part in (inner, file) if part]
        url = next((part.url for part in parts), entry.link.partition("#")[0])
        first = parts[0] if parts else replace(listing.document, passages=())
        document = replace(
            first,
            # Without parts, the URL may be that of another document, such as a list.
            id=fingerprint(url) if parts else fingerprint(entry.link, "publication"),
            url=url,
            kind="publication",
            title=entry.title,
            published=_first(entry.facts.published, *(part.published for part in parts)),
            authors=entry.facts.authors or next((p.authors for p in parts if p.authors), ()),
            description=_first(entry.facts.abstract, *(part.description for part in parts)),
        )
        passages = [_placed(passage, part, url) for part in parts for passage in part.passages]
        return replace(document, passages=_with_about(document.id, entry, passages))

    def _take(self, url: str) -> Reading | None:
        """Return what was read at a URL, if it is one publication's page or file and free."""
        reading = self._read.get(url_key(url)) if url else None
        if reading is None or reading.entries or self._leading_to[url_key(url)] > 1:
            return None
        if not self.is_free(reading):
            return None
        self._taken.add(reading.document.id)
        return reading


def _own_entry(reading: Reading) -> Entry:
    document = reading.document
    return Entry(document.title, document.url, reading.file, reading.about)


def _completed(entry: Entry, other: Entry) -> Entry:
    """Return the entry with what another list says beyond it."""
    fields = vars(other.facts).items()
    missing = {name: value for name, value in fields if not getattr(entry.facts, name)}
    facts = replace(entry.facts, **missing)
    return replace(entry, file=entry.file or other.file, facts=facts)


def _first(*values: str) -> str:
    return next(filter(None, values), "")


def _placed(passage: Passage, part: Document, url: str) -> Passage:
    return replace(passage, url="" if part.url == url else part.url)


def _with_about(document_id: str, entry: Entry, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the passages with what the entry says, once.

    The passage that tells the abstract gets the names that it lacks; if none does, one more
    passage stands before them.
    """
    abstract = _key(entry.facts.abstract)
    keys = [_key(passage.text) for passage in passages]
    if not abstract and passages and not _untold("".join(keys), entry.facts):
        return _numbered(passages, document_id)
    holder = next((at for at, key in enumerate(keys) if abstract and abstract in key), -1)
    if holder < 0:
        return _numbered([_about_passage(document_id, entry), *passages], document_id)
    told = passages[holder]
    if untold := "\n".join(_untold(keys[holder], entry.facts)):
        html = lines_html(untold) + told.html
        told = replace(told, text=f"{untold}\n{told.text}", html=html)
    later = _without_line(passages[holder + 1 :], abstract)
    return _numbered([*passages[:holder], told, *later], document_id)


def _untold(key: str, facts: Facts) -> list[str]:
    """Return the lines on authors and organization of which a text lacks something."""
    lines = []
    if not all(_key(author) in key for author in facts.authors):
        lines.append(", ".join(facts.authors))
    if _key(facts.organization) not in key:
        lines.append(facts.organization)
    return lines


def _about_passage(document_id: str, entry: Entry) -> Passage:
    facts = entry.facts
    imprint = ", ".join(filter(None, (facts.organization, facts.published)))
    lines = [", ".join(facts.authors), imprint, facts.abstract, *facts.notes]
    text = "\n".join(filter(None, lines)) or entry.title
    url, _, anchor = entry.link.partition("#")
    if url.lower().endswith(".pdf"):
        anchor = anchor or "page=1"
    draft = Draft("text", text, heading_path=(entry.title,), anchor=anchor)
    (passage,) = make_passages(fingerprint(document_id, "about"), [draft])
    return passage


def _without_line(passages: Iterable[Passage], abstract: str) -> Iterator[Passage]:
    """Yield the passages without the line that tells the abstract again."""
    most = len(abstract) + _LABEL_LENGTH
    for passage in passages:
        lines = passage.text.split("\n")
        kept = [line for line in lines if len(key := _key(line)) > most or abstract not in key]
        if len(kept) == len(lines):
            yield passage
        elif kept:
            text = "\n".join(kept)
            yield replace(passage, text=text, html=lines_html(text))


def _numbered(passages: Iterable[Passage], document_id: str) -> tuple[Passage, ...]:
    return tuple(
        replace(passage, document_id=document_id, position=position)
        for position, passage in enumerate(passages)
    )


def _key(text: str) -> str:
    """Return a text for comparison: folded, on one line."""
    return " ".join(fold(text).split())
