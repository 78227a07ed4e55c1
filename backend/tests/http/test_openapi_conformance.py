"""Generated requests, right and wrong, against the promises of the OpenAPI document.

Schemathesis makes the requests, each as somebody of one role or as nobody. Most of them take route,
date, customer and item from the demo, so that days are really opened, changed and saved.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import CheckContext, not_a_server_error
from schemathesis.core.transport import Response
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from sales_supervision.api.access import OPEN
from sales_supervision.api.services import Services
from sales_supervision.days.smoke_days import SmokeDays
from sales_supervision.demo.loading import load_demo
from sales_supervision.domain.access import EVERY_ROUTE, Permission, Role, User
from sales_supervision.storage.engine import Database
from sales_supervision.storage.epoch import database_epoch
from tests.clocks import StandingClock
from tests.conftest import SMALL_DEMO
from tests.database_servers import DatabaseServer
from tests.http.conftest import MADE_WRONG, REFUSED, REQUESTS, application, client_of
from tests.http.signed_in import session_of
from tests.http.supervisor import services_of_app
from tests.http.test_openapi import KEPT_FOR_THE_PAGE
from tests.people import CHEAP, TABLET, add_person

Operation = APIOperation[Any, Any, Any, Any]
Requests = st.SearchStrategy[Case[Any]]
Check = Callable[[CheckContext, Response, Case[Any]], bool | None]
Known = dict[str, str]
"""What leads to something in the database, by name: path parameters and ids of reviews."""

WITHOUT_END = {"watch_day"}
"""Answers that go on until the caller leaves; tests/notices reads them from real servers."""

OPERATIONS = sorted(
    operation["operationId"]
    for path in json.loads(KEPT_FOR_THE_PAGE.read_text(encoding="utf-8"))["paths"].values()
    for operation in path.values()
    if operation["operationId"] not in WITHOUT_END
)
CHECKS: list[Check] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
NEVER_RIGHT = {
    # The token that the tests know is the administrator's, and the user another.
    "remove_user_token",
    "put_me",
    "sign_in_with_password",
    "reset_password",
    "change_password",
    "sign_in_with_company_account",
    "return_from_company_account",
    "metrics",
}
"""Only a demo, a secret, a provider of identities or this machine makes them so; tests of their own
do."""

NOBODY = "nobody"
NAMES = {
    Role.VIEWER: "Vera",
    Role.SUPERVISOR: "Samir",
    Role.MANAGER: "Mona",
    Role.ADMINISTRATOR: "Supervisor",
}
"""The administrator has the drafts, and so gets as far as an operation itself."""

PEOPLE = {name: User(name, role, EVERY_ROUTE) for role, name in NAMES.items()}
CALLERS = [*PEOPLE, NOBODY]

OF_SAVED_DAYS = ("/merge", "/reopen", "/versions/")
"""Parts of the addresses that lead to saved days."""


class Sessions:
    """Who is signed in, and again where an operation has signed them out."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._kept: dict[str, dict[str, str]] = {}

    def headers(self, who: str) -> dict[str, str]:
        if who == NOBODY:
            return {}
        kept = self._kept.get(who)
        find = self._services.accounts.user_of_session
        if kept is None or find(kept["Cookie"].removeprefix("session=")) is None:
            kept = self._kept[who] = session_of(self._services, who)
        return kept


@pytest.fixture(scope="module")
def busy_demo(sqlite_files: DatabaseServer, empty_template: Path) -> tuple[str, list[Known]]:
    """The demo, and ways into it: live days of one route, with an unplanned customer, an item and
    reviews on each; days of the other that somebody saved beside the user's draft.
    """
    known: list[Known] = []

    def fill(database: Database) -> None:
        load_demo(database, SMALL_DEMO)
        clock = StandingClock()
        with (
            client_of(application(database, clock)) as http,
            client_of(application(database, clock, user_name="Noura")) as noura,
        ):
            for person in PEOPLE.values():
                add_person(database, person.user_name, person.role)
            add_person(database, "Badr")
            accounts = services_of_app(http).accounts
            administrator = PEOPLE[NAMES[Role.ADMINISTRATOR]]
            session_of(services_of_app(http), administrator.user_name)
            token = accounts.tokens.make(administrator, "a program", {Permission.VIEW}, 30, TABLET)
            [sign_in] = accounts.sign_ins.of_user(administrator.user_name)
            of_accounts = {
                "user_name": "Badr",
                "token_id": token.token.token_id,
                "sign_in_id": sign_in.sign_in_id,
            }
            ways = [*_add_outsiders(http), *_save_beside(http, noura)]
        smoke_day = SmokeDays(database, clock, "SMOKE").make("Supervisor", "request")
        ways.append(ways[0] | {"route_code": "SMOKE", "date": smoke_day.isoformat()})
        with database.reading() as connection:
            epoch = database_epoch(connection)
        known.extend(
            {**way, **of_accounts, "epoch": epoch, "record_version": "1", "other_version": "1"}
            for way in ways
        )

    return sqlite_files.template("busy-demo", fill, str(empty_template)), known


@pytest.mark.parametrize("operation_id", OPERATIONS)
def test_the_application_keeps_the_promises_of_its_document(
    operation_id: str,
    busy_demo: tuple[str, list[Known]],
    sqlite_files: DatabaseServer,
    record_property: Callable[[str, object], None],
) -> None:
    template, known = busy_demo
    app = application(sqlite_files.copy(template), StandingClock(), sign_in="accounts", **CHEAP)
    sessions = Sessions(app.state.services)
    document = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    operation = document.find_operation_by_id(operation_id)
    needs = operation.definition.raw["x-permission"]
    statuses: Counter[int] = Counter()
    made_wrong = 0

    def ask(case: Case[Any], who: str) -> None:
        nonlocal made_wrong
        case.cookies = {}
        case.headers.update({"Authorization": "", **sessions.headers(who)})
        response = case.call()
        statuses[response.status_code] += 1
        made_wrong += case.meta is not None and case.meta.generation.mode.is_negative
        case.validate_response(response, checks=CHECKS)
        if needs != OPEN:
            assert (response.status_code == 401) == (who == NOBODY)
        if who in PEOPLE and needs in set(Permission):
            assert (response.status_code == 403) == (not PEOPLE[who].may(Permission(needs)))

    right, any_request = _requests(operation, known)
    _bounded(12)(given(right, st.just(NAMES[Role.ADMINISTRATOR]))(ask))()
    if operation_id not in NEVER_RIGHT:
        assert statuses.keys() & {200, 201, 204}, f"No request was right: {statuses}"
    _bounded(18)(given(any_request, st.sampled_from(CALLERS))(ask))()
    refused = sum(count for status, count in statuses.items() if 400 <= status < 500)
    record_property(REQUESTS, statuses.total())
    record_property(REFUSED, refused)
    record_property(MADE_WRONG, made_wrong)


def _bounded(examples: int) -> settings:
    return settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def _requests(operation: Operation, known: list[Known]) -> tuple[Requests, Requests]:
    """Those that lead somewhere; and those among others that are made up, right and wrong."""
    names = {parameter.name for parameter in operation.path_parameters}
    is_of_smoke = operation.path.startswith("/api/smoke-days")
    known = [way for way in known if (way["route_code"] == "SMOKE") is is_of_smoke]
    wanted = "1" if any(part in operation.path for part in OF_SAVED_DAYS) else "0"
    fitting = [way for way in known if way["version"] == wanted]
    # One of the other kind, too: refusals keep promises as well.
    fitting += [way for way in known if way["version"] != wanted][:1]
    ways = st.sampled_from([{name: way[name] for name in names} for way in fitting])
    sent = {parameter.name.lower() for parameter in operation.headers}
    tag = f'"{wanted}.{known[0]["epoch"]}"'

    def right_request(way: Known, key: UUID) -> Requests:
        headers = {"If-Match": tag, "Idempotency-Key": str(key)}
        fitting = {name: value for name, value in headers.items() if name.lower() in sent}
        return operation.as_strategy(path_parameters=way, headers=fitting or None)

    right = st.tuples(ways, st.uuids()).flatmap(lambda drawn: right_request(*drawn))
    right = right.map(_with_what_is_known(known))
    every_kind = [right, operation.as_strategy()]
    if operation.body or operation.query or operation.headers:
        negative = GenerationMode.NEGATIVE
        every_kind.append(
            ways.flatmap(lambda way: operation.as_strategy(negative, path_parameters=way))
        )
    return right, st.one_of(every_kind)


def _with_what_is_known(known: list[Known]) -> Callable[[Case[Any]], Case[Any]]:
    """Put an item or a review that exists in the place of generated ones."""

    def replace(case: Case[Any]) -> Case[Any]:
        match case.body:
            case {"actuals": dict() as actuals} if actuals:
                quantity = next(iter(actuals.values()))
                case.body = {"actuals": {known[0]["item_code"]: quantity}}
            case dict() as body if "review_id" in body:
                way = next((way for way in known if _leads_to(way, case)), known[0])
                of = "customer" if "customer_code" in case.path_parameters else "route"
                name = f"{of}_review_id"
                body["review_id"] = way.get(name, known[0][name])
        return case

    return replace


def _save_beside(http: TestClient, noura: TestClient) -> Iterator[Known]:
    """Ways to days that Noura saved while the user had a draft: to reopen, to merge, to compare."""
    [route] = [
        one["route_code"] for one in http.get("/api/routes").json() if one["route_code"] != "1004"
    ]
    for planned in http.get(f"/api/routes/{route}/dates").json():
        if planned["saved"] or not planned["planned_customers"]:
            continue
        day = f"/api/days/{route}/{planned['date']}"
        opened = http.get(day)
        stop = opened.json()["plan"]["customers"][0]
        http.put(f"{day}/visits/{stop['customer_code']}", json={}).raise_for_status()
        save = {"If-Match": opened.headers["Version-Tag"], "Idempotency-Key": f"save-of-{day}"}
        noura.post(f"{day}/session", headers=save).raise_for_status()
        yield {
            "route_code": route,
            "date": planned["date"],
            "customer_code": stop["customer_code"],
            "item_code": stop["lines"][0]["item_code"],
            "version": "1",
        }


def _leads_to(way: Known, case: Case[Any]) -> bool:
    return all(way[name] == value for name, value in case.path_parameters.items())


def _review(http: TestClient, address: str) -> str:
    review_id: str = http.post(address, json={}).raise_for_status().json()["review_id"]
    return review_id


def _add_outsiders(http: TestClient) -> Iterator[Known]:
    """Ways to a planned and an unplanned customer of each day, with an item and with reviews."""
    belonging = http.get("/api/customers", params={"search": "", "limit": 100}).json()
    item = http.get("/api/items", params={"search": ""}).json()[0]["item_code"]
    for planned in http.get("/api/routes/1004/dates").json():
        day = f"/api/days/1004/{planned['date']}"
        stops = [stop["customer_code"] for stop in http.get(day).json()["plan"]["customers"]]
        outsider = next(
            found["customer_code"] for found in belonging if found["customer_code"] not in stops
        )
        http.put(f"{day}/unplanned-customers/{outsider}").raise_for_status()
        entered = {"actuals": {item: 1}}
        http.patch(f"{day}/customers/{outsider}/actuals", json=entered).raise_for_status()
        for customer in (outsider, stops[0]):
            yield {
                "route_code": "1004",
                "date": planned["date"],
                "customer_code": customer,
                "item_code": item,
                "customer_review_id": _review(http, f"{day}/customers/{customer}/review"),
                "route_review_id": _review(http, f"{day}/review"),
                "version": "0",
            }
