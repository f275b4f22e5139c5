"""Stable ids of texts."""

import hashlib


def fingerprint(*parts: str) -> str:
    """Return a stable id of 16 hexadecimal digits for these parts."""
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "replace")).hexdigest()[:16]
