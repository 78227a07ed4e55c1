"""A Parquet file that polars panics over is refused in one sentence, and no panic is shown."""

from __future__ import annotations

import os
from pathlib import Path

import polars as pl
import pytest

from sales_supervision.feeds import parquet_files
from sales_supervision.feeds.parquet_footer import rows_held
from sales_supervision.feeds.rust_panics import quiet_panics
from tests.feeds.importer import Importer

PANIC = """
thread 'tokio-rt-worker' (28252) panicked at crates/polars-io/src/utils/byte_source.rs:585:9:
assertion failed: range.end as u64 <= self.size
"""
NOTE = "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n"
BACKTRACE = """
thread '<unnamed>' panicked at src/lib.rs:1:1:
assertion `left == right` failed
  left: 1
 right: 2
stack backtrace:
   0: __rustc::rust_begin_unwind
             at /rustc/library/std/src/panicking.rs:697:5
note: Some details are omitted, run with `RUST_BACKTRACE=full` for a verbose backtrace.
"""
GROUP = 500


@pytest.fixture
def half(importer: Importer, online_retail: Path) -> Path:
    """Real sales without their second half, but with the end that says what the whole holds."""
    whole = (online_retail / "sales.parquet").read_bytes()
    return importer.put("sales.parquet", whole[: len(whole) // 2] + whole[-4096:])


def test_a_file_without_its_second_half_is_refused_in_one_sentence(
    importer: Importer, half: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    result = importer.run()
    assert result.exit_code == 2
    assert result.stdout == (
        "sales.parquet: refused. sales.parquet is damaged after row 111,865; fetch it again.\n"
    )
    assert (result.stderr, capfd.readouterr().err) == ("", "")


def test_a_panic_of_polars_is_not_shown_and_not_told(
    importer: Importer,
    half: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parquet_files, "rows_held", lambda _path: None)
    result = importer.run()
    assert result.exit_code == 2
    assert "is damaged after row " in result.stdout
    assert "unwrap" not in result.stdout
    assert (result.stderr, capfd.readouterr().err) == ("", "")


def test_what_is_no_panic_comes_back_in_its_order(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyError), quiet_panics():
        os.write(2, b"before\n")
        os.write(2, f"{PANIC}{NOTE}between\n{PANIC}{PANIC}{BACKTRACE}".encode())
        os.write(2, b"note: mine\nafter\n")
        raise KeyError
    os.write(2, b"later\n")
    assert capfd.readouterr().err == "before\nbetween\nnote: mine\nafter\nlater\n"


@pytest.mark.parametrize("missing", [0, 1, 3])
def test_the_rows_that_a_file_is_too_short_for_are_known(tmp_path: Path, missing: int) -> None:
    path = tmp_path / "whole.parquet"
    numbers = pl.DataFrame({"number": range(4 * GROUP)})
    numbers.write_parquet(path, row_group_size=GROUP, compression="uncompressed")
    content = path.read_bytes()
    footer = int.from_bytes(content[-8:-4], "little") + 8
    pages = len(content) - footer
    kept = pages * (4 - missing) // 4 - footer if missing else pages
    path.write_bytes(content[:kept] + content[-footer:])
    assert rows_held(path) == (None if not missing else (4 - missing) * GROUP)


@pytest.mark.parametrize("footer", [b"", b"\xff" * 99, b"\x49\xfc" + b"\x19\xfc" * 40, b"\x08" * 9])
def test_a_footer_that_cannot_be_followed_is_left_to_polars(tmp_path: Path, footer: bytes) -> None:
    path = tmp_path / "odd.parquet"
    path.write_bytes(b"PAR1" + footer + len(footer).to_bytes(4, "little") + b"PAR1")
    assert rows_held(path) is None
