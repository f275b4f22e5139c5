"""The link to the very passage of a page or file."""

from urllib.parse import quote

from faqbot.core.records import Passage

_FRAGMENT_WORDS = 8
_SEARCHED_WORDS = 5  # most fit on one line: not all viewers find what a line break divides


def public_url(url: str) -> str:
    """Return the URL of a document on the web, "" for an imported file, which leads nowhere."""
    return url if url.startswith(("http:", "https:")) else ""


def deep_link(url: str, passage: Passage) -> str:
    """Return the URL with the passage's anchor, else with a text fragment.

    The anchor of a PDF is its page (page=3), to which the passage's first words are added: viewers
    that search for them, such as Firefox's, scroll to the passage, and others ignore them.

    It has both if the anchor is that of a panel that may be closed: scripts of the page open the
    panel, and the browser scrolls to the words, or to the anchor if the words are not displayed.
    `url` is the document's; the passage's own URL takes its place if there is one. Returns "" for
    a passage imported from a file, which has no page to link to.
    Sources: https://wicg.github.io/scroll-to-text-fragment/,
    https://github.com/mozilla/pdf.js/wiki/Viewer-options
    """
    url = public_url(passage.url or url)
    if not url:
        return ""
    first_line = (passage.question or passage.text).split("\n")[0].removeprefix("- ")
    if passage.anchor:
        # What a fragment may hold unescaped (RFC 3986), without the apostrophe.
        link = f"{url}#{quote(passage.anchor, safe='=&-._~:@!$()*+,;/?')}"
        if passage.text_fragment:
            return f"{link}:~:text={passage.text_fragment}"
        # Cells of a table, which " | " separates, are not one phrase for a viewer.
        phrase = _first_words(first_line.partition(" | ")[0], _SEARCHED_WORDS)
        is_page = passage.anchor.startswith("page=") and phrase
        return f"{link}&search={quote(phrase, safe='')}&phrase=true" if is_page else link
    if passage.text_fragment:
        return f"{url}#:~:text={passage.text_fragment}"
    if passage.url:  # what stands for a whole publication has words of the page that lists it
        return url
    snippet = _first_words(first_line, _FRAGMENT_WORDS)
    # "-" and "," are syntax in a text fragment, and quote() does not escape "-".
    return f"{url}#:~:text={quote(snippet, safe='').replace('-', '%2D')}"


def _first_words(text: str, count: int) -> str:
    return " ".join(text.split()[:count])
