"""Pages that show the same under several URLs become one, under the URL that stands for them."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass


@dataclass(frozen=True)
class ContentFingerprint:
    """What a page shows, by the hash of its text, and the URL that it calls its own, or ""."""

    text_hash: str
    canonical: str = ""


def find_duplicates(
    fingerprints: Mapping[str, ContentFingerprint],
    known: Set[str],
    is_alike: Callable[[str, str], bool],
) -> dict[str, str]:
    """Return each URL that is no page of its own, with the URL that stands for it.

    A page yields to its canonical URL if that is a page too, and much like it: sites give the home
    page as canonical of everything by mistake. Of pages with equal text, one stays: what others
    call their own, else what is `known` from the last scrape, else the shortest.
    """
    step = {
        url: fingerprint.canonical
        for url, fingerprint in fingerprints.items()
        if fingerprint.canonical in fingerprints
        and fingerprint.canonical != url
        and (
            fingerprints[fingerprint.canonical].text_hash == fingerprint.text_hash
            or is_alike(url, fingerprint.canonical)
        )
    }
    ends = {url: _end(url, step) for url in step}
    called = set(ends.values())
    equal: dict[str, list[str]] = defaultdict(list)
    for url, fingerprint in fingerprints.items():
        if ends.get(url, url) == url:
            equal[fingerprint.text_hash].append(url)
    found: dict[str, str] = {}
    for urls in equal.values():
        best = min(urls, key=lambda url: (url not in called, url not in known, len(url), url))
        found |= {url: best for url in urls if url != best}
    return found | {url: found.get(end, end) for url, end in ends.items() if end != url}


def _end(url: str, step: Mapping[str, str]) -> str:
    """Return where the steps from a URL end; of a circle, its shortest URL."""
    seen = [url]
    while (url := step.get(url, "")) and url not in seen:
        seen.append(url)
    circle = seen[seen.index(url) :] if url else seen[-1:]
    return min(circle, key=lambda each: (len(each), each))
