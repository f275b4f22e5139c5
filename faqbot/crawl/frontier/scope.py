"""Which URLs are in scope: those of the site, within its patterns and depth."""

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit, urlunsplit

from faqbot.core.errors import SettingsError, UrlError
from faqbot.core.urls import is_same_site, normalise_url


class Scope:
    """The scope of a crawl.

    Patterns match path and query: `*` matches anything, a pattern that ends in "/" all below it,
    and one that starts with https:// or http:// names the site too. If `include` is not empty, one
    of its patterns must match; none of `exclude` may. The seed is always in scope. `max_depth`
    limits the links from the seed to a page; 0 means no limit. Raises SettingsError for a pattern
    that cannot match anything.
    """

    def __init__(
        self,
        seed: str,
        *,
        include: Iterable[str] = (),
        exclude: Iterable[str] = (),
        max_depth: int = 0,
    ) -> None:
        self._seed = seed
        self._origin = urlsplit(seed)[:2]
        self._include = {pattern: self._compile(pattern) for pattern in include}
        self._exclude = {pattern: self._compile(pattern) for pattern in exclude}
        self._max_depth = max_depth

    def refusal(self, url: str, depth: int) -> str:
        """Return why a normalised URL is out of scope, or ""."""
        if not is_same_site(url, self._seed):
            return "belongs to another site"
        # Else an include pattern such as /guide/* would leave nothing to start from.
        if url == self._seed:
            return ""
        parts = urlsplit(url)
        # Both unescaped: a pattern may be written as browsers show the address.
        target = unquote(urlunsplit(("", "", parts.path, parts.query, "")))
        for pattern, compiled in self._exclude.items():
            if compiled.fullmatch(target):
                return f'excluded by the pattern "{pattern}"'
        if self._include and not any(each.fullmatch(target) for each in self._include.values()):
            return "matches no include pattern"
        if self._max_depth and depth > self._max_depth:
            return f"more than {self._max_depth} links away from the start"
        return ""

    def key(self, url: str) -> str:
        """Return a URL of the site with the seed's scheme and host, for comparison.

        >>> Scope("https://www.example.org/").key("http://example.org/faq")
        'https://www.example.org/faq'
        """
        if not is_same_site(url, self._seed):
            return url
        # http, https and www are one site here; each page must be fetched once.
        return urlunsplit((*self._origin, *urlsplit(url)[2:]))

    def _compile(self, pattern: str) -> re.Pattern[str]:
        path = pattern
        if "://" in pattern:
            origin, slash, rest = pattern.partition("://")[2].partition("/")
            path = slash + rest
            try:
                site = normalise_url(f"{pattern.partition('://')[0]}://{origin}/")
            except UrlError as error:
                raise SettingsError(f'the pattern "{pattern}" has no valid host: {error}') from None
            if not is_same_site(site, self._seed):
                raise SettingsError(
                    f'the pattern "{pattern}" is for another site than {self._seed}; '
                    "leave out the host: /path/*"
                )
        if not path.startswith(("/", "*")) or "#" in path or len(path.split()) != 1:
            raise SettingsError(
                f'the pattern "{pattern}" cannot match any page; write it like /archive/* or *.pdf'
            )
        path = unquote(path + "*" if path.endswith("/") else path)
        first, *pieces = map(re.escape, path.split("*"))
        # Atomic groups: a pattern of many stars would backtrack exponentially.
        between = "".join(f"(?>.*?{piece})" for piece in pieces[:-1])
        return re.compile(first + between + (f".*{pieces[-1]}" if pieces else ""), re.DOTALL)
