"""Stored documents stay in zlib's format, whichever library packs them."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales_supervision.storage.packing import packed, unpacked

_DOCUMENTS = st.binary(max_size=5_000) | st.text().map(lambda text: (text * 200).encode())


@given(_DOCUMENTS)
def test_every_release_reads_what_another_packed(content: bytes) -> None:
    assert zlib.decompress(packed(content)) == content
    assert unpacked(zlib.compress(content, level=1)) == content
    assert unpacked(packed(content)) == content


def test_a_broken_document_is_told() -> None:
    with pytest.raises(Exception, match="incomplete or truncated"):
        unpacked(packed(b"a day" * 1_000)[:-9])
