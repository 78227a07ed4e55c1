"""Text comes out as it was written: Arabic in every encoding that offices still send."""

from __future__ import annotations

import codecs

import pytest

from sales_supervision.feeds.encodings import EncodingGuess
from sales_supervision.storage.tables import customer
from tests.feeds.importer import Importer

HEADER = "customer_code,customer_name,customer_name_ar\r\n"
ARABIC = HEADER + "K1,Al Madina,بقالة المدينة\r\nK2,Café,مقهى\r\n"
NAMES = {"K1": "بقالة المدينة", "K2": "مقهى"}


def names(importer: Importer) -> dict[str, str | None]:
    found = importer.rows(customer)
    return {
        row["customer_code"]: row["customer_name_ar"]
        for row in found
        if row["customer_code"].startswith("K")
    }


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (ARABIC.encode(), ""),
        (codecs.BOM_UTF8 + ARABIC.encode(), ""),
        (ARABIC.encode("cp1256"), "read as Windows-1256"),
        (ARABIC.encode("utf-16"), ""),
        (codecs.BOM_UTF16_BE + ARABIC.encode("utf-16-be"), ""),
    ],
    ids=["UTF-8", "UTF-8 with byte-order mark", "Windows-1256", "UTF-16", "UTF-16 big-endian"],
)
def test_arabic_names_come_out_right(importer: Importer, content: bytes, note: str) -> None:
    importer.put("customers.csv", content)
    result = importer.run()
    assert result.exit_code == 0, result.output
    assert note in result.stdout
    assert names(importer) == NAMES


def test_lines_are_counted_behind_a_byte_order_mark(importer: Importer) -> None:
    importer.put("customers.csv", codecs.BOM_UTF8 + (ARABIC + "K3,,\r\n").encode())
    assert importer.run().exit_code == 1
    assert importer.reasons() == [(4, "customer_name", "is missing", "")]


@pytest.mark.parametrize("name", ["utf-8", "UTF8", "utf-8-sig", "utf-16-le"])
def test_a_byte_order_mark_is_passed_over_in_a_named_encoding_too(
    importer: Importer, name: str
) -> None:
    # In quotation marks, which are none behind another character.
    content = ARABIC.replace("customer_code", '"customer_code"', 1)
    mark = "" if name == "utf-8-sig" else "\ufeff"
    importer.put("customers.csv", (mark + content).encode(name))
    assert importer.run("--encoding", name).exit_code == 0
    assert names(importer) == NAMES


def test_a_named_encoding_is_used_and_a_file_read_wrongly_before_is_another_file(
    importer: Importer,
) -> None:
    # Two bytes of this word in Windows-1256 are one letter of UTF-8.
    content = (HEADER + "K1,Shop,ة،\r\n").encode("cp1256")
    content.decode("utf-8")
    importer.put("customers.csv", content)
    assert importer.run().exit_code == 0
    assert names(importer) != {"K1": "ة،"}
    result = importer.run("--encoding", "cp1256")
    assert "1 row taken" in result.stdout
    assert names(importer) == {"K1": "ة،"}
    assert "unchanged" in importer.run("--encoding", "cp1256").stdout


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("utf-8", "customers.csv cannot be read as utf-8: "),
        ("klingon", "customers.csv cannot be read as klingon: unknown encoding"),
    ],
)
def test_an_encoding_that_does_not_fit_refuses_the_file(
    importer: Importer, encoding: str, words: str
) -> None:
    importer.put("customers.csv", ARABIC.encode("cp1256"))
    result = importer.run("--encoding", encoding)
    assert result.exit_code == 2
    assert words in result.stdout
    assert names(importer) == {}


def test_a_wrong_byte_behind_a_byte_order_mark_refuses_the_file(importer: Importer) -> None:
    many = "".join(f"K{number},x,مقهى\r\n" for number in range(5000))
    content = codecs.BOM_UTF8 + (HEADER + many).encode() + b"K9,x,\xc7\r\n"
    importer.put("customers.csv", content)
    result = importer.run()
    assert result.exit_code == 2
    assert "customers.csv cannot be read on from line" in result.stdout
    assert names(importer) == {}


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_semicolons_and_tabs_separate_cells_too(importer: Importer, delimiter: str) -> None:
    importer.put("customers.csv", ARABIC.replace(",", delimiter))
    assert importer.run().exit_code == 0
    assert names(importer) == NAMES


def test_quoted_delimiters_quotes_and_line_ends_are_text(importer: Importer) -> None:
    importer.put("customers.csv", HEADER + 'K1,Shop,"a, ""b""\nc; d"\r\n')
    assert importer.run().exit_code == 0
    assert names(importer) == {"K1": 'a, "b"\nc; d'}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_one_line(importer: Importer, line_end: str) -> None:
    importer.put("customers.csv", line_end.join([HEADER.strip(), "K1,Shop,a", "K2,,b", "K3,x,c"]))
    assert importer.run().exit_code == 1
    assert importer.reasons() == [(3, "customer_name", "is missing", "")]
    assert names(importer) == {"K1": "a", "K3": "c"}


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"plain", "utf-8-sig"),
        ("مقهى".encode(), "utf-8-sig"),
        ("مقهى".encode()[:-1], None),
        ("plain مقهى".encode("cp1256"), "cp1256"),
        ("مقهى".encode() + b"\xc7 ", None),
        (b"", "utf-8-sig"),
    ],
)
def test_the_guess_does_not_depend_on_where_the_blocks_end(
    content: bytes, encoding: str | None
) -> None:
    for size in (1, 2, 3, 100):
        guess = EncodingGuess()
        for start in range(0, len(content), size):
            guess.take(content[start : start + size])
        guess.take(b"", final=True)
        assert guess.encoding == encoding, size
