"""Moving to another product: what is there afterwards is what was there before, and goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, func, insert, select

from sales_supervision.demo.loading import load_demo
from sales_supervision.storage import copying, tables
from sales_supervision.storage.copying import CopyRefusedError, copy_database
from sales_supervision.storage.engine import Database
from sales_supervision.storage.epoch import database_epoch
from sales_supervision.storage.every_table import metadata
from tests.clocks import TODAY, StandingClock
from tests.conftest import SMALL_DEMO
from tests.http.conftest import application, client_of
from tests.http.supervisor import Supervisor

Quiet = Callable[[str, int], None]


@pytest.fixture
def lived_in(sqlite_database: Database) -> Database:
    """A file with the small demo, a saved day, a draft, and reviews."""
    load_demo(sqlite_database, SMALL_DEMO)
    with client_of(application(sqlite_database, StandingClock())) as http:
        day = Supervisor(http, "1004", TODAY)
        stops = day.open()["plan"]["customers"]
        day.visit(stops[0]["customer_code"])
        http.post(f"{day.address}/review", json={})
        day.save()
        other = next(r["route_code"] for r in http.get("/api/routes").json())
        draft = Supervisor(http, other, TODAY)
        if draft.address != day.address:
            draft.visit(draft.open()["plan"]["customers"][0]["customer_code"])
    return sqlite_database


def test_every_row_is_there_and_the_epoch_is_the_same(
    lived_in: Database, database: Database
) -> None:
    told: list[str] = []
    rows = copy_database(lived_in, database, lambda table, _: told.append(table))
    before, after = counts(lived_in), counts(database)
    assert after == before | {"tbl_presence": 0}
    assert rows == sum(after.values())
    assert "tbl_sale" in told
    with lived_in.reading() as source, database.reading() as target:
        assert database_epoch(source) == database_epoch(target)


def test_work_goes_on_where_it_was(lived_in: Database, database: Database) -> None:
    """Numbers that the database gives go on from the largest."""
    with client_of(application(lived_in, StandingClock())) as http:
        before = Supervisor(http, "1004", TODAY).open()
    copy_database(lived_in, database, lambda _table, _rows: None)
    with client_of(application(database, StandingClock())) as http:
        day = Supervisor(http, "1004", TODAY)
        assert day.open() == before
        day.reopen()
        day.save(version=1)
        assert day.open()["session"]["record_version"] == 2


def test_a_target_that_holds_something_is_left_alone(
    lived_in: Database, database: Database
) -> None:
    with database.writing() as connection:
        connection.execute(insert(tables.route).values(route_code="R", route_name="Ours"))
    before = counts(database)
    with pytest.raises(CopyRefusedError, match="holds rows in tbl_route"):
        copy_database(lived_in, database, lambda _table, _rows: None)
    assert counts(database) == before


def test_what_arrives_otherwise_is_not_kept(
    lived_in: Database, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = copying._copy

    def lossy(reading: Connection, writing: Connection, table: object, progress: Quiet) -> object:
        read = real(reading, writing, table, progress)  # type: ignore[arg-type]
        if table is tables.customer:
            writing.execute(tables.customer.update().values(customer_name="Lost"))
        return read

    monkeypatch.setattr(copying, "_copy", lossy)
    before = counts(database)
    with pytest.raises(CopyRefusedError, match="tbl_customer is not the same"):
        copy_database(lived_in, database, lambda _table, _rows: None)
    assert counts(database) == before


def counts(database: Database) -> dict[str, int]:
    with database.reading() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in metadata.tables.items()
        }
