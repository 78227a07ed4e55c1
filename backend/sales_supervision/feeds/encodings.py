"""Telling the encoding of a CSV file from its bytes."""

from __future__ import annotations

import codecs

UTF_8 = "utf-8-sig"
"""UTF-8; a byte-order mark is passed over."""

ARABIC_WINDOWS = "cp1256"

_MARKS = {codecs.BOM_UTF8: UTF_8, codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


class EncodingGuess:
    """Takes the bytes of a file block by block.

    A byte-order mark decides. Without one it is UTF-8 if all of it is valid UTF-8, and otherwise
    Windows-1256, the code page of Arabic Windows - unless it was UTF-8 up to some point.
    """

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._start = b""
        self._is_valid = True
        self._has_beyond_ascii = False

    def take(self, block: bytes, *, final: bool = False) -> None:
        if len(self._start) < len(codecs.BOM_UTF8):
            self._start += block[: len(codecs.BOM_UTF8)]
        if not self._is_valid:
            return
        try:
            text = self._decoder.decode(block, final)
        except UnicodeDecodeError as error:
            self._is_valid = False
            self._has_beyond_ascii |= not error.object[: error.start].isascii()
        else:
            self._has_beyond_ascii |= not text.isascii()

    @property
    def encoding(self) -> str | None:
        """None for a file that is valid UTF-8 beyond ASCII at first and then is not."""
        for mark, encoding in _MARKS.items():
            if self._start.startswith(mark):
                return encoding
        if self._is_valid:
            return UTF_8
        return None if self._has_beyond_ascii else ARABIC_WINDOWS
