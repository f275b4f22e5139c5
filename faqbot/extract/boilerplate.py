"""Lines that repeat over a site's pages: strips of links, address lines, copyright."""

from collections import Counter
from collections.abc import Iterable

from faqbot.extract.html import Block
from faqbot.text import fingerprint, fold

_FEWEST_PAGES = 5
_SHARE = 0.4


def line_key(line: str) -> str:
    """Return what makes two lines the same for this purpose."""
    return fingerprint(fold(line))


def repeated_lines(pages: Iterable[Iterable[Block]]) -> frozenset[str]:
    """Return the keys of the lines that belong to the site and not to a page.

    A line of links counts when it stands on five pages: the parts of a guide share such a line
    with one another only. Other text must stand on two pages in five as well, since a filtered
    list shows the same abstracts under many URLs. Headings never count: every stage of a plan may
    have its "Milestones".
    """
    links: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    page_count = 0
    for page in pages:
        lines = {line_key(block.text): block.is_links for block in page if not block.level}
        links.update(key for key, is_links in lines.items() if is_links)
        texts.update(key for key, is_links in lines.items() if not is_links)
        page_count += 1
    floor = max(_FEWEST_PAGES, _SHARE * page_count)
    found = {key for key, count in links.items() if count >= _FEWEST_PAGES}
    return frozenset(found | {key for key, count in texts.items() if count >= floor})
