"""What each element of a page holds, measured in one pass over the tree."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bs4 import Tag
from bs4.element import PageElement

from faqbot.core.languages.registry import LANGUAGES
from faqbot.core.text.unicode import squeeze
from faqbot.extract.html.tree import HEADINGS, INLINE, walk

# The elements that are not measured.
IN_LINE = INLINE - {"td", "th", "span"}
# A line of this many words, or a shorter one that ends as sentences do, is running text.
_MIN_LINE_WORDS = 9
_MIN_SENTENCE_WORDS = 4
# Scripts without spaces between words: letters count.
_MIN_UNSPACED_CHARS = 15
_SENTENCE_ENDS = tuple('.!:…。！।។"”»)')
_QUESTION_MARKS = tuple("?？؟;՞")
# A copyright notice.
_NOTICE = re.compile(r"(?i)©|\(c\) ?\d{4}|copyright (?:©|\d{4})|all rights reserved")
_MAX_NOTICE_CHARS = 300
# What documents rather than other pages are called.
_FILE = re.compile(r"(?i)\.(?:pdf|docx?|odt|xlsx?|ods|pptx?|csv|zip|epub)(?:[?#]|$)")
_TOGGLE_ATTRIBUTES = ("data-toggle", "data-bs-toggle", "aria-controls", "aria-expanded")
_MAX_QUESTION_CHARS = 200
# The text below the headline of another page is no longer.
_MAX_TEASER_CHARS = 300
# A line with this share of links is one of links.
_MIN_LINK_SHARE = 0.8
# How manuals mark the links between their pages. Source of the keys: DocBook XSL Stylesheets.
_RELATIONS = frozenset("prev previous next up start contents".split())
_ACCESS_KEYS = frozenset("pnuh")
_ARROW = re.compile(r"^(?:[«‹←]|<{1,3}\s)|(?:[»›→]|\s>{1,3})$")
_MAX_PAGER_CHARS = 60
_CALL = r"(?i){calls_to_action}"
# Comments of readers are no more, in multiples of the text that they comment on; a page with more
# has all its text in elements of such names.
_MAX_COMMENTS = 4
# What a question weighs in characters of running text: its answer may be a word.
_QUESTION_CHARS = 80


@dataclass(slots=True)
class Measure:
    """Counts of an element with all its content; `chars` counts characters other than spaces.

    Links are those to other pages: a list of links to places on the page names what it holds.
    `running_chars` are those of sentences outside links; `questions` and `headings` are no links.
    `notices` counts copyright notices, `pagers` links to the page before or after,
    `calls` lines such as "Was this helpful?".
    `is_introduced` says that the line before it ends in a question mark or a colon.
    """

    chars: int = 0
    link_chars: int = 0
    running_chars: int = 0
    questions: int = 0
    headings: int = 0
    links: int = 0
    notices: int = 0
    pagers: int = 0
    calls: int = 0
    comment_chars: int = 0
    is_introduced: bool = False

    @property
    def link_share(self) -> float:
        """Return the share of the text that is links, 0 to 1."""
        return self.link_chars / self.chars if self.chars else 0.0

    @property
    def content(self) -> int:
        """Return how much speaks for content: characters of running text, and questions."""
        return self.running_chars + _QUESTION_CHARS * self.questions


def measure(root: Tag) -> Mapping[int, Measure]:
    """Return what `root` and each element below it holds, by its `id()`.

    Elements within a line are not measured, but for cells and `span`, which some layouts are made
    of.
    """
    reader = _read(root, has_comments=True)
    total = reader.measures[id(root)]
    if total.comment_chars > _MAX_COMMENTS * total.content:
        reader = _read(root, has_comments=False)
    return reader.measures


def _read(root: Tag, *, has_comments: bool) -> "_Reader":
    reader = _Reader(has_comments=has_comments)
    for is_opening, node in walk(root):
        if not isinstance(node, Tag):
            reader.read(node)
        elif is_opening:
            reader.open(node)
        else:
            reader.close(node)
    return reader


class _Reader:
    """Counts over the whole page; what an element holds is their growth within it."""

    def __init__(self, *, has_comments: bool) -> None:
        self._has_comments = has_comments
        self.measures: dict[int, Measure] = {}
        self._total = Measure()
        self._line: list[str] = []
        self._line_links = 0
        self._is_heading = False
        self._is_link = False
        self._follows_link = self._asks = self._is_introduced = False
        self._comments: list[int] = []  # the open elements that are named comments

    def open(self, tag: Tag) -> None:
        if self._has_comments and _is_comment(tag):
            self._comments.append(id(tag))
        if tag.name not in INLINE:
            self._end_line()
            self._is_heading = self._is_heading or tag.name in HEADINGS
        elif tag.name == "a":
            self._is_link = _leads_away(tag)
            self._total.links += self._is_link
            self._total.pagers += self._is_link and _turns_page(tag)
        if tag.name in IN_LINE:
            return
        total = self._total
        self.measures[id(tag)] = Measure(
            total.chars,
            total.link_chars,
            total.running_chars,
            total.questions,
            total.headings,
            total.links,
            total.notices,
            total.pagers,
            total.calls,
            total.comment_chars,
            self._is_introduced,
        )

    def close(self, tag: Tag) -> None:
        if tag.name not in INLINE:
            self._end_line()
            self._is_heading = self._is_heading and tag.name not in HEADINGS
        elif tag.name == "a":
            self._is_link = False
        if self._comments and self._comments[-1] == id(tag):
            self._comments.pop()
        if tag.name in IN_LINE:
            return
        total, own = self._total, self.measures[id(tag)]
        own.chars = total.chars - own.chars
        own.link_chars = total.link_chars - own.link_chars
        own.running_chars = total.running_chars - own.running_chars
        own.questions = total.questions - own.questions
        own.headings = total.headings - own.headings
        own.links = total.links - own.links
        own.notices = total.notices - own.notices
        own.pagers = total.pagers - own.pagers
        own.calls = total.calls - own.calls
        own.comment_chars = total.comment_chars - own.comment_chars

    def read(self, text: PageElement) -> None:
        piece = str(text)
        count = len(piece) - piece.count(" ")
        if not piece.isprintable():
            count -= sum(map(piece.count, "\n\t\r\xa0"))
        if not count:
            self._line.append(" ")
            return
        self._line.append(piece)
        self._total.chars += count
        if self._is_link:
            self._total.link_chars += count
            self._line_links += count

    def _end_line(self) -> None:
        line = squeeze("".join(self._line))
        if line:
            self._is_introduced = line.endswith((*_QUESTION_MARKS, ":", "："))
            self._count_line(line, len(line) - line.count(" "))
        self._line.clear()
        self._line_links = 0

    def _count_line(self, line: str, chars: int) -> None:
        if self._line_links >= _MIN_LINK_SHARE * chars:
            self._follows_link = line.count(" ") >= _MIN_SENTENCE_WORDS - 1
            self._asks = line.endswith(_QUESTION_MARKS)
        elif len(self._comments) > 1:
            self._total.comment_chars += chars
        elif line.endswith(_QUESTION_MARKS) and _is_call(line):
            self._total.calls += 1
        elif chars <= _MAX_NOTICE_CHARS and _NOTICE.search(line):
            self._total.notices += 1
        elif self._is_heading:
            self._total.headings += 1
            self._total.questions += line.endswith(_QUESTION_MARKS)
            self._follows_link = False
        elif line.endswith(_QUESTION_MARKS) and chars <= _MAX_QUESTION_CHARS:
            self._total.questions += 1
            self._follows_link = False
        elif _is_running(line):
            if not self._follows_link or self._asks or chars > _MAX_TEASER_CHARS:
                self._total.running_chars += chars - self._line_links
                self._total.questions += self._follows_link and self._asks
            else:
                self._total.link_chars += chars - self._line_links
            self._follows_link = False


def _is_call(line: str) -> bool:
    return bool(LANGUAGES.pattern(_CALL).fullmatch(line))


def _turns_page(link: Tag) -> bool:
    """Return whether a link leads to the page before or after this one, or to their contents."""
    relations = str(link.get("rel") or "").lower().split()
    if not _RELATIONS.isdisjoint(relations) or link.get("accesskey") in _ACCESS_KEYS:
        return True
    first = next(link.stripped_strings, "")
    return bool(_ARROW.search(first)) and len(first) <= _MAX_PAGER_CHARS


def _is_comment(tag: Tag) -> bool:
    if not tag.attrs:
        return False
    names = " ".join(tag.attrs.get("class") or ())
    return "comment" in names.lower() or tag.attrs.get("id") == "comments"


def _leads_away(link: Tag) -> bool:
    if any(map(link.has_attr, _TOGGLE_ATTRIBUTES)) or link.get("role") in ("button", "tab"):
        return False
    href = str(link.get("href") or "#")
    if href.startswith("#") or href[:11].lower().startswith(("javascript:", "mailto:", "tel:")):
        return False
    return not _FILE.search(href)


def _is_running(line: str) -> bool:
    words = line.count(" ") + 1
    if words >= _MIN_LINE_WORDS:
        return True
    if words < _MIN_SENTENCE_WORDS:
        return len(line) >= _MIN_UNSPACED_CHARS * words and line[0] > "\u0e00"
    return line.endswith(_SENTENCE_ENDS)
