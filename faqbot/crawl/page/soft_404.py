"""Pages with status 200 and no content: soft 404s, and shells that only JavaScript would fill."""

import re
from functools import cache

from faqbot.core.languages.registry import LANGUAGES, Languages, alternation
from faqbot.core.records import Page
from faqbot.crawl.page.directives import PageDirectives

_MAX_HEAD_BYTES = 200_000
_MAX_SHELL_WORDS = 60
_MAX_ERROR_WORDS = 300  # a long article titled "Page not found" is an article
_MIN_SHARED_LINES = 0.8
# The elements into which frameworks render.
_EMPTY_ROOT = re.compile(
    rb"""<(?:app|my-app|ember|ng-view)[-\w]*[\s>]|\bng-(?:app|version)\b|
    \bid\s*=\s*["']?(?:root|app|main-app|app-root|react-root|react-app|__next|__nuxt|___gatsby|
    svelte|q-app|ember\d*|vue-app)["'\s>]""",
    re.IGNORECASE | re.VERBOSE,
)
_TITLE_PARTS = re.compile(r"\s+[|–—·»:-]+\s+|[|–—·»:]")


def needs_javascript(page: Page, directives: PageDirectives) -> bool:
    """Return whether a page is nearly empty until its scripts have run."""
    if directives.word_count >= _MAX_SHELL_WORDS or not directives.script_count:
        return False
    head = page.body[:_MAX_HEAD_BYTES]
    return bool(_EMPTY_ROOT.search(head) or _javascript_request(LANGUAGES).search(head))


def is_soft_404(
    directives: PageDirectives,
    *,
    not_found: PageDirectives | None,
    home: PageDirectives,
    languages: Languages = LANGUAGES,
) -> bool:
    """Return whether a page says that it does not exist.

    `not_found` is what the site returns with status 200 for a URL that cannot exist, or None; it
    proves nothing if it equals the `home` page.
    """
    if directives.word_count < _MAX_ERROR_WORDS:
        parts = _TITLE_PARTS.split(directives.title)
        error_title = _error_title(languages)
        # The whole part: "What to do when a page is not found" is a page.
        if any(error_title.fullmatch(part) for part in parts if part.strip()):
            return True
    if not_found is None or not_found.text_hash == home.text_hash:
        return False
    if directives.text_hash == not_found.text_hash:
        return True
    # An error page may quote the address or the time, so similar is enough; a title that the home
    # page has too proves nothing.
    return directives.title == not_found.title != home.title and are_similar(directives, not_found)


def are_similar(one: PageDirectives, other: PageDirectives) -> bool:
    """Return whether two pages share at least 80 % of their lines."""
    most = max(len(one.lines), len(other.lines))
    return len(one.lines & other.lines) >= _MIN_SHARED_LINES * most


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
