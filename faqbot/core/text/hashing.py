"""Stable ids of texts."""

import hashlib


def fingerprint(*parts: str) -> str:
    """Return a stable id of these parts: the first 16 hexadecimal digits of their SHA-256."""
    # NUL keeps the parts apart; lone surrogates, which UTF-8 cannot encode, become "?".
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "replace")).hexdigest()[:16]
