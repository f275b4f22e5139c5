"""Query strings that are not UTF-8: old pages send forms in their own encoding."""

from urllib.parse import unquote_to_bytes

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.utils import cached_property


class FormRequest(Request):
    """A request whose query may come from the form of a page in Latin-1: "?q=caf%E9".

    Browsers encode a form in the charset of its page. A query that is not UTF-8 is read as
    windows-1252, as browsers read what calls itself Latin-1.
    """

    @cached_property
    def args(self) -> MultiDict[str, str]:
        """Return the arguments of the query string."""
        query = self.query_string.replace(b"+", b" ")
        try:
            unquote_to_bytes(query).decode()
        except UnicodeDecodeError:
            pairs = (pair.partition(b"=") for pair in query.split(b"&") if pair)
            return ImmutableMultiDict((_decode(name), _decode(value)) for name, _, value in pairs)
        return super().args


def _decode(text: bytes) -> str:
    # Python leaves five bytes of windows-1252 undefined.
    return unquote_to_bytes(text).decode("cp1252", "replace")
