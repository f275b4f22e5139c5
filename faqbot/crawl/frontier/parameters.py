"""Idle URL parameters, which do not change the page: known, configured and learnt ones."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from urllib.parse import unquote_plus, urlsplit, urlunsplit

from faqbot.core.records import Finding
from faqbot.crawl.frontier.url_patterns import path_shape

_TRACKING = """
    _ga _gl _hsenc _hsmi __hssc __hstc dclid fbclid gad_source gbraid gclid gclsrc hsa_*
    hsctatracking igshid li_fat_id matomo_* mc_cid mc_eid mkt_tok msclkid mtm_* oly_anon_id
    oly_enc_id pk_* s_cid srsltid ttclid twclid utm_* vero_id wbraid wickedid yclid
""".split()
_SESSIONS = "aspsessionid* cfid cftoken jsessionid oscsid phpsessid xtcsid zenid".split()
# These names mean a session only if the value looks like one: long, of letters and digits.
_MAYBE_SESSIONS = frozenset({"s", "sess", "session", "session_id", "sessionid", "sid"})
_SESSION_VALUE = re.compile(r"(?=[^0-9]*[0-9])(?=[^a-z]*[a-z])[0-9a-z_.-]{16,}", re.IGNORECASE)
_PRINT = frozenset(
    "print printable printer printerfriendly printer_friendly printversion printview".split()
)
_YES = frozenset({"", "1", "on", "print", "true", "y", "yes"})
_VIEWS = frozenset({"display", "format", "layout", "mode", "style", "view"})
# In a path: ";jsessionid=..." of Java, "(S(...))" of ASP.NET.
_IN_PATH = re.compile(
    r";(?:jsessionid|phpsessid|sid)=[^/;]*|/\((?:[A-Z]\([0-9a-z]{24}\))+\)(?=/)", re.IGNORECASE
)
_MIN_EQUAL = 5  # pages with equal text; several because a site may have a few equal errors
# Each argument is left out in turn, so a page costs this many look-ups at most.
_MAX_PARAMETERS = 10
# Bounds memory; the oldest go first.
_MAX_KNOWN = 20_000


class Parameters:
    """Removes idle query arguments from URLs and learns more of them from the pages.

    `ignored` are further names; a "*" at the end stands for any ending, and case does not count.
    """

    def __init__(self, ignored: Iterable[str] = ()) -> None:
        names = [*_TRACKING, *_SESSIONS, *(name.strip().lower() for name in ignored)]
        self._names = frozenset(names)
        self._starts = tuple(name[:-1] for name in names if len(name) > 1 and name.endswith("*"))
        # By URL without one argument, then by the name of that argument: the hash of the text.
        self._texts: dict[str, dict[str, str]] = {}
        self._equal: Counter[tuple[str, str]] = Counter()
        self._examples: dict[tuple[str, str], str] = {}
        # One page that differs is enough: a parameter that sometimes matters is never ignored.
        self._needed: set[tuple[str, str]] = set()

    def strip(self, url: str) -> str:
        """Return a normalised URL without tracking, session, print and configured arguments.

        >>> Parameters().strip("https://example.org/faq?id=7&utm_source=mail")
        'https://example.org/faq?id=7'
        """
        parts = urlsplit(url)
        query = _without(parts.query, self._is_known)
        return urlunsplit(parts._replace(path=_IN_PATH.sub("", parts.path), query=query))

    def key(self, url: str) -> str:
        """Return the URL without known and learnt idle parts.

        Only for comparison: the server may not know this URL.
        """
        parts = urlsplit(self.strip(url))
        if not parts.query or not self._examples:
            return urlunsplit(parts)
        shape = path_shape(parts.path)
        query = _without(parts.query, lambda name, _: self._is_learnt((shape, name)))
        return urlunsplit(parts._replace(query=query))

    def learn(self, url: str, text_hash: str) -> None:
        """Compare a page with those whose URLs differ in a single parameter."""
        parts = urlsplit(self.strip(url))
        shape = path_shape(parts.path)
        arguments = parts.query.split("&") if parts.query else []
        # Pages seen with one argument more than this one.
        without = urlunsplit(parts)
        for name, text in self._texts.get(without, {}).items():
            self._compare((shape, name), url, is_equal=text == text_hash)
        self._remember(without, "", text_hash)
        for argument in arguments[:_MAX_PARAMETERS]:
            name = _name(argument)
            rest = [other for other in arguments if _name(other) != name]
            without = urlunsplit(parts._replace(query="&".join(rest)))
            known = self._texts.get(without, {})
            # "" is the page without the argument, `name` the same page with another value.
            for text in {known[each] for each in ("", name) if each in known}:
                self._compare((shape, name), url, is_equal=text == text_hash)
            self._remember(without, name, text_hash)

    def findings(self) -> list[Finding]:
        """Return the learnt parameters, each with an example and the number of equal pages."""
        return [
            Finding("a parameter makes no difference", f"{shape}?{name}", example, count)
            for (shape, name), example in self._examples.items()
            if self._is_learnt((shape, name)) and (count := self._equal[shape, name])
        ]

    def _is_known(self, name: str, value: str) -> bool:
        return (
            name in self._names
            or name.startswith(self._starts)
            or (name in _PRINT and value.lower() in _YES)
            or (name in _VIEWS and value.lower() in _PRINT)
            or (name in _MAYBE_SESSIONS and bool(_SESSION_VALUE.fullmatch(value)))
        )

    def _is_learnt(self, parameter: tuple[str, str]) -> bool:
        return parameter not in self._needed and self._equal[parameter] >= _MIN_EQUAL

    def _compare(self, parameter: tuple[str, str], url: str, *, is_equal: bool) -> None:
        # Under "", `_texts` holds the page itself, not one of its parameters.
        if not parameter[1]:
            return
        if is_equal:
            self._equal[parameter] += 1
            self._examples.setdefault(parameter, url)
        else:
            self._needed.add(parameter)

    def _remember(self, url: str, name: str, text_hash: str) -> None:
        if url not in self._texts and len(self._texts) >= _MAX_KNOWN:
            del self._texts[next(iter(self._texts))]
        self._texts.setdefault(url, {}).setdefault(name, text_hash)


def _name(argument: str) -> str:
    return unquote_plus(argument.partition("=")[0]).lower()


def _without(query: str, is_idle: Callable[[str, str], bool]) -> str:
    return "&".join(
        argument
        for argument in query.split("&")
        if argument and not is_idle(_name(argument), unquote_plus(argument.partition("=")[2]))
    )
