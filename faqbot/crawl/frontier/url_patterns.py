"""Patterns of URLs that one program generates."""

import re

_DIGITS = re.compile(r"\d+")
_HEX = re.compile(r"(?<![0-9a-z])(?=[a-f]*\d)[0-9a-f]{8,}(?![0-9a-z])", re.IGNORECASE)


def path_shape(path: str) -> str:
    """Return a path with its numbers and hexadecimal ids replaced by "#".

    >>> path_shape("/events/2026/11/"), path_shape("/note-7/3f2c9a1b0d")
    ('/events/#/#/', '/note-#/#')
    """
    return _DIGITS.sub("#", _HEX.sub("#", path))
