"""Near-duplicate pages: several URLs of one text are stored once, under the best URL."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass


@dataclass(frozen=True)
class ContentFingerprint:
    """The hash of a page's text, and the canonical URL that the page declares, or ""."""

    text_hash: str
    canonical: str = ""


def find_duplicates(
    fingerprints: Mapping[str, ContentFingerprint],
    known: Set[str],
    is_alike: Callable[[str, str], bool],
) -> dict[str, str]:
    """Return each duplicate URL with the URL that replaces it.

    A page gives way to its canonical URL only if that was read too and is similar: some sites
    declare the home page as canonical of everything. Of pages with equal text the one stays that
    others declare as canonical, else one `known` from the last scrape, else the shortest URL.
    """
    canonical_of = {
        url: fingerprint.canonical
        for url, fingerprint in fingerprints.items()
        if fingerprint.canonical in fingerprints
        and fingerprint.canonical != url
        and (
            fingerprints[fingerprint.canonical].text_hash == fingerprint.text_hash
            or is_alike(url, fingerprint.canonical)
        )
    }
    ends = {url: _chain_end(url, canonical_of) for url in canonical_of}
    declared = set(ends.values())
    # Only the ends of chains compete: the others give way to them anyway.
    equal: dict[str, list[str]] = defaultdict(list)
    for url, fingerprint in fingerprints.items():
        if ends.get(url, url) == url:
            equal[fingerprint.text_hash].append(url)
    replacements: dict[str, str] = {}
    for urls in equal.values():
        best = min(urls, key=lambda url: (url not in declared, url not in known, len(url), url))
        replacements |= {url: best for url in urls if url != best}
    return replacements | {
        url: replacements.get(end, end) for url, end in ends.items() if end != url
    }


def _chain_end(url: str, canonical_of: Mapping[str, str]) -> str:
    """Return the last canonical URL of a chain, or the shortest URL of a loop."""
    seen = [url]
    while (url := canonical_of.get(url, "")) and url not in seen:
        seen.append(url)
    loop = seen[seen.index(url) :] if url else seen[-1:]
    return min(loop, key=lambda each: (len(each), each))
