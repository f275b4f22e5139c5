"""Pages that answer 200 and hold nothing: disguised errors, and shells that scripts would fill."""

import re
from functools import cache

from faqbot.core.languages.registry import LANGUAGES, Languages, alternation
from faqbot.core.records import Page
from faqbot.crawl.page.directives import PageDirectives

_LOOKED_AT_BYTES = 200_000
_FEW_WORDS = 60
_FEW_WORDS_OF_AN_ERROR = 300
_ALIKE = 0.8
# Where frameworks put what their scripts make, and what pages say without scripts.
_EMPTY_ROOT = re.compile(
    rb"""<(?:app|my-app|ember|ng-view)[-\w]*[\s>]|\bng-(?:app|version)\b|
    \bid\s*=\s*["']?(?:root|app|main-app|app-root|react-root|react-app|__next|__nuxt|___gatsby|
    svelte|q-app|ember\d*|vue-app)["'\s>]""",
    re.IGNORECASE | re.VERBOSE,
)
_TITLE_PARTS = re.compile(r"\s+[|–—·»:-]+\s+|[|–—·»:]")


def needs_javascript(page: Page, directives: PageDirectives) -> bool:
    """Return whether a page shows next to nothing until scripts have run."""
    if directives.word_count >= _FEW_WORDS or not directives.script_count:
        return False
    head = page.body[:_LOOKED_AT_BYTES]
    return bool(_EMPTY_ROOT.search(head) or _javascript_request(LANGUAGES).search(head))


def is_disguised_error(
    directives: PageDirectives,
    *,
    missing: PageDirectives | None,
    home: PageDirectives,
    languages: Languages = LANGUAGES,
) -> bool:
    """Return whether a page says that there is no such page.

    `missing` is what the site shows, with status 200, for an address that cannot exist, or None;
    it tells nothing where it is what the `home` page shows.
    """
    if directives.word_count < _FEW_WORDS_OF_AN_ERROR:
        parts = _TITLE_PARTS.split(directives.title)
        error_title = _error_title(languages)
        if any(error_title.fullmatch(part) for part in parts if part.strip()):
            return True
    if missing is None or missing.text_hash == home.text_hash:
        return False
    if directives.text_hash == missing.text_hash:
        return True
    return directives.title == missing.title != home.title and are_alike(directives, missing)


def are_alike(one: PageDirectives, other: PageDirectives) -> bool:
    """Return whether two pages show nearly the same lines."""
    most = max(len(one.lines), len(other.lines))
    return len(one.lines & other.lines) >= _ALIKE * most


@cache
def _error_title(languages: Languages) -> re.Pattern[str]:
    """Return what matches the titles of error pages: "Error 404", "Page not found"."""
    words = alternation(["http", *languages.union("error_words")])
    phrases = alternation(["404", *languages.union("soft_404_phrases")]).replace(" ", r"\s")
    return re.compile(rf"\W*(?:{words}\W*)?{phrases}\W*", re.IGNORECASE)


@cache
def _javascript_request(languages: Languages) -> re.Pattern[bytes]:
    """Return what finds words that ask to enable JavaScript, at most two words away from it."""
    before = languages.alternatives("javascript_prefixes")
    behind = languages.alternatives("javascript_suffixes")
    between = r"\s(?:\w{1,10}\s){0,2}"
    pattern = rf"{before}{between}javascript|javascript{between}{behind}"
    return re.compile(pattern.encode(), re.IGNORECASE)
