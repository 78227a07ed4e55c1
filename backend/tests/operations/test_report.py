"""The report from a month of figures, over HTTP; what is counted by looking at the database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Column, MetaData, Table, delete, insert, update

from sales_supervision.operations.buckets import bucket_of
from sales_supervision.operations.period_figures import PeriodFigures
from sales_supervision.operations.symptoms import database_down_at
from sales_supervision.storage.engine import FEEDS, Database
from sales_supervision.storage.errors import DatabaseUnavailableError, StorageFullError
from sales_supervision.storage.feed_storage import Feed, FeedStorage
from sales_supervision.storage.hourly_figure_storage import HourlyFigureStorage, HourlyKey
from sales_supervision.storage.integrity_storage import IntegrityStorage
from sales_supervision.storage.supervision_storage import SupervisionStorage
from sales_supervision.storage.tables import customer_summary, route_summary, session_version
from tests.clocks import NOON, StandingClock
from tests.http.made_day import AMAL, BREAD
from tests.operations.conftest import Json, Watched
from tests.operations.made_figures import OPEN, a_month, an_hour, keep
from tests.storage.sample_rows import route_row


def by_key(report: Json) -> dict[str, Json]:
    return {line["key"]: line for line in report["lines"]}


def statuses(line: Json) -> list[str]:
    return [target["status"] for target in line["targets"]]


def test_a_month_is_told_beside_the_time_before(watched: Watched, database: Database) -> None:
    keep(database, "another", a_month(NOON))
    lines = by_key(watched.report("4w"))
    assert lines["production_errors"]["value"] == 1
    assert statuses(lines["production_errors"]) == ["not_met"] * 3
    assert statuses(lines["save_seconds"]) == ["met"] * 3
    assert statuses(lines["cache_hit_percent"]) == ["not_enough_data"] * 3
    lines = by_key(watched.report("7d"))
    assert lines["production_errors"]["value"] == 1
    assert lines["production_errors"]["before"] == 0
    assert lines["save_seconds"]["value"] == pytest.approx(0.17, rel=0.1)
    assert lines["version_conflicts"]["value"] == 7


@pytest.mark.parametrize(("since", "judged"), [("24h", 1), ("6d", 1), ("7d", 2), ("4w", 3)])
def test_a_target_is_judged_on_a_period_that_is_as_long_as_its_phase(
    watched: Watched, database: Database, since: str, judged: int
) -> None:
    keep(database, "another", a_month(NOON))
    line = by_key(watched.report(since))["save_seconds"]
    assert statuses(line) == ["met"] * judged + ["not_enough_data"] * (3 - judged)


def test_hashing_passwords_is_no_slow_answer(watched: Watched, database: Database) -> None:
    sign_in = "POST /api/sign-in/password"
    hashing = {
        HourlyKey(NOON, "requests", f"{sign_in} 2xx", 0): 400,
        HourlyKey(NOON, "request_seconds", sign_in, bucket_of(0.9)): 400,
    }
    keep(database, "another", an_hour(NOON) | hashing)
    report = watched.report("24h")
    assert by_key(report)["response_seconds"]["value"] < 0.1
    assert sign_in in [each["endpoint"] for each in report["endpoints"]]


def test_endpoints_are_told_by_template(watched: Watched, database: Database) -> None:
    keep(database, "another", a_month(NOON))
    report = watched.report("7d")
    opened = next(each for each in report["endpoints"] if each["endpoint"] == OPEN)
    assert opened["requests"] == (7 * 10 + 1) * 40 + 1  # The present hour is one more.
    assert opened["errors"] == 1
    assert opened["p50"] == pytest.approx(0.02, rel=0.1)
    assert opened["p50_before"] == opened["p50"]
    assert report["error_percent"] == 9.1


@pytest.mark.parametrize(("since", "points"), [("24h", 25), ("7d", 29), ("4w", 29)])
def test_a_line_over_time_has_a_point_for_every_moment(
    watched: Watched, database: Database, since: str, points: int
) -> None:
    keep(database, "another", a_month(NOON))
    report = watched.report(since)
    assert len(report["points"]) == points
    requests = sum(point["requests"] for point in report["points"])
    assert requests == sum(each["requests"] for each in report["endpoints"])


def test_symptoms_of_the_last_hours_lead_to_their_pages(
    watched: Watched, database: Database, clock: StandingClock
) -> None:
    assert watched.report()["incidents"] == []
    keep(database, "another", an_hour(NOON, saved=20, save_seconds=4.0, conflicts=9))
    assert watched.report()["incidents"] == ["saves-slow", "many-conflicts"]
    clock.pass_time(hours=2)
    assert watched.report()["incidents"] == []


def test_a_daily_feed_that_does_not_come_is_overdue(
    watched: Watched, database: Database, clock: StandingClock
) -> None:
    with database.writing(FEEDS) as connection:
        for feed in (Feed.SALES, Feed.ITEMS):
            FeedStorage(connection, clock()).note_import(feed, "a.csv", "0" * 64, 1, 0)
    assert watched.line("stale_feeds")["value"] == 0
    clock.pass_time(hours=37)
    report = watched.report()
    assert by_key(report)["stale_feeds"]["value"] == 1
    assert {feed["feed"]: feed["is_stale"] for feed in report["feeds"]}["items"] is False
    assert "feed-stale" in report["incidents"]


def test_a_version_that_was_saved_over_another_is_a_lost_edit(
    watched: Watched, database: Database
) -> None:
    watched.day.open()
    watched.day.save()
    watched.day.reopen(1)
    watched.day.save(1)
    assert watched.line("lost_edits") | {"targets": []} == {
        "key": "lost_edits",
        "value": 0,
        "before": None,
        "samples": 2,
        "targets": [],
    }
    with database.writing() as connection:
        connection.execute(
            update(session_version)
            .where(session_version.c.record_version == 2)
            .values(from_version=0)
        )
    assert watched.line("lost_edits")["value"] == 1


def test_a_version_of_which_nothing_is_kept_is_a_fault(
    watched: Watched, database: Database
) -> None:
    watched.day.open()
    watched.day.save()
    watched.day.reopen(1)
    watched.day.save(1)
    assert watched.line("integrity_faults")["value"] == 0
    with database.writing() as connection:
        connection.execute(delete(session_version).where(session_version.c.record_version == 2))
    assert watched.line("integrity_faults")["value"] == 1


def test_two_sessions_with_one_id_are_found(blank_database: Database) -> None:
    """In tables whose constraints somebody dropped: with them the database refuses."""
    metadata = MetaData()
    for table in (route_summary, customer_summary, session_version):
        Table(table.name, metadata, *(Column(each.name, each.type) for each in table.columns))
    with blank_database.writing() as connection:
        metadata.create_all(connection)
        for route_code in ("1004", "1005"):
            row = route_row(route_code=route_code)
            connection.execute(
                insert(metadata.tables[route_summary.name]).values(
                    session_id="the same", record_version=1, **row
                )
            )
        found = IntegrityStorage(connection, without_route="SMOKE").look()
    assert found.duplicate_sessions == 1


@pytest.mark.parametrize("since", ["7", "0d", "400d", "7y", "-1d", ""])
def test_what_is_no_period_is_refused_with_what_would_be_one(watched: Watched, since: str) -> None:
    answer = watched.http.get("/api/operations/report", params={"since": since})
    assert answer.status_code == 422
    assert "24h, 7d or 4w" in answer.json()["detail"]
    assert answer.json()["errors"][0]["field"] == "since"


def test_a_month_that_begins_with_the_first_figure_is_not_judged_as_one(
    watched: Watched, database: Database, clock: StandingClock
) -> None:
    keep(database, "another", an_hour(NOON - timedelta(hours=30), saved=30))
    assert statuses(by_key(watched.report("4w"))["save_seconds"]) == [
        "met",
        "not_enough_data",
        "not_enough_data",
    ]
    assert watched.report("4w")["figures_since"] == "2026-03-16T02:00:00Z"


def test_errors_that_a_full_disk_does_not_let_be_kept_are_told(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StorageFullError("The disk of the database is full.")

    monkeypatch.setattr(HourlyFigureStorage, "keep", refuse)
    monkeypatch.setattr(SupervisionStorage, "save", refuse)
    watched.day.visit(AMAL, {BREAD: 7})
    assert watched.day.try_save().status_code == 507
    line = watched.line("production_errors")
    assert line["value"] == 1
    assert line["targets"][0]["status"] == "not_met"


def test_a_database_that_answers_again_is_no_incident_for_long(
    watched: Watched, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise DatabaseUnavailableError("It does not answer.")

    clock.pass_time(minutes=58)
    with monkeypatch.context() as down:
        down.setattr("sales_supervision.api.health.schema_version", refuse)
        assert watched.http.get("/health/ready").status_code == 503
    clock.pass_time(minutes=5)
    report = watched.report()
    assert report["incidents"] == ["database-down"]
    assert report["database_down_at"] == "2026-03-17T08:58:00Z"
    clock.pass_time(minutes=1)
    report = watched.report()
    assert report["incidents"] == []
    assert report["database_down_at"] == "2026-03-17T08:58:00Z"
    clock.pass_time(hours=1)
    assert watched.report()["database_down_at"] is None


def test_midnight_is_no_day_between_a_failure_and_the_report() -> None:
    midnight = NOON.replace(hour=0)
    figures = PeriodFigures(down_at={"23:58", "23:12"})
    assert database_down_at(figures, midnight) == midnight - timedelta(minutes=2)
