"""Weighs what speaks for leaving an element out of a page, and what for keeping it.

Each weight below is one piece of evidence: what an element is called, where it stands, or what it
holds. An element is left out if their sum reaches `MAX_WEIGHT`, so none of them decides alone, and
a question with its answer or a heading with running text outweighs any name. The weights were
chosen on half of the pages that `bench/extraction.py` names; it shows what they bring on the
other half.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile

from bs4 import Tag

from faqbot.extract.html.measures import Measure
from faqbot.extract.html.tree import tags, visible_text

MAX_WEIGHT = 4.0

# What it is called. Roles and elements say what they are for, but authors err, and so do programs.
_ROLES = {
    "nav": ("navigation", 4.0),
    "navigation": ("navigation", 4.0),
    "menubar": ("navigation", 4.0),
    "menu": ("navigation", 1.5),
    "footer": ("footer", 4.0),
    "contentinfo": ("footer", 4.0),
    "header": ("header", 1.5),
    "banner": ("header", 3.0),
    "aside": ("aside", 1.5),
    "complementary": ("aside", 1.5),
    "search": ("form", 4.0),
    "dialog": ("dialog", 2.0),
    "alertdialog": ("dialog", 2.0),
}
# A word in an id or class names a part of the layout, or just as well the topic of a question.
_NAME = 2.0
_NAMES = {
    "navigation": "nav navbar navigation menu breadcrumb breadcrumbs pagination pager sidebar "
    "topbar toolbar toc skip prev next",
    "footer": "footer copyright colophon",
    "header": "masthead",
    "sharing": "share sharing social sociable addthis",
    "comments": "comments comment disqus respond replies",
    "related pages": "related recommended recommendations trending popular latest teaser teasers "
    "reactions outbrain taboola more",
    "promotion": "cookie cookies consent newsletter subscribe signup promo ad ads advert "
    "advertisement banner sponsored sponsor",
}
_REASONS = {word: reason for reason, words in _NAMES.items() for word in words.split()}

# Where it stands. The core is the innermost element with most of the running text.
_OUTSIDE_MAIN = 4.0  # the page marks its main content, and this is not in it
_BEFORE_CORE = 1.3
_AFTER_CORE = 2.9
_END_OF_CORE = 1.0  # in it, but after the last running text

# What it holds.
_LINKS = 3.5  # outside the core, times the share of the text that is links to other pages
_LINKS_IN_CORE = 2.5
_COMMENTS = 4.0  # times the share of readers' comments
_NO_RUNNING_TEXT = 1.0
_FIELDS = 2.5  # a form with fields to fill in
_NOTICE = 2.5  # a copyright notice
_PAGER = 3.0  # hardly more than links to the page before and after
_MAX_PAGER_LINKS = 7
_REACTION = 3.5  # "Was this helpful?" and hardly more
_MAX_REACTION_CHARS = 120
_HIDDEN = 6.5  # the browser does not show it

# What speaks for keeping it.
_RUNNING_TEXT = -2.0  # if there are _RUNNING_CHARS of it, and it is half of the text
_RUNNING_CHARS = 600
_SECTION = -3.0  # a heading and running text, measured in the same way
_TITLE = -2.0  # a heading before the core
_QUESTION = -1.5
_ANSWER = -2.5  # a question and running text, if there are _ANSWER_CHARS of it
_ANSWER_CHARS = 50
_INTRODUCED = -2.0  # in the core, after a line that ends in a question mark or a colon

# A link in a list or a title says nothing of what is around it; the list is judged as a whole.
_LINES = frozenset("h1 h2 h3 h4 h5 h6 p li dt dd tr".split())
_ARTICLE_CHARS = 1000
# An element with this share of the page's running text and questions is content in any case.
_CONTENT_SHARE = 0.5
_CORE_SHARE = 0.5
# What is marked as the main content, and the only article of a page, may hold less.
_MAIN_SHARE = 0.4
_ARTICLE_SHARE = 0.25

# The line that opens a hidden panel is no longer.
_MAX_OPENER_CHARS = 200
_HIDDEN_STYLE = re.compile(r"(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)")


class Evidence:
    """What is known of the elements of one page; `fields` counts the text fields of each form.

    `measures` and `fields` are by the `id()` of the element.
    """

    def __init__(
        self, body: Tag, measures: Mapping[int, Measure], fields: Mapping[int, int]
    ) -> None:
        self._measures = measures
        self._fields = fields
        self._total = measures[id(body)]
        # On a page of links, places and links say nothing.
        self._richness = min(1, self._total.content / _RUNNING_CHARS)
        # A list of links may be the content of a page with little text, however it is named.
        self._is_short = self._total.content < _ARTICLE_CHARS
        self._main = self._marked(body, ("main",), _MAIN_SHARE) or body
        core = self._core(self._main)
        within = list(tags(core))
        in_main = within if core is self._main else tags(self._main)
        backwards = takewhile(lambda tag: not self._content(tag), reversed(within))
        forwards = takewhile(lambda tag: tag is not core, tags(body))
        self._end_of_core = frozenset(map(id, backwards))
        self._before = frozenset(map(id, forwards))
        self._in_core = frozenset(map(id, within))
        self._in_main = frozenset(map(id, in_main))
        self._around_core = frozenset(map(id, (core, *core.parents)))

    def unwanted(self, tag: Tag) -> str:
        """Return why an element is not part of the content, or "" if it is."""
        own = self._measures.get(id(tag))
        if own is None or not own.chars:
            return ""
        is_content = own.content > _CONTENT_SHARE * self._total.content > 0
        if is_content or id(tag) in self._around_core:
            return ""
        against = list(self._against(tag, own))
        if sum(weight for _, weight in against) + self._in_favour(tag, own) < MAX_WEIGHT:
            return ""
        return max(against, key=lambda item: item[1])[0]

    def _against(self, tag: Tag, own: Measure) -> Iterator[tuple[str, float]]:
        """Yield what speaks for leaving an element out: the reason and its weight."""
        role = str(tag.get("role") or "").lower()
        yield max(
            (_ROLES.get(tag.name, ("", 0.0)), _ROLES.get(role, ("", 0.0))), key=lambda item: item[1]
        )
        if reason := _named(tag):
            yield reason, _NAME
        if self._main.name != "body" and id(tag) not in self._in_main:
            yield "outside the main content", _OUTSIDE_MAIN
        yield "outside the main content", self._richness * self._place(tag)
        if tag.name not in _LINES and own.links > 1:
            size = min(1, self._total.content / own.chars) if self._is_short else 1.0
            weight = _LINKS_IN_CORE if id(tag) in self._in_core else _LINKS
            yield "links to other pages", weight * own.link_share * min(size, (own.links - 1) / 2)
        yield "comments", _COMMENTS * own.comment_chars / own.chars
        if not own.running_chars:
            yield "no running text", _NO_RUNNING_TEXT * self._richness
        if self._fields.get(id(tag)):
            yield "form", _FIELDS
        if own.notices:
            yield "copyright", _NOTICE
        if own.pagers and own.links <= _MAX_PAGER_LINKS and not own.running_chars:
            yield "navigation", _PAGER
        is_short = own.chars < _MAX_REACTION_CHARS and not own.links
        if own.calls and is_short and tag.name not in _LINES:
            yield "reactions", _REACTION
        if _is_hidden(tag):
            yield "hidden", _HIDDEN

    def _place(self, tag: Tag) -> float:
        if id(tag) in self._before:
            return _BEFORE_CORE
        if id(tag) not in self._in_core:
            return _AFTER_CORE
        return _END_OF_CORE if id(tag) in self._end_of_core else 0.0

    def _in_favour(self, tag: Tag, own: Measure) -> float:
        """Return the weight of what speaks for keeping an element."""
        running = min(1, own.running_chars / _RUNNING_CHARS, 2 * own.running_chars / own.chars)
        weight = _RUNNING_TEXT * running
        if own.headings:
            weight += _SECTION * running
            is_title = id(tag) in self._before and not own.pagers
            weight += _TITLE if is_title else 0
        if own.questions:
            weight += _QUESTION + _ANSWER * min(1, own.running_chars / _ANSWER_CHARS)
        if own.is_introduced and id(tag) in self._in_core:
            weight += _INTRODUCED
        return weight

    def _core(self, main: Tag) -> Tag:
        core = self._marked(main, ("article",), _ARTICLE_SHARE) or main
        min_content = max(_CORE_SHARE * self._content(core), 1)
        while True:
            below = self._largest(tag for tag in core.contents if isinstance(tag, Tag))
            if below is None or below.name == "p" or self._content(below) < min_content:
                return core
            core = below

    def _marked(self, root: Tag, names: tuple[str, ...], min_share: float) -> Tag | None:
        """Return the element of this name or role with the content, or None if it is spread."""
        marked = [tag for tag in tags(root) if tag.name in names or tag.attrs.get("role") in names]
        largest = self._largest(marked)
        if largest is None:
            return None
        floor = max(min_share * self._content(root), sum(map(self._content, marked)) / 2)
        return largest if self._content(largest) >= floor else None

    def _largest(self, candidates: Iterable[Tag]) -> Tag | None:
        return max(candidates, key=self._content, default=None)

    def _content(self, tag: Tag) -> int:
        own = self._measures.get(id(tag))
        return own.content if own else 0


def _named(tag: Tag) -> str:
    """Return what the words in the id or classes of an element name, or ""."""
    if not tag.attrs:
        return ""
    names = [str(tag.attrs.get("id") or ""), *map(str, tag.attrs.get("class") or ())]
    words = (word for name in names for word in re.split(r"[-_]+", name.lower()))
    return next((_REASONS[word] for word in words if word in _REASONS), "")


def _is_hidden(tag: Tag) -> bool:
    """Return whether an element is hidden for good.

    The panels of accordions and tabs open: they follow the short line that opens them, or one
    another.
    """
    if not _has_hidden_state(tag) or tag.get("role") in ("tabpanel", "region"):
        return False
    before = tag.find_previous_sibling()
    is_panel = before is not None and (
        _has_hidden_state(before) or len(visible_text(before)) <= _MAX_OPENER_CHARS
    )
    return not is_panel


def _has_hidden_state(tag: Tag) -> bool:
    return bool(tag.attrs) and (
        tag.has_attr("hidden")
        or str(tag.get("aria-hidden") or "").lower() == "true"
        or bool(_HIDDEN_STYLE.search(str(tag.get("style") or "")))
    )
