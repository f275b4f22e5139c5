"""Safe HTML of an answer that keeps its paragraphs, lists, tables, links and emphasis."""

from html import escape

import nh3

from faqbot.core.urls import absolute_url

_TAGS = frozenset(
    "a abbr b blockquote br caption code dd del dl dt em h3 h4 h5 h6 i ins kbd li ol p pre q s "
    "strong sub sup table tbody td tfoot th thead tr u ul".split()
)
_DROPPED = frozenset("script style svg template iframe object math noscript".split())
_ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
_SCHEMES = ("http://", "https://", "mailto:", "tel:")


def clean_html(html: str, base_url: str) -> str:
    """Return untrusted HTML as HTML that is safe on any page.

    Only tags that carry meaning are kept, without classes, styles and scripts; links are absolute.
    """

    def absolute(tag: str, name: str, value: str) -> str | None:
        if (tag, name) != ("a", "href"):
            return value
        link = absolute_url(base_url, value)
        # Checked last: joining and escaping remove characters that hid the scheme from nh3.
        return link if link.lower().startswith(_SCHEMES) else None

    return nh3.clean(
        html,
        tags=set(_TAGS),
        clean_content_tags=set(_DROPPED),
        attributes=_ATTRIBUTES,
        attribute_filter=absolute,
        url_schemes={scheme.partition(":")[0] for scheme in _SCHEMES},
        link_rel="nofollow noopener",
    ).strip()


def lines_html(text: str) -> str:
    r"""Return text as HTML: a paragraph for each line, lists for lines that start with "- ".

    >>> lines_html("Bring:\n- a towel\n- a cap")
    '<p>Bring:</p><ul><li>a towel</li><li>a cap</li></ul>'
    """
    parts: list[str] = []
    for line in text.split("\n"):
        if line.startswith("- "):
            parts.append(f"<ul><li>{escape(line[2:])}</li></ul>")
        else:
            parts.append(f"<p>{escape(line)}</p>")
    return "".join(parts).replace("</ul><ul>", "")
