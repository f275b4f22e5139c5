"""Pages that answer 200 and hold nothing: disguised errors, and shells that scripts would fill."""

import re

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
_ASKS_FOR_SCRIPTS = re.compile(
    rb"""(?:enable|activ\w{1,5}|requires?|needs?|without|habilit\w{1,4}|aktivier\w{1,3})\s
    (?:\w{1,10}\s){0,2}java ?script|java ?script\s(?:\w{1,10}\s){0,2}(?:required|disabled|enabled|
    aktivieren|activ\w{1,3})""",
    re.IGNORECASE | re.VERBOSE,
)
_TITLE_PARTS = re.compile(r"\s+[|–—·»:-]+\s+|[|–—·»:]")
_MISSING = re.compile(
    r"""\W*(?:(?:error|fehler|erreur|errore|http)\W*)?(?:
    404(?:\W+(?:error|fehler|(?:page|file)?\W*not\W+found))?
    |(?:(?:the|this|that)\s)?(?:(?:page|file|document|content)\s)?(?:was\s|could\s|can)?\s?not\s
     (?:be\s)?found
    |(?:(?:the|this)\s)?page\s(?:does(?:n['’]t|\snot)\sexist|is\snot\savailable|unavailable)
    |(?:die\s)?seite\s(?:wurde\s)?nicht\sgefunden|page\s(?:non\strouvée|introuvable)
    |(?:la\s)?página\sno\s(?:encontrada|existe)|no\sse\sencontró\sla\spágina
    |página\snão\sencontrada|pagina\snon\strovata|pagina\sniet\sgevonden
    )\W*""",
    re.IGNORECASE | re.VERBOSE,
)


def needs_javascript(page: Page, directives: PageDirectives) -> bool:
    """Return whether a page shows next to nothing until scripts have run."""
    if directives.word_count >= _FEW_WORDS or not directives.script_count:
        return False
    head = page.body[:_LOOKED_AT_BYTES]
    return bool(_EMPTY_ROOT.search(head) or _ASKS_FOR_SCRIPTS.search(head))


def is_disguised_error(
    shown: PageDirectives, *, missing: PageDirectives | None, home: PageDirectives
) -> bool:
    """Return whether a page says that there is no such page.

    `missing` is what the site shows, with status 200, for an address that cannot exist, or None;
    it tells nothing where it is what the `home` page shows.
    """
    if shown.word_count < _FEW_WORDS_OF_AN_ERROR:
        parts = _TITLE_PARTS.split(shown.title)
        if any(_MISSING.fullmatch(part) for part in parts if part.strip()):
            return True
    if missing is None or missing.text_hash == home.text_hash:
        return False
    if shown.text_hash == missing.text_hash:
        return True
    return shown.title == missing.title != home.title and are_alike(shown, missing)


def are_alike(one: PageDirectives, other: PageDirectives) -> bool:
    """Return whether two pages show nearly the same lines."""
    most = max(len(one.lines), len(other.lines))
    return len(one.lines & other.lines) >= _ALIKE * most
