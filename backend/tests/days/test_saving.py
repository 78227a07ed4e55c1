"""Saving a day: one transaction, read back exactly, and nothing of it when it fails."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from sales_supervision.api.day_view import DayViews, session_saved_answer
from sales_supervision.days.errors import (
    DayNotPlannedError,
    RouteNotFoundError,
    SessionSavedError,
    VersionUnknownError,
)
from sales_supervision.days.opened_day import OpenedDay
from sales_supervision.days.saved_entries import entries_in
from sales_supervision.days.saving import Saving
from sales_supervision.days.session_writing import SessionWriting
from sales_supervision.storage.draft_storage import DraftKey
from sales_supervision.storage.engine import Database
from sales_supervision.storage.feed_storage import Feed
from sales_supervision.storage.moments import to_stored
from sales_supervision.storage.supervision_storage import (
    SessionDocument,
    SessionRecord,
    SessionStatus,
)
from sales_supervision.storage.tables import audit, item_details, route_summary
from tests.clocks import NOON, TODAY, StandingClock
from tests.days.desk import Desk
from tests.days.records import DRAFTED, SAVED, counts, rows
from tests.storage.feed_rows import customer, item, loaded, order, stop
from tests.storage.sample_rows import actual_row
from tests.storage.statements import statements_of


def test_a_save_writes_the_whole_day_as_version_1(desk: Desk) -> None:
    desk.visit("C1", bread=6, cake=4)
    answer = desk.save()
    assert answer.status_code == 201
    told = json.loads(answer.answer)
    assert told["session"]["record_version"] == 1
    assert (told["customers_saved"], told["items_saved"], told["untold_quantities"]) == (3, 4, 0)
    assert counts(desk.database, *SAVED) == [1, 3, 4, 1, 1, 1]


def test_a_saved_day_opens_read_only(desk: Desk, clock: StandingClock) -> None:
    desk.visit("C1", bread=6)
    clock.pass_time(hours=2)
    desk.save()
    session = desk.open_saved().session
    assert session.record_version == 1
    assert session.status is SessionStatus.SAVED
    assert (session.started_at, session.saved_at) == (NOON, NOON + timedelta(hours=2))
    assert session.saved_by == "Amal"
    assert desk.of("Badr").open_saved().session == session


def test_the_session_id_is_route_date_and_a_uuid7(desk: Desk) -> None:
    desk.save()
    (row,) = rows(desk.database, route_summary)
    route_code, on, unique = row["session_id"].split("_")
    assert (route_code, on) == ("1004", "2026-03-17")
    assert UUID(unique).version == 7


def test_a_saved_day_reads_back_exactly_as_it_stood(desk: Desk) -> None:
    desk.visit("C1", bread=6)
    desk.feed(Feed.ACTUALS, [actual_row("C2", "bread", 0, NOON), actual_row("C9", "rusk", 2, NOON)])
    live = json.loads(DayViews().live_day(desk.open_live()).decode())
    desk.save()
    before = desk.open_saved().document
    saved = json.loads(before.content)
    assert saved["state"] == live["state"]
    assert saved["plan"] == live["plan"]
    assert (saved["mode"], saved["draft"]) == ("historical", None)

    desk.feed(Feed.CUSTOMERS, [customer("C1", "Renamed since")])
    desk.feed(Feed.RECOMMENDED_ORDERS, [order("C1", "bread", 99)])
    desk.feed(Feed.VAN_LOADS, [loaded("bread", 500)])
    desk.feed(Feed.ACTUALS, [actual_row("C3", "bread", 50, NOON)])
    assert desk.open_saved().document == before


def test_news_of_the_feed_that_nobody_opened_are_saved_too(desk: Desk) -> None:
    desk.feed(Feed.ACTUALS, [actual_row("C2", "bread", 7, NOON)])
    desk.save()
    sold = {
        row["customer_code"]: row["final_actual_qty"] for row in rows(desk.database, item_details)
    }
    assert sold == {"C1": None, "C2": 7, "C3": None}


def test_a_day_that_nobody_opened_is_saved_with_its_recommended_orders(
    demo_database: Database, clock: StandingClock
) -> None:
    desk = Desk(demo_database, clock)
    desk.save()
    recommended = [row["original_recommended_qty"] for row in rows(demo_database, item_details)]
    assert len(recommended) > 20
    assert min(recommended) > 0


def test_a_save_ends_the_draft_and_leaves_those_of_others(desk: Desk) -> None:
    desk.visit("C1", bread=6)
    desk.of("Badr").visit("C2", bread=1)
    desk.save()
    assert counts(desk.database, *DRAFTED) == [1, 1]


def test_a_save_is_audited(desk: Desk) -> None:
    desk.save()
    (entry,) = rows(desk.database, audit)
    session_id = desk.open_saved().session.session_id
    assert entry == {
        "audit_id": 1,
        "happened_at": to_stored(NOON),
        "user_name": "Amal",
        "action": "session_saved",
        "route_code": "1004",
        "supervision_date": TODAY,
        "session_id": session_id,
        "record_version": 1,
        "request_id": "request-1",
        "from_version": 0,
        "reason": None,
        "detail": None,
    }


def test_a_saved_day_is_not_saved_again(desk: Desk) -> None:
    desk.save()
    before = desk.open_saved()
    with pytest.raises(SessionSavedError):
        desk.save(expected_version=1)
    assert desk.open_saved() == before
    assert counts(desk.database, *SAVED)[-2:] == [1, 1]


@pytest.mark.parametrize("expected_version", [1, 7])
def test_a_version_that_never_was_is_refused(desk: Desk, expected_version: int) -> None:
    with pytest.raises(VersionUnknownError, match=f"no version {expected_version};"):
        desk.save(expected_version)
    assert counts(desk.database, *SAVED) == [0] * 6


def test_a_day_that_cannot_be_opened_cannot_be_saved(desk: Desk) -> None:
    with pytest.raises(DayNotPlannedError):
        desk.on(TODAY + timedelta(days=1)).save()
    with pytest.raises(RouteNotFoundError):
        replace(desk, key=DraftKey("9999", TODAY, "Amal")).save()
    assert counts(desk.database, *SAVED) == [0] * 6


@pytest.mark.parametrize("failing", ["document", "answer", "reviews"])
def test_a_save_that_fails_in_the_middle_leaves_nothing_and_keeps_the_draft(
    desk: Desk, failing: str
) -> None:
    """The document is made before the rows are written, the answer after them."""
    desk.visit("C1", bread=6)
    before = desk.open_live()

    def broken(*_: object) -> str:
        raise MemoryError

    def document(_opened: OpenedDay, _session: SessionRecord) -> SessionDocument:
        return SessionDocument(1, broken().encode() if failing == "document" else b"{}")

    def reviews(*_: object) -> None:
        if failing == "reviews":
            broken()

    saving = Saving(
        desk.database,
        desk.days,
        desk.clock,
        SessionWriting(document, broken if failing == "answer" else session_saved_answer, reviews),
    )
    good, desk.saving = desk.saving, saving
    with pytest.raises(MemoryError):
        desk.save(idempotency_key="key-0001")
    assert counts(desk.database, *SAVED) == [0] * 6
    assert desk.open_live().day == before.day

    desk.saving = good
    desk.save(idempotency_key="key-0001")
    assert desk.open_saved().session.record_version == 1


def test_a_large_day_is_saved_with_as_many_statements_as_a_small_one(desk: Desk) -> None:
    large = desk.on(TODAY + timedelta(days=1))
    codes = [f"L{number:03d}" for number in range(40)]
    items = [f"I{number:03d}" for number in range(50)]
    orders = [order(code, name, 5, large.key.on) for code in codes for name in items]
    stops = [stop(code, place, large.key.on) for place, code in enumerate(codes)]
    desk.feed(Feed.CUSTOMERS, [customer(code, code) for code in codes])
    desk.feed(Feed.ITEMS, [item(name, name) for name in items])
    desk.feed(Feed.JOURNEY_PLAN, stops)
    desk.feed(Feed.RECOMMENDED_ORDERS, orders)
    lengths = []
    for own, visited in ((desk, "C1"), (large, "L000")):
        own.visit(visited)
        with statements_of(own.database) as statements:
            own.save()
        lengths.append(len(statements))
    assert counts(desk.database, item_details) == [4 + 2000]
    assert lengths[0] == lengths[1]


def test_a_document_of_an_earlier_release_tells_who_was_denied_by_what_the_feed_sold(
    desk: Desk,
) -> None:
    desk.feed(Feed.ACTUALS, [actual_row("C2", "bread", 3, NOON)])
    desk.visit("C1", bread=6)
    desk.unvisit("C2")
    entries = desk.open_live().day.entries
    desk.save()
    document = desk.open_saved().document
    assert entries_in(document) == entries
    earlier = json.loads(document.content)
    assert earlier.pop("denied_visits") == ["C2"]
    for state in earlier["state"]["customers"].values():
        state.pop("told_original", None)
    content = json.dumps(earlier).encode()
    assert entries_in(replace(document, content=content)) == entries
