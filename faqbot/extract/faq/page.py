"""What a page says of itself: whether it is an FAQ, and what its contents lists lead to."""

from urllib.parse import unquote

from bs4 import Tag

from faqbot.extract.faq.evidence import names_faq
from faqbot.extract.faq.measure import Measure, element_after
from faqbot.extract.html.tree import HEADINGS, tags

_MIN_LISTED = 3
_PATH_SIGNS = str.maketrans("-_/.?=&+%", "         ")


class PageSigns:
    """The signs of a page that count for all its elements.

    `faq_parts` holds the `id()` of the elements under a heading that names an FAQ, `targets` the
    anchors that a contents list leads to, `jumps` the `id()` of the links of such lists.
    """

    def __init__(self, root: Tag, measure: Measure, url: str) -> None:
        self.is_faq = _is_faq(root, url)
        self.faq_parts: set[int] = set()
        self.targets: frozenset[str] = frozenset()
        self.jumps: frozenset[int] = frozenset()
        self._find_parts(measure)
        self._find_contents(measure)

    def _find_parts(self, measure: Measure) -> None:
        rank = ""
        for tag in measure.tags:
            if tag.name in HEADINGS and measure.text(tag):
                if rank and tag.name <= rank:
                    rank = ""
                if names_faq(measure.text(tag)):
                    rank = tag.name
                    self.is_faq = self.is_faq or rank == "h1"
                    continue
            if rank:
                self.faq_parts.add(id(tag))

    def _find_contents(self, measure: Measure) -> None:
        elements = measure.tags
        anchors = {anchor: tag for tag in reversed(elements) if (anchor := _own_anchor(tag))}
        order = {id(tag): at for at, tag in enumerate(elements)}
        jumps: dict[str, Tag] = {}
        listed: set[str] = set()
        for link in elements:
            if link.name != "a" or not measure.text(link):
                continue
            address, sign, target = str(link.get("href") or "").partition("#")
            target = unquote(target)
            if sign and target in anchors:
                jumps[target] = link
            if target and (not address or target in anchors):
                listed.add(target)
        if len(listed) < _MIN_LISTED:
            return
        self.targets = frozenset(jumps)
        self.jumps = frozenset(
            id(link)
            for target, link in jumps.items()
            if order[id(anchors[target])] > order[id(link)]
            and _repeats(anchors[target], link, measure)
        )


def _repeats(target: Tag, link: Tag, measure: Measure) -> bool:
    """Return whether the text of a link stands at its target again."""
    text = measure.text(link)
    around = set(map(id, link.parents))
    places = (target, target.parent, element_after(target))
    return any(
        isinstance(place, Tag)
        and id(place) not in around
        and text[:40] in measure.text(place)[: len(text) + 60]
        for place in places
    )


def _is_faq(root: Tag, url: str) -> bool:
    """Return whether the title or an address of the page names an FAQ."""
    top = next(reversed([root, *root.parents]))
    title = top.find("title")
    links = (tag for tag in tags(top) if tag.name == "link")
    canonical = next((link for link in links if link.get("rel") == "canonical"), None)
    addresses = [url, str(canonical.get("href") or "") if canonical else ""]
    texts = [address.rstrip("/").rpartition("/")[2].translate(_PATH_SIGNS) for address in addresses]
    if isinstance(title, Tag):
        texts.append(title.get_text())
    return any(map(names_faq, texts))


def _own_anchor(tag: Tag) -> str:
    return str(tag.get("id") or (tag.get("name") if tag.name == "a" else "") or "")
