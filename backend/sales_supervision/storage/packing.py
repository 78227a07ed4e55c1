"""Documents as they lie in the database: compressed, in zlib's format."""

from __future__ import annotations

from isal import isal_zlib

_LEVEL = 1


def packed(content: bytes) -> bytes:
    """``content`` compressed; every zlib reads it, so the releases before this one, too."""
    return isal_zlib.compress(content, _LEVEL)


def unpacked(stored: bytes) -> bytes:
    return isal_zlib.decompress(stored)
