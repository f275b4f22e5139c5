"""Lines that repeat over a site's pages: strips of links, address lines, copyright."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from faqbot.core.text.hashing import fingerprint
from faqbot.core.text.words import fold
from faqbot.extract.html.blocks import Block

_FEWEST_PAGES = 5
_FEWEST_TITLES = 3
_SHARE = 0.4
# What stands between the parts of a title: "Fees - Oakhill School".
TITLE_SEPARATOR = re.compile(r"( (?:[-–—·~:/]|::|--) | ?[|»«›‹•] ?)")
_LONGEST_CONTACT = 400
# What people look for in a footer: telephone, e-mail, postal code of a state, opening hours.
_CONTACT = re.compile(
    r"\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}|\+\d[\d\s().-]{7,}|[\w.+-]+@[\w-]+\.\w+"
    r"|\b[A-Z]{2} \d{5}\b|\d\s?(?:[ap]\.?m\b|h\b|:\d\d)"
)


@dataclass(frozen=True)
class Boilerplate:
    """What repeats over a site.

    `keys` identifies all such lines; `contact` holds those that say how to reach the site;
    `title_parts` comes from `repeated_title_parts`. `listed` holds the keys of the lines that the
    site's lists of publications show, and `lists` the paths of these lists: each filter of a list
    is another page with some of the same lines.
    """

    keys: Set[str] = frozenset()
    contact: tuple[str, ...] = ()
    title_parts: frozenset[str] = frozenset()
    listed: Set[str] = frozenset()
    lists: Set[str] = frozenset()


@dataclass(frozen=True)
class Look:
    """What one page adds to what is known of its site.

    `links` and `texts` are the keys of its lines, of links and of others; `contacts` those that
    tell how to reach the site, each with its line. `title` is as the page states it. If it lists
    publications, `list_path` is its path and `listed` the keys of the lines that show them.
    """

    title: str = ""
    links: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    contacts: tuple[tuple[str, str], ...] = ()
    list_path: str = ""
    listed: tuple[str, ...] = ()


def line_key(line: str) -> str:
    """Return what makes two lines the same for this purpose."""
    return fingerprint(fold(" ".join(line.removeprefix("- ").split())))


def look_at_lines(page: Iterable[Block]) -> Look:
    """Return what the lines of a page add to what is known of its site."""
    own = _lines(page)
    lines = {line_key(block.text): block.is_links for block in own}
    return Look(
        links=tuple(key for key, is_links in lines.items() if is_links),
        texts=tuple(key for key, is_links in lines.items() if not is_links),
        contacts=tuple((line_key(block.text), block.text) for block in own if _is_contact(block)),
    )


def repeated(looks: Iterable[Look]) -> Boilerplate:
    """Return what belongs to the site and not to a page.

    A line of links counts when it stands on five pages: the parts of a guide share such a line
    with one another only. Other text must stand on two pages in five as well, since a filtered
    list shows the same abstracts under many URLs. Headings never count: every stage of a plan may
    have its "Milestones".
    """
    links: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    titles: list[str] = []
    listed: set[str] = set()
    lists: set[str] = set()
    for look in looks:
        links.update(look.links)
        texts.update(look.texts)
        shown |= dict(look.contacts)
        titles.append(look.title)
        listed.update(look.listed)
        lists.update({look.list_path} if look.list_path else ())
    floor = max(_FEWEST_PAGES, _SHARE * len(titles))
    found = {key for key, count in links.items() if count >= _FEWEST_PAGES}
    found |= {key for key, count in texts.items() if count >= floor}
    return Boilerplate(
        keys=frozenset(found),
        contact=tuple(text for key, text in shown.items() if key in found),
        title_parts=repeated_title_parts(titles),
        listed=frozenset(listed),
        lists=frozenset(lists),
    )


def repeated_title_parts(titles: Iterable[str]) -> frozenset[str]:
    """Return, folded, what the titles of a site begin or end with, and titles that many share.

    A part counts by the different titles that have it: a list shows one title under many URLs.
    """
    pages = Counter(title_key(title) for title in titles if title)
    ends: Counter[str] = Counter()
    for title in pages:
        parts = TITLE_SEPARATOR.split(title)
        ends.update({parts[0], parts[-1]} if len(parts) > 1 else ())
    return frozenset(_common(pages, pages.total())) | frozenset(_common(ends, len(pages)))


def _common(counted: Counter[str], total: int) -> Iterator[str]:
    floor = max(_FEWEST_TITLES, _SHARE * total)
    return (part for part, count in counted.items() if count >= floor)


def title_key(name: str) -> str:
    """Return what makes two titles, or parts of titles, the same."""
    return fold(name).replace("&", "and")


def _lines(page: Iterable[Block]) -> list[Block]:
    """Return the lines that may repeat: no headings, no questions, and not what answers them.

    Every branch office has its "Is it free? Yes."
    """
    found = []
    follows_question = False
    for block in page:
        is_question = block.text.endswith("?")
        if not (block.level or is_question or follows_question):
            found.append(block)
        follows_question = is_question
    return found


def _is_contact(block: Block) -> bool:
    return len(block.text) <= _LONGEST_CONTACT and bool(_CONTACT.search(block.text))
