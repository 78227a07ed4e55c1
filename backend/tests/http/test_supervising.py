"""A live day: visits, quantities, corrections, and what follows from them."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from sales_supervision.storage.engine import Database
from tests.clocks import NOON, TODAY, StandingClock
from tests.http.made_day import (
    AMAL,
    BADR,
    BREAD,
    CEDAR,
    CHEESE,
    DANA,
    MILK,
    ROUTE,
    feed_sale,
)
from tests.http.supervisor import Supervisor, problem_of


def test_an_unopened_day_is_live_with_its_plan_in_visiting_order(day: Supervisor) -> None:
    opened = day.open()
    assert (opened["mode"], opened["draft"], opened["session"]) == ("live", None, None)
    assert opened["route"]["route_name"] == "Old Town"
    assert [found["customer_code"] for found in opened["plan"]["customers"]] == [AMAL, BADR, CEDAR]
    assert {line["item_code"]: line["recommended"] for line in _lines(opened, AMAL)} == {
        BREAD: 10,
        MILK: 4,
    }
    kpis = opened["state"]["kpis"]
    assert (kpis["planned_customers"], kpis["visited_customers"], kpis["completion"]) == (3, 0, 0)
    assert (kpis["score"], kpis["van_load_units"], kpis["left_on_van_units"]) == (None, 30, 30)


def test_unsold_units_of_a_visit_are_offered_to_the_customers_ahead(day: Supervisor) -> None:
    change = day.visit(AMAL, {BREAD: 4, MILK: 4})
    assert change["draft"]["revision"] == 1
    # 6 loaves were not sold: Badr may take half of 8 more, Cedar gets the 2 that are left.
    assert change["customers"][BADR]["adjusted"] == {BREAD: 12}
    assert change["customers"][CEDAR]["adjusted"] == {BREAD: 8}
    assert change["items"][BREAD]["draws"] == [
        {
            "from_customer": AMAL,
            "units": 6,
            "recipients": [
                {"customer_code": BADR, "units": 4},
                {"customer_code": CEDAR, "units": 2},
            ],
        }
    ]
    assert change["customers"][AMAL]["redistributed"] == {
        "offered": 6,
        "placed": 6,
        "result": "success",
    }
    assert change["kpis"]["redistributed_units"] == 6


def test_a_visit_is_scored_by_coverage_and_accuracy(day: Supervisor) -> None:
    amal = day.visit(AMAL, {BREAD: 4, MILK: 4})["customers"][AMAL]
    # Bread: 4 of 10 is 0.4 / 0.75 of full accuracy; milk is right. 0.4 * 100 + 0.6 * 76.67.
    assert amal["accuracy"] == pytest.approx({BREAD: 160 / 3, MILK: 100}, abs=0.01)
    assert amal["coverage"] == 100
    assert amal["score"] == pytest.approx(86, abs=0.01)


def test_a_change_tells_exactly_what_opening_the_day_again_shows(day: Supervisor) -> None:
    seen = day.open()["state"]
    changes = [
        day.visit(AMAL, {BREAD: 4, MILK: 4}),
        day.visit(BADR, {BREAD: 12}),
        day.enter(AMAL, {BREAD: 9}),
        day.try_add(DANA).json(),
        day.enter(DANA, {CHEESE: 2}),
        day.visit(DANA),
        day.unvisit(BADR),
        day.try_remove_item(DANA, CHEESE).json(),
        day.unvisit(DANA),
        day.try_remove(DANA).json(),
    ]
    for change in changes:
        seen["kpis"] = change["kpis"]
        for part in ("customers", "items"):
            seen[part] |= change[part]
            for code in change[f"removed_{part}"]:
                del seen[part][code]
    assert seen == day.open()["state"]


def test_a_correction_recomputes_what_follows_from_the_visit(day: Supervisor) -> None:
    day.visit(AMAL, {BREAD: 4, MILK: 4})
    change = day.enter(AMAL, {BREAD: 10})
    assert change["customers"][AMAL]["score"] == 100
    assert change["customers"][BADR]["adjusted"] == {}
    assert change["customers"][CEDAR]["adjusted"] == {}
    assert change["kpis"]["redistributed_units"] == 0


def test_a_visit_keeps_the_recommendation_as_it_stood_then(day: Supervisor) -> None:
    day.visit(AMAL, {BREAD: 4, MILK: 4})
    day.visit(BADR, {BREAD: 12})
    assert day.enter(AMAL, {BREAD: 10})["customers"].get(BADR, {}) == {}
    assert day.open()["state"]["customers"][BADR]["adjusted"] == {BREAD: 12}


def test_taking_a_visit_back_restores_the_state_and_keeps_the_entries(day: Supervisor) -> None:
    before = day.open()["state"]
    day.visit(AMAL, {BREAD: 4, MILK: 4})
    amal = day.unvisit(AMAL)["customers"][AMAL]
    assert (amal["status"], amal["visited_at"], amal["score"]) == ("planned", None, None)
    assert amal["actuals"][BREAD]["quantity"] == 4
    day.enter(AMAL, {BREAD: None, MILK: None})
    assert day.open()["state"] == before


def test_marking_a_visit_twice_makes_one_change(day: Supervisor, clock: StandingClock) -> None:
    first = day.visit(AMAL)
    clock.pass_time(minutes=5)
    again = day.visit(AMAL)
    assert again["draft"] == first["draft"]
    assert again["customers"] == {}
    assert day.open()["state"]["customers"][AMAL]["visited_at"] == "2026-03-17T08:00:00Z"


def test_what_is_untold_is_filled_in_one_step_and_undone_in_one(day: Supervisor) -> None:
    day.visit(AMAL, {BREAD: 7})
    before = day.open()["state"]
    assert before["kpis"]["untold_quantities"] == 1
    for fill in ({MILK: 4}, {MILK: 0}):  # as recommended; the rest sold nothing
        filled = day.enter(AMAL, fill)
        assert filled["kpis"]["untold_quantities"] == 0
        assert filled["customers"][AMAL]["actuals"][MILK]["quantity"] == fill[MILK]
        day.enter(AMAL, dict.fromkeys(fill))
        assert day.open()["state"] == before


def test_nothing_sold_and_not_told_yet_are_different(day: Supervisor) -> None:
    untold = day.visit(AMAL)
    assert untold["kpis"]["untold_quantities"] == 2
    assert untold["customers"][AMAL]["score"] is None
    assert untold["kpis"]["redistributed_units"] == 0
    told = day.enter(AMAL, {BREAD: 0, MILK: 0})
    assert told["kpis"]["untold_quantities"] == 0
    assert told["customers"][AMAL]["score"] == 0
    assert told["kpis"]["redistributed_units"] > 0


def test_an_unplanned_customer_and_item_can_be_added_sold_and_removed(day: Supervisor) -> None:
    added = day.try_add(DANA).json()["customers"][DANA]
    assert (added["planned"], added["customer_name"]) == (False, "Dana Kiosk")
    change = day.visit(DANA, {CHEESE: 3})
    assert change["new_items"][CHEESE]["item_name"] == "Cheese"
    assert change["customers"][DANA]["outside_units"] == 3
    assert change["kpis"]["unplanned_visits"] == 1
    assert day.try_remove_item(DANA, CHEESE).json()["removed_items"] == [CHEESE]
    assert day.try_remove(DANA).json()["removed_customers"] == [DANA]
    assert DANA not in day.open()["state"]["customers"]


def test_adding_a_customer_twice_makes_one_change(day: Supervisor) -> None:
    first, again = day.try_add(DANA).json(), day.try_add(DANA).json()
    assert again["draft"]["revision"] == first["draft"]["revision"] == 1


def test_a_reason_for_not_visiting_can_be_given_and_taken_back(day: Supervisor) -> None:
    assert day.give_reason(CEDAR, "closed")["customers"][CEDAR]["not_visited_reason"] == "closed"
    assert day.give_reason(CEDAR, None)["customers"][CEDAR]["not_visited_reason"] is None
    day.give_reason(CEDAR, "no_time")
    assert day.visit(CEDAR)["customers"][CEDAR]["not_visited_reason"] is None


def test_the_sales_feed_marks_visits_and_the_supervisor_has_the_last_word(
    day: Supervisor, database: Database
) -> None:
    feed_sale(database, AMAL, BREAD, 4, NOON)
    amal = day.open()["state"]["customers"][AMAL]
    assert (amal["status"], amal["visit_source"]) == ("visited", "feed")
    assert amal["actuals"][BREAD] == {"quantity": 4, "edited": False, "from_feed": 4}
    corrected = day.enter(AMAL, {BREAD: 6})["customers"][AMAL]
    assert corrected["actuals"][BREAD] == {"quantity": 6, "edited": True, "from_feed": 4}
    back = day.enter(AMAL, {BREAD: None})["customers"][AMAL]
    assert back["actuals"][BREAD] == {"quantity": 4, "edited": False, "from_feed": 4}
    assert day.unvisit(AMAL)["customers"][AMAL]["status"] == "planned"
    feed_sale(database, AMAL, MILK, 4, NOON)
    assert day.open()["state"]["customers"][AMAL]["status"] == "planned"


def test_a_change_takes_in_what_the_feed_brought_since_the_page_looked(
    day: Supervisor, database: Database
) -> None:
    day.open()
    feed_sale(database, AMAL, BREAD, 4, NOON)
    change = day.visit(BADR)
    assert change["customers"][AMAL]["visit_source"] == "feed"
    assert set(change["customers"]) == {AMAL, BADR, CEDAR}


@pytest.mark.parametrize(
    ("change", "status", "slug", "words"),
    [
        (lambda day: day.try_visit(DANA), 422, "invalid-change", "add it as an unplanned"),
        (lambda day: day.try_enter(DANA, {BREAD: 1}), 422, "invalid-change", DANA),
        (lambda day: day.try_enter(AMAL, {"NONE": 1}), 422, "unknown-item", "no item NONE"),
        (lambda day: day.try_visit(AMAL, {"NONE": 1}), 422, "unknown-item", "no item NONE"),
        (lambda day: day.try_add("NONE"), 404, "customer-not-found", "no customer NONE"),
        (lambda day: day.try_remove(AMAL), 422, "invalid-change", "journey plan"),
        (lambda day: day.try_remove_item(AMAL, BREAD), 422, "invalid-change", "enter 0"),
        (lambda day: day.try_give_reason(DANA, "closed"), 422, "invalid-change", DANA),
        (lambda day: day.try_give_reason(AMAL, "bored"), 422, "invalid-request", "reason"),
    ],
)
def test_a_change_that_does_not_fit_is_refused_in_words_and_keeps_nothing(
    day: Supervisor, change: object, status: int, slug: str, words: str
) -> None:
    assert callable(change)
    problem = problem_of(change(day), status, slug)
    assert words in problem["detail"]
    assert day.open()["draft"] is None


def test_a_visited_customer_takes_no_reason(day: Supervisor) -> None:
    day.visit(AMAL)
    problem = problem_of(day.try_give_reason(AMAL, "closed"), 422, "invalid-change")
    assert problem["errors"][0]["customer_code"] == AMAL


@pytest.mark.parametrize(
    ("route", "on", "slug"),
    [
        ("NONE", TODAY, "route-not-found"),
        ("R2", TODAY, "day-not-planned"),
        (ROUTE, TODAY.replace(day=1), "day-not-planned"),
    ],
)
def test_a_day_without_plan_is_not_opened_and_takes_no_change(
    http: TestClient, route: str, on: object, slug: str
) -> None:
    day = f"/api/days/{route}/{on}"
    problem_of(http.get(day), 404, slug)
    problem_of(http.put(f"{day}/visits/{AMAL}", json={}), 404, slug)
    save = Supervisor(http, route, TODAY).headers(0)
    problem_of(http.post(f"{day}/session", headers=save), 404, slug)


def _lines(
    opened: dict[str, dict[str, list[dict[str, object]]]], customer: str
) -> list[dict[str, object]]:
    [found] = [one for one in opened["plan"]["customers"] if one["customer_code"] == customer]
    lines = found["lines"]
    assert isinstance(lines, list)
    return lines
