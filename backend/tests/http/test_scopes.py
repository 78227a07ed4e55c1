"""What is somebody else's is not there: in lists, in searches, in a day; and what looking costs."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from sales_supervision.accounts.sign_ins import SignedIn, SignIns
from sales_supervision.domain.access import EVERY_ROUTE, Role, Scope
from sales_supervision.storage import tables
from sales_supervision.storage.bulk import insert_rows
from sales_supervision.storage.engine import Database
from tests.clocks import NOON, TODAY
from tests.http.conftest import Start
from tests.http.made_day import AMAL, BREAD, DANA, ROUTE, feed_sale
from tests.http.signed_in import session_of
from tests.http.supervisor import Supervisor, problem_of, services_of_app
from tests.people import CHEAP, add_person
from tests.storage.statements import statements_of

ELSEWHERE, NEW = "C-ELSEWHERE", "C-NEW"
"""A customer of route R2, and one whom no feed gave a route."""

PEOPLE = {
    "by route": (Role.SUPERVISOR, Scope(routes=frozenset({ROUTE}))),
    "by territory": (Role.SUPERVISOR, Scope(territories=frozenset({"North"}))),
    "everywhere": (Role.MANAGER, EVERY_ROUTE),
    "viewer": (Role.VIEWER, EVERY_ROUTE),
}


@pytest.fixture
def office(start: Start, database: Database) -> TestClient:
    """A server whose people sign in; each request says as whom."""
    http = _start_office(start, database)
    with database.writing() as connection:
        insert_rows(
            connection,
            tables.customer,
            [
                {"customer_code": ELSEWHERE, "customer_name": "Shop in R2", "route_code": "R2"},
                {"customer_code": NEW, "customer_name": "Shop of nobody", "route_code": None},
            ],
        )
    return http


@pytest.mark.parametrize("who", ["by route", "by territory"])
def test_lists_hold_ones_own_routes_and_their_customers(office: TestClient, who: str) -> None:
    _be(office, who)
    assert [route["route_code"] for route in office.get("/api/routes").json()] == [ROUTE]
    assert office.get("/api/routes", params={"search": "New Town"}).json() == []
    found = office.get("/api/customers", params={"search": "shop"}).json()
    assert [customer["customer_code"] for customer in found] == [NEW]
    _be(office, "everywhere")
    assert [route["route_code"] for route in office.get("/api/routes").json()] == [ROUTE, "R2"]
    found = office.get("/api/customers", params={"search": "shop"}).json()
    assert [customer["customer_code"] for customer in found] == [ELSEWHERE, NEW]


@pytest.mark.parametrize("who", ["by route", "by territory"])
def test_only_a_customer_of_ones_own_routes_is_added_to_a_day(office: TestClient, who: str) -> None:
    _be(office, who)
    day = Supervisor(office, ROUTE, TODAY)
    foreign = problem_of(day.try_add(ELSEWHERE), 404, "customer-not-found")
    unknown = problem_of(day.try_add("C-GONE"), 404, "customer-not-found")
    assert foreign["detail"].replace(ELSEWHERE, "C-GONE") == unknown["detail"]
    assert day.open()["draft"] is None
    for theirs in (DANA, NEW):
        assert day.try_add(theirs).status_code == 200
    _be(office, "everywhere")
    assert day.try_add(ELSEWHERE).status_code == 200


def test_who_may_only_look_sees_the_feeds_news_and_keeps_no_draft(
    office: TestClient, database: Database
) -> None:
    feed_sale(database, AMAL, BREAD, 7, NOON)
    day = Supervisor(office, ROUTE, TODAY)
    _be(office, "viewer")
    seen = day.open()
    assert seen["state"]["customers"][AMAL]["status"] == "visited"
    assert seen["draft"] is None
    assert day.open() == seen
    office.get(f"{day.address}/review")
    with database.reading() as connection:
        assert connection.execute(tables.draft.select()).all() == []
    _be(office, "by route")
    opened = day.open()
    assert opened["draft"] is not None
    assert opened["state"]["customers"] == seen["state"]["customers"]


def test_a_stream_ends_with_the_session_that_began_it(
    office: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    _be(office, "viewer")
    find, looks = SignIns.find, list[str]()

    def find_once(sign_ins: SignIns, cookie: str, *, is_use: bool) -> SignedIn | None:
        looks.append(cookie)
        return find(sign_ins, cookie, is_use=is_use) if len(looks) == 1 else None

    monkeypatch.setattr(SignIns, "find", find_once)
    told = office.get(f"/api/days/{ROUTE}/{TODAY.isoformat()}/notices", params={"tab": "one"})
    assert (told.status_code, told.text) == (200, "")


def test_who_asks_costs_no_statement_on_a_demo_and_one_with_accounts(
    start: Start, database: Database
) -> None:
    demo, office = start(), _start_office(start, database)
    reads = {"demo": _reads(demo)}
    for who in PEOPLE:
        _be(office, who)
        reads[who] = _reads(office)
    of_the_day = reads["demo"]
    assert reads == {
        "demo": of_the_day,
        "by route": of_the_day + 1,
        "by territory": of_the_day + 2,
        "everywhere": of_the_day + 1,
        "viewer": of_the_day + 1,
    }
    with statements_of(services_of_app(demo).database) as statements:
        assert demo.get("/api/me").status_code == 200
    assert statements == []


def _start_office(start: Start, database: Database) -> TestClient:
    for who, (role, scope) in PEOPLE.items():
        add_person(database, who, role, scope)
    return start(sign_in="accounts", **CHEAP)


def _be(http: TestClient, who: str) -> None:
    http.headers.update(session_of(services_of_app(http), who))


def _reads(http: TestClient) -> int:
    """Reads of the database for the versions of a day."""
    with statements_of(services_of_app(http).database) as statements:
        day = f"/api/days/{ROUTE}/{TODAY.isoformat()}"
        assert http.get(f"{day}/versions").status_code == 200
    return len([one for one in statements if one.lstrip().upper().startswith("SELECT")])
