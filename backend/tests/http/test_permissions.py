"""Every endpoint of the OpenAPI document, tried by everybody, beside docs/permissions.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from sales_supervision.domain.access import EVERY_ROUTE, PERMISSIONS, Permission, Role, Scope, User
from tests.clocks import TODAY, StandingClock
from tests.database_servers import DatabaseServer
from tests.http.conftest import application, client_of
from tests.http.known_people import KnownPeople, as_known, let_in
from tests.http.made_day import AMAL, BREAD, ROUTE, feed_made_day
from tests.http.permission_table import Endpoint, endpoints, table
from tests.http.supervisor import problem_of

FOREIGN, UNKNOWN = "R2", "R3"
_OWN = Scope(routes=frozenset({ROUTE}))

PEOPLE = {
    **{str(role): User(role, role, _OWN) for role in Role},
    "by territory": User("Huda", Role.MANAGER, Scope(territories=frozenset({"North"}))),
    "everywhere": User("Huda", Role.ADMINISTRATOR, EVERY_ROUTE),
    "nowhere": User("Huda", Role.ADMINISTRATOR, Scope()),
}
TOKENS = {
    "token to view": User("Huda", Role.MANAGER, _OWN, frozenset({Permission.VIEW})),
    "token beyond its role": User("Huda", Role.VIEWER, _OWN, frozenset(Permission)),
}
NOBODY = {
    "nobody": {},
    "a cookie of nobody": {"Cookie": "session=somebody"},
    "a cookie of the demo": {"Cookie": "supervisor_name=administrator:Huda"},
    "a token of nobody": {"Authorization": "Bearer somebody"},
    "a wrong token beside a cookie": {
        "Authorization": "Bearer somebody",
        "Cookie": "session=administrator",
    },
}
CALLERS = [*NOBODY, *PEOPLE, *TOKENS]

_PLACES = {
    "date": TODAY.isoformat(),
    "customer_code": AMAL,
    "item_code": BREAD,
    "record_version": "1",
    "other_version": "1",
    "user_name": "Somebody",
    "sign_in_id": "of-nobody",
    "token_id": "of-nobody",
}
_DAY = f"/api/days/{ROUTE}/{TODAY.isoformat()}"


@pytest.fixture(scope="module")
def http(sqlite_files: DatabaseServer, empty_template: Path) -> Iterator[TestClient]:
    """The made day, on a server whose people sign in."""
    database = sqlite_files.copy(str(empty_template))
    feed_made_day(database)
    app = application(database, StandingClock(), sign_in="accounts")
    let_in(app, KnownPeople(PEOPLE, TOKENS))
    with client_of(app) as client:
        yield client


def test_the_table_has_every_endpoint_with_what_it_declares(http: TestClient) -> None:
    paths = http.get("/api/openapi.json").json()["paths"]
    declared = [
        Endpoint(path, method.upper(), operation["x-permission"])
        for path, operations in paths.items()
        for method, operation in operations.items()
    ]
    assert sorted(endpoints()) == sorted(declared)


def test_the_document_has_the_permissions_of_each_role() -> None:
    assert [[row[0], *row[2:]] for row in table("permission")] == [
        [
            f"`{permission}`",
            *("yes" if permission in PERMISSIONS[role] else "" for role in Role),
        ]
        for permission in Permission
    ]


@pytest.mark.parametrize("caller", CALLERS)
def test_everybody_may_exactly_what_the_table_says(http: TestClient, caller: str) -> None:
    for endpoint in endpoints():
        _require_as_said(_ask(http, caller, endpoint, ROUTE), caller, endpoint, is_own=True)
        if endpoint.is_of_a_route:
            is_own = caller == "everywhere"
            foreign = _ask(http, caller, endpoint, FOREIGN)
            unknown = _ask(http, caller, endpoint, UNKNOWN)
            _require_as_said(foreign, caller, endpoint, is_own=is_own)
            _require_as_said(unknown, caller, endpoint, is_own=is_own)
            if not is_own:
                assert _told(foreign, FOREIGN) == _told(unknown, UNKNOWN)


def test_how_many_were_tried(capsys: pytest.CaptureFixture[str]) -> None:
    of_routes = sum(endpoint.is_of_a_route for endpoint in endpoints())
    tried = (len(endpoints()) + 2 * of_routes) * len(CALLERS)
    with capsys.disabled():
        print(  # noqa: T201 - the figure that the issue asks for
            f"\npermissions: {len(endpoints())} endpoints × {len(Role)} roles, tried by "
            f"{len(CALLERS)} callers, {of_routes} of them on an own, a foreign and an unknown "
            f"route: {tried:,} requests."
        )
    assert of_routes > 20


@pytest.mark.parametrize(("caller", "status"), [("nobody", 401), ("viewer", 403), ("nowhere", 404)])
def test_whoever_may_not_is_told_so_before_the_body_is_read(
    http: TestClient, caller: str, status: int
) -> None:
    def ask(who: str) -> Response:
        headers = _headers(who) | {"Content-Type": "application/json"}
        return http.put(f"{_DAY}/visits/{AMAL}", content=b"{", headers=headers)

    assert ask(caller).status_code == status
    problem_of(ask("supervisor"), 400, "invalid-json")


def test_a_refusal_names_what_is_missing_and_who_can_give_it(http: TestClient) -> None:
    reopening = http.post(f"{_DAY}/session/reopen", json={}, headers=_headers("supervisor"))
    assert problem_of(reopening, 403, "not-permitted")["detail"] == (
        "A supervisor may not reopen a saved day: an administrator can make you a manager."
    )
    visiting = http.put(f"{_DAY}/visits/{AMAL}", json={}, headers=_headers("token to view"))
    assert problem_of(visiting, 403, "not-permitted")["detail"] == (
        "This token may not change or save a day: make another with the permission supervise."
    )
    foreign = http.get(f"/api/routes/{FOREIGN}/dates", headers=_headers("manager"))
    assert problem_of(foreign, 404, "route-not-found")["detail"] == (
        "There is no route R2 among yours."
    )


@pytest.mark.parametrize("code", ["x" * 51, "%00", "R1%20", "r1", "R1%00", "%F0%9F%92%A9"])
@pytest.mark.parametrize("caller", ["manager", "by territory"])
def test_what_no_route_is_called_is_answered_like_a_foreign_one(
    http: TestClient, caller: str, code: str
) -> None:
    answer = http.get(f"/api/days/{code}/{TODAY.isoformat()}", headers=_headers(caller))
    problem_of(answer, 404, "route-not-found")


def test_nobody_chooses_who_they_are_where_people_sign_in(http: TestClient) -> None:
    chosen = {"user_name": "Somebody", "role": "administrator"}
    problem = problem_of(
        http.put("/api/me", json=chosen, headers=_headers("viewer")), 403, "not-permitted"
    )
    assert problem["detail"].startswith("Only a demo lets one choose who one is")


def test_one_is_told_who_one_is_and_what_one_may(http: TestClient) -> None:
    me = http.get("/api/me", headers=_headers("by territory")).json()
    assert (me["role"], me["everything"], me["routes"], me["territories"]) == (
        "manager",
        False,
        [],
        ["North"],
    )
    assert (me["sign_in"], me["password"]) == ("accounts", True)
    assert http.get("/api/me", headers=_headers("token to view")).json()["permissions"] == ["view"]


def _ask(http: TestClient, caller: str, endpoint: Endpoint, route_code: str) -> Response:
    """A request of the right form, except that no body and no query has what it needs."""
    path = endpoint.path.format(route_code=route_code, **_PLACES)
    headers = {"Idempotency-Key": str(uuid4()), "If-Match": f'"0.{"0" * 16}"'}
    body: dict[str, str] | None = None if endpoint.method in {"GET", "DELETE"} else {}
    return http.request(endpoint.method, path, headers=headers | _headers(caller), json=body)


def _require_as_said(answer: Response, caller: str, endpoint: Endpoint, *, is_own: bool) -> None:
    where = f"{endpoint} by {caller}: {answer.status_code} {answer.text[:300]}"
    refused = _refusal(caller, endpoint, is_own=is_own)
    if refused is not None:
        problem_of(answer, *refused)
        return
    assert answer.status_code not in {401, 403}, where
    assert "among yours" not in answer.text, where
    assert answer.status_code < 500, where


def _refusal(caller: str, endpoint: Endpoint, *, is_own: bool) -> tuple[int, str] | None:
    """Status and type that the table promises, None where it promises to let pass."""
    if endpoint.needs == "open":
        return None
    if caller in NOBODY:
        return 401, "sign-in-required"
    if endpoint.needs in {"signed-in", "person"}:
        is_token = endpoint.needs == "person" and caller in TOKENS
        return (403, "not-permitted") if is_token else None
    if not _user(caller).may(Permission(endpoint.needs)):
        return 403, "not-permitted"
    if endpoint.is_of_a_route and (caller == "nowhere" or not is_own):
        return 404, "route-not-found"
    return None


def _told(answer: Response, route_code: str) -> str:
    told = answer.json()
    return str((answer.status_code, told["type"], told["detail"].replace(route_code, "…")))


def _user(caller: str) -> User:
    return PEOPLE[caller] if caller in PEOPLE else TOKENS[caller]


def _headers(caller: str) -> dict[str, str]:
    if caller in TOKENS:
        return {"Authorization": f"Bearer {caller}"}
    return NOBODY[caller] if caller in NOBODY else as_known(caller)
