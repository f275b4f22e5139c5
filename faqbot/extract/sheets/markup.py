"""Answers that are HTML, as help desks export them: how to tell, and what their text is."""

import re

from faqbot.extract.html.blocks import blocks
from faqbot.extract.html.sanitize import clean_html
from faqbot.extract.html.tree import parse_text

_NAMES = "a|b|strong|em|i|u|p|div|span|ul|ol|li|table|tr|td|th|h[1-6]|blockquote|code|pre"
_START_TAG = re.compile(rf"<({_NAMES})(?:\s[^<>]*)?>", re.IGNORECASE)
_END_TAG = re.compile(rf"</({_NAMES})\s*>", re.IGNORECASE)
_SINGLE = re.compile(r"<(?:br\s*/?|/p|/li)>", re.IGNORECASE)
_STARTS_LINE = re.compile(r"<(?:br|p|div|[uo]l|li|table|h[1-6]|blockquote|pre)\b", re.IGNORECASE)
# With its semicolon: "AT&T" and "?a=1&copy=2" are text.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_PRE = re.compile(r"<pre>.*?</pre>", re.DOTALL)


def is_html(text: str) -> bool:
    """Return whether a text was written as HTML: it has <br>, entities, or start and end tags.

    Start tags alone are not enough: "Use the <table> tag" and "a <b and c> d" are plain text.

    >>> is_html("Yes,<br>daily"), is_html("Fish &amp; chips"), is_html("if a <b or b> c")
    (True, True, False)
    """
    if _SINGLE.search(text) or _ENTITY.search(text):
        return True
    # Two searches: one pattern for both tags would take quadratic time on "<a><a><a>...".
    return not set(_START_TAG.findall(text)).isdisjoint(_END_TAG.findall(text))


def with_line_breaks(html: str) -> str:
    """Return HTML with its line feeds as <br>, unless its own tags start the lines."""
    return html if _STARTS_LINE.search(html) else html.replace("\n", "<br>")


def html_text(html: str) -> str:
    """Return the text of HTML from outside, a line for each block, as for answers on pages."""
    safe = clean_html(html, "")
    # The block code joins the lines of <pre>; in a file of questions they stay lines.
    broken = _PRE.sub(lambda pre: pre.group().replace("\n", "<br>"), safe)
    return "\n".join(block.text for block in blocks([parse_text(broken)]))
