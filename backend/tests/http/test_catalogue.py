"""Looking things up before and while a day is open, and the health of the server."""

from __future__ import annotations

from sqlalchemy import text, update
from starlette.testclient import TestClient

from sales_supervision.storage import tables
from sales_supervision.storage.engine import Database
from tests.clocks import TODAY, StandingClock
from tests.http.conftest import Start, application, client_of
from tests.http.made_day import AMAL, BADR, CEDAR, CHEESE, DANA, ROUTE
from tests.http.supervisor import Supervisor, problem_of


def test_the_deployment_tells_today_in_its_own_time_zone(
    start: Start, clock: StandingClock
) -> None:
    clock.pass_time(hours=14)  # 22:00 UTC: past midnight in Dubai, not yet in Lisbon
    dubai = start(user_name="Noura").get("/api/deployment").json()
    lisbon = start(time_zone="Europe/Lisbon").get("/api/deployment").json()
    assert (dubai["today"], dubai["user_name"]) == ("2026-03-18", "Noura")
    assert (lisbon["today"], lisbon["time_zone"]) == ("2026-03-17", "Europe/Lisbon")
    assert (dubai["max_quantity"], dubai["demo"]) == (999_999, False)


def test_a_demo_says_that_it_is_one(demo_database: Database, clock: StandingClock) -> None:
    with client_of(application(demo_database, clock)) as http:
        assert http.get("/api/deployment").json()["demo"] is True


def test_routes_are_found_by_code_name_or_territory(http: TestClient) -> None:
    def found(search: str) -> list[str]:
        routes = http.get("/api/routes", params={"search": search}).json()
        return [route["route_code"] for route in routes]

    assert found("") == ["R1", "R2"]
    assert found("r1") == found("OLD") == found("nort") == ["R1"]
    assert found("%") == found("_") == []


def test_dates_of_a_route_tell_what_is_planned_and_what_is_saved(
    http: TestClient, day: Supervisor
) -> None:
    planned = {"date": TODAY.isoformat(), "planned_customers": 3, "saved": False}
    assert http.get(f"/api/routes/{ROUTE}/dates").json() == [planned]
    day.save()
    assert http.get(f"/api/routes/{ROUTE}/dates").json() == [{**planned, "saved": True}]
    assert http.get("/api/routes/R2/dates").json() == []
    problem_of(http.get("/api/routes/NONE/dates"), 404, "route-not-found")


def test_customers_and_items_are_found_by_part_of_their_name(http: TestClient) -> None:
    customers = http.get("/api/customers", params={"search": "grocery"}).json()
    assert [found["customer_code"] for found in customers] == [AMAL]
    assert customers[0]["route_code"] == ROUTE
    items = http.get("/api/items", params={"search": "chee"}).json()
    assert [found["item_code"] for found in items] == [CHEESE]
    assert len(http.get("/api/customers", params={"search": "", "limit": 2}).json()) == 2


def test_customers_are_found_by_their_route_after_those_found_by_themselves(
    http: TestClient, database: Database
) -> None:
    def found(search: str) -> list[str]:
        customers = http.get("/api/customers", params={"search": search}).json()
        return [customer["customer_code"] for customer in customers]

    assert found("r1") == found("old tow") == [AMAL, BADR, CEDAR, DANA]
    assert found("new town") == []
    with database.writing() as connection:
        connection.execute(
            update(tables.customer)
            .where(tables.customer.c.customer_code == CEDAR)
            .values(customer_name="Old Cedar", route_code=None)
        )
    assert found("old") == [CEDAR, AMAL, BADR, DANA]


def test_a_server_whose_schema_was_left_behind_is_alive_but_not_ready(
    http: TestClient, database: Database
) -> None:
    assert http.get("/health/ready").json()["status"] == "ok"
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'epoch'"))
    problem = problem_of(http.get("/health/ready"), 503, "schema-not-of-this-release")
    assert "sales-supervision db upgrade" in problem["detail"]
    assert http.get("/health/live").json()["status"] == "ok"


def test_a_server_whose_schema_a_later_release_moved_on_stays_ready(
    http: TestClient, database: Database
) -> None:
    """Until it is replaced in turn: steps only expand."""
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'of_a_later_release'"))
    assert http.get("/health/ready").status_code == 200


def test_the_demo_of_route_1004_can_be_supervised_from_choice_to_read_only(
    demo_database: Database, clock: StandingClock
) -> None:
    with client_of(application(demo_database, clock)) as http:
        today = http.get("/api/deployment").json()["today"]
        dates = http.get("/api/routes/1004/dates").json()
        assert today in [found["date"] for found in dates]
        day = Supervisor(http, "1004", TODAY)
        for customer in day.open()["plan"]["customers"]:
            lines = customer["lines"]
            sold = {line["item_code"]: line["recommended"] // 2 for line in lines}
            day.visit(customer["customer_code"], sold)
        kpis = day.open()["state"]["kpis"]
        assert (kpis["completion"], kpis["untold_quantities"]) == (100, 0)
        day.save()
        assert day.open()["mode"] == "historical"
