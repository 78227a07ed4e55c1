"""An import that is cut short, however, leaves nothing of the file in hand; a rerun completes."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from sales_supervision.feeds import importing
from sales_supervision.feeds.importing import ImportOptions
from sales_supervision.storage import engine
from sales_supervision.storage.errors import DatabaseUnavailableError, DisturbedError
from sales_supervision.storage.tables import journey_plan, sale, van_load
from tests.feeds.importer import Importer

BATCH = 100
ROWS = 1000
HALF = ROWS // 2
HEADER = "date,route_code,customer_code,item_code,quantity"
CUSTOMERS = "customer_code,customer_name\nK1,Kiosk\n"


def _sales(first_quantity: int = 0) -> str:
    lines = [
        f"{2026 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02},1004,C1,WB,"
        f"{first_quantity + number}"
        for number in range(ROWS)
    ]
    return "\n".join([HEADER, *lines, ""])


class CutShortError(Exception):
    """Something that nobody foresaw."""


def _at_half(step: str, cut: Callable[[], object]) -> Callable[[str, str, int], None]:
    def progress(file: str, now: str, rows: int) -> None:
        if file == "sales.csv" and now == step and rows >= HALF:
            cut()

    return progress


def _raise() -> None:
    raise CutShortError


@pytest.mark.parametrize("step", ["checked", "written"])
def test_an_error_in_the_middle_leaves_nothing_of_the_file(importer: Importer, step: str) -> None:
    importer.put("sales.csv", _sales())
    assert importer.run().exit_code == 0
    before = importer.everything()
    importer.put("sales.csv", _sales(first_quantity=5))
    with pytest.raises(CutShortError):
        importer.run_in_batches(BATCH, _at_half(step, _raise))
    assert importer.everything() == before
    assert "sales.csv: 1,000 rows taken, 0 refused." in importer.run().stdout
    assert {row["quantity"] for row in importer.rows(sale)} == set(range(5, ROWS + 5))


@pytest.fixture
def interruptible() -> Iterator[None]:
    """As on a terminal, also where whoever started the tests had them ignore Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("step", ["checked", "written"])
def test_control_c_leaves_nothing_of_the_file_and_keeps_those_before(
    importer: Importer, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    importer.put("customers.csv", CUSTOMERS)
    importer.put("sales.csv", _sales())
    command = "sales_supervision.commands.import_feeds"
    interrupt = _at_half(step, partial(signal.raise_signal, signal.SIGINT))
    with monkeypatch.context() as patched:
        patched.setattr(f"{command}.ImportOptions", _options(batch_rows=BATCH, progress=interrupt))
        result = importer.run()
    assert result.exit_code == 130
    assert result.stderr.strip() == (
        "Interrupted; nothing of sales.csv was taken. What became of earlier files stands above."
    )
    assert result.stdout == "customers.csv: 1 row taken, 0 refused.\n"
    assert importer.rows(sale) == []
    again = importer.run()
    assert again.exit_code == 0
    assert "customers.csv: unchanged" in again.stdout
    assert "sales.csv: 1,000 rows taken, 0 refused." in again.stdout
    assert len(importer.rows(sale)) == ROWS


@pytest.fixture
def interrupt_at_commit() -> Iterator[None]:
    """Ctrl-C with each commit of a transaction that writes."""

    def interrupt(_connection: Connection) -> None:
        signal.raise_signal(signal.SIGINT)

    event.listen(Engine, "commit", interrupt)
    yield
    event.remove(Engine, "commit", interrupt)


AFTER_SALES = "Interrupted after sales.csv; nothing of a later file was taken."


@pytest.mark.usefixtures("interruptible")
def test_control_c_at_the_commit_takes_the_file_and_says_so(
    importer: Importer, request: pytest.FixtureRequest
) -> None:
    importer.put("sales.csv", _sales())
    importer.put("van_loads.csv", "date,route_code,item_code,quantity\n2026-03-17,1004,WB,5\n")
    request.getfixturevalue("interrupt_at_commit")
    result = importer.run()
    assert (result.exit_code, result.stderr.strip()) == (130, AFTER_SALES)
    assert result.stdout == "sales.csv: 1,000 rows taken, 0 refused.\n"
    assert len(importer.rows(sale)) == ROWS
    assert importer.rows(van_load) == []
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.usefixtures("interruptible")
def test_control_c_between_the_commit_and_remembering_the_file_leaves_it_remembered(
    importer: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    importer.put("sales.csv", _sales())
    conclude = importing._conclude

    def interrupted(*arguments: Any) -> int:
        signal.raise_signal(signal.SIGINT)
        return conclude(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(importing, "_conclude", interrupted)
        result = importer.run()
    assert (result.exit_code, result.stderr.strip()) == (130, AFTER_SALES)
    assert "sales.csv: unchanged since" in importer.run().stdout


@pytest.mark.usefixtures("interruptible")
def test_a_commit_that_is_tried_again_lets_control_c_through_before(
    importer: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    importer.put("sales.csv", _sales())
    before = importer.everything()

    def disturbed(_connection: Connection) -> None:
        signal.raise_signal(signal.SIGINT)
        raise DisturbedError("Another was first.")

    event.listen(Engine, "commit", disturbed)
    try:
        result = importer.run()
    finally:
        event.remove(Engine, "commit", disturbed)
    assert result.exit_code == 130
    assert result.stderr.strip() == "Interrupted; nothing of sales.csv was taken."
    assert importer.everything() == before


def test_a_database_that_fails_after_the_commit_is_told_as_that(
    importer: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    importer.put("sales.csv", _sales())

    def fails(*_arguments: object) -> int:
        raise DatabaseUnavailableError("The connection was lost.")

    with monkeypatch.context() as patched:
        patched.setattr(importing, "_conclude", fails)
        result = importer.run()
    assert result.exit_code == 2
    assert result.stderr.startswith(
        "The database failed (The connection was lost.) after 1,000 rows of sales.csv were taken; "
        "import again"
    )
    assert len(importer.rows(sale)) == ROWS


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo
from sqlalchemy import event
from sales_supervision.feeds.importing import ImportOptions, import_folder
from sales_supervision.storage.engine import Database

def progress(file, step, rows):
    if step == "written" and rows >= int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

database = Database(f"sqlite:///{sys.argv[1]}")
# With next to no cache, half of the file stands on the disk when the process dies.
event.listen(database.engine, "connect", lambda connection, _: connection.execute(
    "PRAGMA cache_size = 10"))
options = ImportOptions(
    now=datetime.now(UTC), zone=ZoneInfo("UTC"), batch_rows=100, progress=progress)
import_folder(database, Path(sys.argv[2]), options)
"""


@pytest.mark.parametrize("feed", ["sales", "journey_plan"])
def test_a_killed_process_leaves_nothing_of_the_file(importer: Importer, feed: str) -> None:
    table, first, second = {
        "sales": (sale, _sales(), _sales(first_quantity=5)),
        "journey_plan": (journey_plan, _plan("C1"), _plan("C2")),
    }[feed]
    importer.put(f"{feed}.csv", first)
    assert importer.run().exit_code == 0
    before = importer.everything()
    importer.put(f"{feed}.csv", second)
    file = importer.database.url.database
    assert file is not None
    importer.database.dispose()
    arguments = [sys.executable, "-c", KILLED, file, str(importer.folder), str(HALF)]
    killed = subprocess.run(arguments, check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert importer.everything() == before
    assert f"{feed}.csv: 1,000 rows taken, 0 refused." in importer.run().stdout
    assert len(importer.rows(table)) == ROWS
    assert importer.everything() != before


def _plan(customer_code: str) -> str:
    lines = [
        f"2026-03-{day:02},{3000 + route},1,{customer_code}"
        for route in range(ROWS // 25)
        for day in range(1, 26)
    ]
    return "\n".join(["date,route_code,sequence,customer_code", *lines, ""])


@pytest.mark.parametrize("step", ["checked", "written"])
def test_a_file_that_changes_while_it_is_read_is_refused(importer: Importer, step: str) -> None:
    importer.put("sales.csv", _sales())
    before = importer.everything()
    report = importer.run_in_batches(
        BATCH, _at_half(step, lambda: importer.put("sales.csv", _sales(first_quantity=5)))
    )
    assert report.files[0].problem == (
        "sales.csv changed while it was read; import it when it is complete."
    )
    assert importer.everything() == before


def test_a_file_that_is_gone_when_it_is_to_be_written_is_refused(importer: Importer) -> None:
    path = importer.put("sales.csv", _sales())
    before = importer.everything()

    def progress(_file: str, step: str, rows: int) -> None:
        if step == "checked" and rows == ROWS:
            path.unlink()

    report = importer.run_in_batches(BATCH, progress)
    assert report.files[0].problem == "sales.csv cannot be read (No such file or directory)."
    assert importer.everything() == before


def test_a_database_that_is_locked_is_a_sentence_and_nothing_is_taken(
    importer: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0)
    importer.put("sales.csv", _sales())
    before = importer.everything()
    with importer.database.writing():
        result = importer.run()
    assert result.exit_code == 2
    assert result.stderr.strip() == (
        "The database refused (database is locked); nothing of sales.csv was taken."
    )
    assert importer.everything() == before
    assert importer.run().exit_code == 0


def test_readers_see_the_state_before_until_all_is_written(importer: Importer) -> None:
    importer.put("sales.csv", _sales())
    seen: list[int] = []

    def progress(_file: str, step: str, _rows: int) -> None:
        if step == "written":
            seen.append(len(importer.rows(sale)))

    importer.run_in_batches(BATCH, progress)
    assert seen == [0] * (ROWS // BATCH)
    assert len(importer.rows(sale)) == ROWS


def _options(**fixed: object) -> Callable[..., ImportOptions]:
    """ImportOptions with ``fixed`` in place of what the command gives."""

    def make(**given: object) -> ImportOptions:
        return ImportOptions(**{**given, **fixed})  # type: ignore[arg-type]

    return make
