"""Lines that repeat over a site's pages: link bars, addresses, copyright notices."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from faqbot.core.text.hashing import fingerprint
from faqbot.core.text.words import fold
from faqbot.extract.html.blocks import Block

# A line on fewer pages may be content that a few pages share.
_MIN_PAGES = 5
_MIN_TITLES = 3
# Fewer dates may be quoted from elsewhere, and those of readers' comments may differ.
_MIN_DATES, _MIN_DATES_RATIO = 3, 4
_MIN_SHARE = 0.4
# Separates the parts of a title: "Fees - Oakhill School".
TITLE_SEPARATOR = re.compile(r"( (?:[-–—·~:/]|::|--) | ?[|»«›‹•] ?)")
_MAX_CONTACT_CHARS = 400
# What people look for in a footer: telephone, e-mail, US ZIP code, opening hours.
_CONTACT = re.compile(
    r"\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}|\+\d[\d\s().-]{7,}|[\w.+-]+@[\w-]+\.\w+"
    r"|\b[A-Z]{2} \d{5}\b|\d\s?(?:[ap]\.?m\b|h\b|:\d\d)"
)


@dataclass(frozen=True)
class Boilerplate:
    """What repeats over a site.

    `keys` identifies all such lines; `contact` holds those with contact details; `title_parts`
    comes from `repeated_title_parts`. `list_keys` identifies the lines in the site's lists of
    publications, and `list_paths` holds the paths of these lists: each filter of a list is another
    page with some of the same lines. `day_first` says whether 3/4 is in April, None if unknown.
    """

    keys: Set[str] = frozenset()
    contact: tuple[str, ...] = ()
    title_parts: frozenset[str] = frozenset()
    list_keys: Set[str] = frozenset()
    list_paths: Set[str] = frozenset()
    day_first: bool | None = None


@dataclass(frozen=True)
class PageLines:
    """What one page contributes to the boilerplate of its site.

    `links` and `texts` are the keys of its lines, split into lines of links and others; `contacts`
    pairs the keys of lines with contact details with their text. `title` is the <title>. If the
    page lists publications, `list_path` is its path and `list_keys` the keys of the lists' lines.
    `day_first` and `month_first` count the dates in digits whose order is certain.
    """

    title: str = ""
    links: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    contacts: tuple[tuple[str, str], ...] = ()
    list_path: str = ""
    list_keys: tuple[str, ...] = ()
    day_first: int = 0
    month_first: int = 0


def line_key(line: str) -> str:
    """Return a key that is equal for lines that differ only in case, accents, spaces or bullet."""
    return fingerprint(fold(" ".join(line.removeprefix("- ").split())))


def lines_of(page: Iterable[Block]) -> PageLines:
    """Return the lines of a page that may be boilerplate."""
    own = _lines(page)
    lines = {line_key(block.text): block.is_links for block in own}
    return PageLines(
        links=tuple(key for key, is_links in lines.items() if is_links),
        texts=tuple(key for key, is_links in lines.items() if not is_links),
        contacts=tuple((line_key(block.text), block.text) for block in own if _is_contact(block)),
    )


def find_boilerplate(pages: Iterable[PageLines]) -> Boilerplate:
    """Return what belongs to the site rather than to a single page.

    A line of links counts if it is on five pages: the parts of a guide share such a line only
    with one another. Other text must also be on two pages in five, because a filtered list shows
    the same abstracts under many URLs. Headings never count: each stage of a plan may have its
    "Milestones".
    """
    links: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    contacts: dict[str, str] = {}
    titles: list[str] = []
    list_keys: set[str] = set()
    list_paths: set[str] = set()
    day_first = month_first = 0
    for page in pages:
        day_first += page.day_first
        month_first += page.month_first
        links.update(page.links)
        texts.update(page.texts)
        contacts |= dict(page.contacts)
        titles.append(page.title)
        list_keys.update(page.list_keys)
        list_paths.update({page.list_path} if page.list_path else ())
    floor = max(_MIN_PAGES, _MIN_SHARE * len(titles))
    keys = {key for key, count in links.items() if count >= _MIN_PAGES}
    keys |= {key for key, count in texts.items() if count >= floor}
    return Boilerplate(
        keys=frozenset(keys),
        contact=tuple(text for key, text in contacts.items() if key in keys),
        title_parts=repeated_title_parts(titles),
        list_keys=frozenset(list_keys),
        list_paths=frozenset(list_paths),
        day_first=_is_day_first(day_first, month_first),
    )


def _is_day_first(day_first: int, month_first: int) -> bool | None:
    """Return the order of day and month that nearly all of a site's certain dates have."""
    usual, others = max(day_first, month_first), min(day_first, month_first)
    is_clear = usual >= _MIN_DATES and usual >= _MIN_DATES_RATIO * others
    return day_first > month_first if is_clear else None


def repeated_title_parts(titles: Iterable[str]) -> frozenset[str]:
    """Return, folded, the first and last parts and the whole titles that many pages share.

    Parts are counted over distinct titles, because a list shows one title under many URLs.
    """
    pages = Counter(title_key(title) for title in titles if title)
    ends: Counter[str] = Counter()
    for title in pages:
        parts = TITLE_SEPARATOR.split(title)
        ends.update({parts[0], parts[-1]} if len(parts) > 1 else ())
    return frozenset(_common(pages, pages.total())) | frozenset(_common(ends, len(pages)))


def _common(counted: Counter[str], total: int) -> Iterator[str]:
    floor = max(_MIN_TITLES, _MIN_SHARE * total)
    return (part for part, count in counted.items() if count >= floor)


def title_key(name: str) -> str:
    """Return a key that is equal for titles, or parts of titles, with the same words."""
    return fold(name).replace("&", "and")


def _lines(page: Iterable[Block]) -> list[Block]:
    """Return the lines that may be boilerplate: no headings, questions or their answers.

    Every branch office has its "Is it free? Yes."
    """
    lines = []
    follows_question = False
    for block in page:
        is_question = block.text.endswith("?")
        if not (block.level or is_question or follows_question):
            lines.append(block)
        follows_question = is_question
    return lines


def _is_contact(block: Block) -> bool:
    return len(block.text) <= _MAX_CONTACT_CHARS and bool(_CONTACT.search(block.text))
