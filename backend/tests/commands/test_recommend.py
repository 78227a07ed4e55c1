"""``recommend``: recommended orders for routes and dates, and what it refuses."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sales_supervision.storage import tables
from sales_supervision.storage.bulk import insert_rows
from sales_supervision.storage.engine import Database
from sales_supervision.storage.feed_storage import Feed, FeedStorage
from sales_supervision.storage.recommendation_storage import RecommendationStorage
from tests.clocks import NOON, TODAY
from tests.commands.command_line import run
from tests.storage.feed_rows import order

TOMORROW = TODAY + timedelta(days=1)
FROM_TO = ("--from", str(TODAY), "--to", str(TOMORROW))
LATER = ("--from", "2031-01-01", "--to", "2031-01-31")


def lines(*arguments: str) -> list[str]:
    """The lines of a run that succeeded."""
    ran = run("recommend", *arguments)
    assert (ran.exit_code, ran.sentence) == (0, "")
    return ran.output.splitlines()


def source(database: Database, route_code: str = "1004") -> str | None:
    with database.reading() as connection:
        return RecommendationStorage(connection).source(route_code, TODAY)


def test_each_planned_date_of_a_range_is_made_and_told(small_demo: Database) -> None:
    *days, summary = lines("--route", "1004", *FROM_TO)
    assert [day.split(": ")[0] for day in days] == [f"1004 {TODAY}", f"1004 {TOMORROW}"]
    assert all(day.endswith(" lines") for day in days)
    assert summary == "Made recommended orders for 2 route days."
    assert source(small_demo) == "recommender"


def test_what_is_there_is_kept_unless_asked_for_again(small_demo: Database) -> None:
    first = lines("--route", "1004", *FROM_TO)
    assert lines("--route", "1004", *FROM_TO) == [
        f"1004 {TODAY}: kept as it was",
        f"1004 {TOMORROW}: kept as it was",
        "Made recommended orders for 0 route days.",
    ]
    assert lines("--route", "1004", *FROM_TO, "--again") == first


def test_what_a_feed_gave_is_replaced_only_on_demand(small_demo: Database) -> None:
    with small_demo.writing() as connection:
        FeedStorage(connection, NOON).upsert(Feed.RECOMMENDED_ORDERS, [order("C1", "I1", 5)])
    today = ("--route", "1004", "--from", str(TODAY))
    assert lines(*today, "--again")[0].endswith("kept as it was")
    assert source(small_demo) == "feed"
    assert lines(*today, "--replace-feed")[0].endswith("lines")
    assert source(small_demo) == "recommender"


def test_all_routes_or_several_can_be_named(small_demo: Database) -> None:
    every = lines("--all", "--from", str(TODAY))
    assert [line.split()[0] for line in every] == ["1001", "1004", "Made"]
    several = lines("--route", "1004", "--route", "1001", "--from", str(TODAY))
    assert [line.split()[0] for line in several] == ["1004", "1001", "Made"]


def test_a_single_date_is_a_range_of_one(small_demo: Database) -> None:
    assert len(lines("--route", "1004", "--from", str(TODAY))) == 2


def test_dates_without_a_plan_are_said_to_have_none(small_demo: Database) -> None:
    assert lines("--route", "1004", *LATER) == [
        "1004: no journey plan from 2031-01-01 to 2031-01-31.",
        "Made recommended orders for 0 route days.",
    ]
    assert lines("--route", "1004", *LATER[:2])[0] == "1004: no journey plan on 2031-01-01."


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("--route", "1004", "--from", "2026-03-17", "--to", "2026-03-16"),
            "--to 2026-03-16 lies before --from 2026-03-17.",
        ),
        (("--route", "9999"), "There is no route 9999; known are 1001, 1004."),
        (("--route", "1004", "--route", "x"), "There is no route x; known are 1001, 1004."),
        ((), "Name a route with --route, or take all of them with --all."),
    ],
)
def test_a_wrong_route_or_range_is_refused_in_a_sentence(
    small_demo: Database, arguments: tuple[str, ...], sentence: str
) -> None:
    ran = run("recommend", *arguments)
    assert (ran.exit_code, ran.output, ran.sentence) == (2, "", sentence)
    assert source(small_demo) is None


@pytest.mark.parametrize("date", ["17.03.2026", "2026-99-01", "2026-W12-2", "tomorrow"])
def test_what_is_no_date_is_refused(small_demo: Database, date: str) -> None:
    ran = run("recommend", "--route", "1004", "--from", date)
    assert ran.exit_code == 2
    said = " ".join(ran.sentence.replace("│", " ").split())
    assert f"Invalid value for '--from': {date} is not a date such as 2026-11-23." in said


@pytest.mark.parametrize(
    ("route_code", "others"),
    [
        ("UK10", "the nearest are UK110, UK109, UK108"),
        ("NOPE", f"known are {', '.join(f'UK{n}' for n in range(100, 110))} and 10 more"),
    ],
)
def test_of_many_routes_only_those_are_named_that_may_be_meant(
    newest: Database, route_code: str, others: str
) -> None:
    with newest.writing() as connection:
        insert_rows(
            connection,
            tables.route,
            [{"route_code": f"UK{n}", "route_name": "Town"} for n in range(100, 120)],
        )
    ran = run("recommend", "--route", route_code)
    assert ran.sentence == f"There is no route {route_code}; {others}."


def test_a_database_without_routes_says_so(newest: Database) -> None:
    assert run("recommend", "--route", "1004").sentence == (
        "There is no route 1004; known are none."
    )
