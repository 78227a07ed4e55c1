"""A Parquet file that polars panics over is refused in one sentence, and no panic is shown."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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
    assert result.stdout.startswith(
        "sales.parquet: refused. sales.parquet is damaged after row 100,000; fetch it again.\n"
    )
    assert (result.stderr, capfd.readouterr().err) == ("", "")


def test_what_is_no_panic_comes_back_in_its_order(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyError), quiet_panics():
        os.write(2, b"before\n")
        os.write(2, f"{PANIC}{NOTE}between\n{PANIC}{PANIC}{BACKTRACE}".encode())
        os.write(2, b"note: mine\nafter\n")
        raise KeyError
    os.write(2, b"later\n")
    assert capfd.readouterr().err == "before\nbetween\nnote: mine\nafter\nlater\n"
