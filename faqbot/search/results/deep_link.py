"""The link to the very passage of a page or file."""

from urllib.parse import quote

from faqbot.core.records import Passage

_FRAGMENT_WORDS = 8


def public_url(url: str) -> str:
    """Return the URL of a document on the web, "" for an imported file, which leads nowhere."""
    return url if url.startswith(("http:", "https:")) else ""


def deep_link(url: str, passage: Passage) -> str:
    """Return the URL with the passage's anchor (page=3 in a PDF), else with a text fragment.

    `url` is the document's; the passage's own URL takes its place if there is one. Returns "" for
    a passage imported from a file, which has no page to link to.
    Source: https://wicg.github.io/scroll-to-text-fragment/
    """
    url = public_url(passage.url or url)
    if not url:
        return ""
    if passage.anchor:
        # What a fragment may hold unescaped (RFC 3986), without the apostrophe.
        return f"{url}#{quote(passage.anchor, safe='=&-._~:@!$()*+,;/?')}"
    if passage.text_fragment:
        return f"{url}#:~:text={passage.text_fragment}"
    first_line = (passage.question or passage.text).split("\n")[0].removeprefix("- ")
    snippet = " ".join(first_line.split()[:_FRAGMENT_WORDS])
    # "-" and "," are syntax in a text fragment, and quote() does not escape "-".
    return f"{url}#:~:text={quote(snippet, safe='').replace('-', '%2D')}"
