"""Lines that repeat over a site's pages: strips of links, address lines, copyright."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from faqbot.extract.html import Block
from faqbot.text import fingerprint, fold

_FEWEST_PAGES = 5
_SHARE = 0.4


_LONGEST_CONTACT = 400
# What people look for in a footer: telephone, e-mail, postal code of a state, opening hours.
_CONTACT = re.compile(
    r"\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}|\+\d[\d\s().-]{7,}|[\w.+-]+@[\w-]+\.\w+"
    r"|\b[A-Z]{2} \d{5}\b|\d\s?(?:[ap]\.?m\b|h\b|:\d\d)"
)


@dataclass(frozen=True)
class Boilerplate:
    """What repeats over a site.

    These are the keys of all lines, those lines that tell how to reach it, and the parts of
    titles, as `repeated_parts` gives them. `listed` holds the keys of the lines that its lists of
    publications show, and `lists` the paths of these lists: each filter of a list is another page
    with some of the same lines.
    """

    keys: frozenset[str] = frozenset()
    contact: tuple[str, ...] = ()
    title_parts: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()


def line_key(line: str) -> str:
    """Return what makes two lines the same for this purpose."""
    return fingerprint(fold(" ".join(line.removeprefix("- ").split())))


def repeated_lines(pages: Iterable[Iterable[Block]]) -> Boilerplate:
    """Return the lines that belong to the site and not to a page.

    A line of links counts when it stands on five pages: the parts of a guide share such a line
    with one another only. Other text must stand on two pages in five as well, since a filtered
    list shows the same abstracts under many URLs. Headings never count: every stage of a plan may
    have its "Milestones".
    """
    links: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    page_count = 0
    for page in pages:
        own = _lines(page)
        lines = {line_key(block.text): block.is_links for block in own}
        shown |= {line_key(block.text): block.text for block in own if _is_contact(block)}
        links.update(key for key, is_links in lines.items() if is_links)
        texts.update(key for key, is_links in lines.items() if not is_links)
        page_count += 1
    floor = max(_FEWEST_PAGES, _SHARE * page_count)
    found = {key for key, count in links.items() if count >= _FEWEST_PAGES}
    found |= {key for key, count in texts.items() if count >= floor}
    return Boilerplate(frozenset(found), tuple(text for key, text in shown.items() if key in found))


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
