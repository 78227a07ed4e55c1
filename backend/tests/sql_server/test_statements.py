"""What storage sends to SQL Server: T-SQL, in bulk, with few parameters, however many rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Connection, LargeBinary, MetaData, Table, create_mock_engine
from sqlalchemy.dialects.mssql.mssqlpython import MSDialect_mssqlpython
from sqlalchemy.schema import Column

from sales_supervision.domain.route_day import CustomerEntry
from sales_supervision.storage.bulk import delete_rows, insert_rows, upsert_rows
from sales_supervision.storage.catalogue_storage import CatalogueStorage
from sales_supervision.storage.draft_storage import DraftKey, DraftRecord, DraftStorage
from sales_supervision.storage.engine import Database
from sales_supervision.storage.feed_storage import Feed, FeedStorage
from sales_supervision.storage.known_codes import (
    ensure_routes,
    forget_digest,
    known_codes,
    last_import,
)
from sales_supervision.storage.plan_storage import PlanStorage
from sales_supervision.storage.recommendation_storage import RecommendationStorage
from sales_supervision.storage.supervision_storage import SupervisionStorage
from sales_supervision.storage.tables import journey_plan, live_actual, metadata
from tests.clocks import NOON, TODAY
from tests.sql_server.recording import URL, RecordingDriver
from tests.sql_server.transact_sql import MOST_PARAMETERS, parsed
from tests.storage.feed_rows import order
from tests.storage.sample_rows import actual_row, session_rows

CODES = [f"C{number}" for number in range(5_000)]
DRAFT = DraftRecord("draft", 0, 1, NOON, NOON)

Work = Callable[[Connection, int], object]


def _keep(connection: Connection, rows: int) -> None:
    entries = {code: CustomerEntry(visited_at=NOON) for code in CODES[:rows]}
    changed = {code: CustomerEntry() for code in CODES[:rows]}
    DraftStorage(connection).keep(DRAFT, entries, changed, NOON)


def _orders(rows: int) -> list[dict[str, object]]:
    made = [dict(order(code, "bread", 3)) for code in CODES[:rows]]
    return [{k: v for k, v in row.items() if k not in ("route_code", "order_date")} for row in made]


IN_BULK: dict[str, Work] = {
    "first save": lambda connection, rows: SupervisionStorage(connection).save(
        "s", 0, session_rows(rows, 4), "Amal", NOON
    ),
    "next save": lambda connection, rows: SupervisionStorage(connection).save(
        "s", 1, session_rows(rows, 4), "Amal", NOON
    ),
    "draft": _keep,
    "actuals": lambda connection, rows: FeedStorage(connection, NOON).upsert(
        Feed.ACTUALS, [actual_row(code, "bread", 1) for code in CODES[:rows]]
    ),
    "recommended orders": lambda connection, rows: FeedStorage(connection, NOON).upsert(
        Feed.RECOMMENDED_ORDERS, [order(code, "bread", 3) for code in CODES[:rows]]
    ),
    "days of a plan": lambda connection, rows: FeedStorage(connection, NOON).clear_days(
        Feed.JOURNEY_PLAN, [("1004", TODAY + timedelta(days=n)) for n in range(rows)]
    ),
    "recommended by us": lambda connection, rows: RecommendationStorage(connection).write(
        "1004", TODAY, _orders(rows), NOON
    ),
    "new routes": lambda connection, rows: ensure_routes(connection, CODES[:rows]),
    "names of customers": lambda connection, rows: CatalogueStorage(connection).customers(
        CODES[:rows]
    ),
    "names of items": lambda connection, rows: CatalogueStorage(connection).items(CODES[:rows]),
}


@pytest.mark.parametrize("work", IN_BULK.values(), ids=IN_BULK)
def test_statements_do_not_grow_with_rows_and_stay_within_the_parameters_allowed(
    recorded: Database, driver: RecordingDriver, work: Work
) -> None:
    sent: list[list[str]] = []
    for rows in (2, len(CODES)):
        driver.sent.clear()
        with recorded.engine.connect() as connection:
            driver.sent.clear()
            work(connection, rows)
            ours = [one for one in driver.sent if one.statement not in ("COMMIT", "ROLLBACK")]
        sent.append([one.statement for one in ours])
        for one in ours:
            assert parsed(one.statement)
            assert len(one.parameters) <= MOST_PARAMETERS
    assert sent[0] == sent[1]
    assert sent[0]


READS: dict[str, Callable[[Connection], object]] = {
    "search": lambda connection: CatalogueStorage(connection).routes("x[y%"),
    "search of items": lambda connection: CatalogueStorage(connection).search_items("é", 20),
    "dates": lambda connection: PlanStorage(connection).route_dates("1004"),
    "day plan": lambda connection: PlanStorage(connection).day_plan("1004", TODAY),
    "actuals": lambda connection: PlanStorage(connection).live_actuals("1004", TODAY),
    "codes": known_codes,
    "last import": lambda connection: last_import(connection, Feed.SALES),
    "history": lambda connection: RecommendationStorage(connection).history("1004", TODAY, 90),
    "planned": lambda connection: RecommendationStorage(connection).planned_dates(
        "1004", TODAY, TODAY
    ),
    "recommended to be forgotten": lambda connection: RecommendationStorage(connection).forget_made(
        TODAY, lambda _route, _on: True, NOON
    ),
    "no longer held": lambda connection: forget_digest(connection, Feed.SALES),
    "session": lambda connection: SupervisionStorage(connection).find("1004", TODAY),
    "draft": lambda connection: DraftStorage(connection).find(DraftKey("1004", TODAY, "Amal")),
    "older drafts": lambda connection: list(
        DraftStorage(connection).begun_before("1004", TODAY, 2)
    ),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_reads_are_t_sql(
    recorded: Database, driver: RecordingDriver, read: Callable[[Connection], object]
) -> None:
    with recorded.engine.connect() as connection:
        driver.sent.clear()
        read(connection)
        statements = [text for text in driver.statements if text not in ("COMMIT", "ROLLBACK")]
    assert statements
    for statement in statements:
        parsed(statement)


def test_what_begins_a_set_of_letters_is_searched_for_as_it_stands(
    recorded: Database, driver: RecordingDriver
) -> None:
    with recorded.engine.connect() as connection:
        CatalogueStorage(connection).search_items("A[B]%", 20)
    assert "%a/[b]/%%" in driver.sent[-2].parameters


def test_rows_travel_as_json_of_the_types_that_the_columns_have(
    recorded: Database, driver: RecordingDriver
) -> None:
    with recorded.engine.connect() as connection:
        insert_rows(connection, live_actual, [actual_row("C1", "خبز", 3, NOON) | _RECEIVED])
        sent = driver.sent[-1]
    assert "[sale_date] DATE '$.c1'" in sent.statement or "sale_date DATE '$.c1'" in sent.statement
    assert "DATETIME2(6)" in sent.statement
    assert tuple(sent.parameters) == (
        '[{"c0":"1004","c1":"2026-03-17","c2":"C1","c3":"خبز","c4":3,'
        '"c5":"2026-03-17T08:00:00.000000","c6":"2026-03-17T08:00:00.000000"}]',
    )


def test_codes_are_compared_in_the_collation_of_their_column(
    recorded: Database, driver: RecordingDriver
) -> None:
    row = {"route_code": "1004", "plan_date": TODAY, "customer_code": "C1", "sequence": 1}
    with recorded.engine.connect() as connection:
        upsert_rows(connection, journey_plan, [row])
        delete_rows(connection, journey_plan, ["route_code"], [row])
        statements = [text for text in driver.statements if text.startswith(("UPDATE", "DELETE"))]
    assert len(statements) == 2
    for statement in statements:
        assert "stored.route_code = given.route_code COLLATE Latin1_General_100_BIN2" in statement


def test_bytes_in_bulk_are_refused(recorded: Database) -> None:
    table = Table("tbl_bytes", MetaData(), Column("content", LargeBinary))
    with recorded.engine.connect() as connection, pytest.raises(TypeError, match="content"):
        insert_rows(connection, table, [{"content": b"x"}])


def test_the_tables_are_t_sql() -> None:
    made: list[str] = []
    dialect = MSDialect_mssqlpython()
    engine = create_mock_engine(
        URL, lambda ddl, *_a, **_k: made.append(str(ddl.compile(dialect=dialect)))
    )
    metadata.create_all(engine, checkfirst=False)
    for statement in made:
        parsed(statement)
    whole = "\n".join(made)
    assert "[key] NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL" in whole
    assert "document VARBINARY(max) NOT NULL" in whole
    assert "was_item_sold BIT NOT NULL" in whole
    assert "VARCHAR(" not in whole.replace("NVARCHAR(", "")


_RECEIVED = {"received_at": NOON.replace(tzinfo=None)}
