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
from tests.http.made_day import AMAL, BREAD, ROUTE, feed_made_day
from tests.http.permission_table import DOCUMENT, Endpoint, endpoints, table
from tests.http.signed_in import session_of, token_of
from tests.http.supervisor import problem_of, services_of_app
from tests.people import CHEAP, add_person

FOREIGN, UNKNOWN = "R2", "R3"
_OWN = Scope(routes=frozenset({ROUTE}))

PEOPLE = {
    **{str(role): (role, _OWN) for role in Role},
    "by territory": (Role.MANAGER, Scope(territories=frozenset({"North"}))),
    "everywhere": (Role.ADMINISTRATOR, EVERY_ROUTE),
    "nowhere": (Role.ADMINISTRATOR, Scope()),
}
TOKENS = {
    "token to view": ("manager", Permission.VIEW),
    "token to save": ("manager", Permission.SUPERVISE),
}
"""Whose token it is, and to what it is limited."""

NOBODY = {
    "nobody": {},
    "a cookie of nobody": {"Cookie": "session=somebody"},
    "a cookie of the demo": {"Cookie": "supervisor_name=administrator:Huda"},
    "a token of nobody": {"Authorization": "Bearer somebody"},
}
CALLERS = [*NOBODY, *PEOPLE, *TOKENS]

_PLACES = {
    "date": TODAY.isoformat(),
    "customer_code": AMAL,
    "item_code": BREAD,
    "record_version": "1",
    "other_version": "1",
    "user_name": "nobody of this name",
    "sign_in_id": "00000000-0000-4000-8000-000000000000",
    "token_id": "00000000-0000-4000-8000-000000000000",
}
_DAY = f"/api/days/{ROUTE}/{TODAY.isoformat()}"


class Office:
    """The made day on a server whose people sign in, and the headers by which each asks."""

    def __init__(self, http: TestClient) -> None:
        self.http = http
        self._services = services_of_app(http)
        self._kept: dict[str, dict[str, str]] = {}
        for name, (role, scope) in PEOPLE.items():
            add_person(self._services.database, name, role, scope)

    def headers(self, caller: str) -> dict[str, str]:
        """Of somebody who is signed in, though they may have signed out before."""
        if caller in NOBODY:
            return NOBODY[caller]
        if caller in TOKENS and caller not in self._kept:
            name, permission = TOKENS[caller]
            owner = User(name, *PEOPLE[name])
            self._kept[caller] = token_of(self._services, owner, {permission})
        kept = self._kept.get(caller)
        if kept is None or (caller in PEOPLE and not self._is_signed_in(kept)):
            kept = self._kept[caller] = session_of(self._services, caller)
        return kept

    def user(self, caller: str) -> User | None:
        """Who that is; None for nobody."""
        if caller in NOBODY:
            return None
        name, permission = TOKENS.get(caller, (caller, None))
        limited_to = None if permission is None else frozenset({permission})
        return User(name, *PEOPLE[name], limited_to)

    def ask(self, caller: str, endpoint: Endpoint, route_code: str) -> Response:
        """A request of the right form, except that no body and no query has what it needs."""
        path = endpoint.path.format(route_code=route_code, **_PLACES)
        headers = {"Idempotency-Key": str(uuid4()), "If-Match": f'"0.{"0" * 16}"'}
        body: dict[str, str] | None = None if endpoint.method in {"GET", "DELETE"} else {}
        return self.http.request(
            endpoint.method, path, headers=headers | self.headers(caller), json=body
        )

    def _is_signed_in(self, headers: dict[str, str]) -> bool:
        cookie = headers["Cookie"].removeprefix("session=")
        return self._services.accounts.user_of_session(cookie) is not None


@pytest.fixture(scope="module")
def office(sqlite_files: DatabaseServer, empty_template: Path) -> Iterator[Office]:
    database = sqlite_files.copy(str(empty_template))
    feed_made_day(database)
    app = application(database, StandingClock(), sign_in="accounts", **CHEAP)
    with client_of(app) as http:
        yield Office(http)


def test_the_table_has_every_endpoint_with_what_it_declares(office: Office) -> None:
    paths = office.http.get("/api/openapi.json").json()["paths"]
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
def test_everybody_may_exactly_what_the_table_says(office: Office, caller: str) -> None:
    user = office.user(caller)
    for endpoint in endpoints():
        _require_as_said(office.ask(caller, endpoint, ROUTE), user, endpoint, is_own=True)
        if endpoint.is_of_a_route:
            is_own = caller == "everywhere"
            foreign = office.ask(caller, endpoint, FOREIGN)
            unknown = office.ask(caller, endpoint, UNKNOWN)
            _require_as_said(foreign, user, endpoint, is_own=is_own)
            _require_as_said(unknown, user, endpoint, is_own=is_own)
            if not is_own:
                assert _told(foreign, FOREIGN) == _told(unknown, UNKNOWN)


def test_the_document_says_how_many_are_tried() -> None:
    of_routes = sum(endpoint.is_of_a_route for endpoint in endpoints())
    tried = (len(endpoints()) + 2 * of_routes) * len(CALLERS)
    assert (
        f"{len(endpoints())} endpoints × {len(Role)} roles, tried by {len(CALLERS)} callers, "
        f"{of_routes} of them on an own, a foreign and an unknown route: {tried:,} requests"
    ) in " ".join(DOCUMENT.read_text(encoding="utf-8").split())
    assert of_routes > 20


@pytest.mark.parametrize(("caller", "status"), [("nobody", 401), ("viewer", 403), ("nowhere", 404)])
def test_whoever_may_not_is_told_so_before_the_body_is_read(
    office: Office, caller: str, status: int
) -> None:
    def ask(who: str) -> Response:
        headers = office.headers(who) | {"Content-Type": "application/json"}
        return office.http.put(f"{_DAY}/visits/{AMAL}", content=b"{", headers=headers)

    assert ask(caller).status_code == status
    problem_of(ask("supervisor"), 400, "invalid-json")


def test_a_refusal_names_what_is_missing_and_who_can_give_it(office: Office) -> None:
    reopening = office.http.post(
        f"{_DAY}/session/reopen", json={}, headers=office.headers("supervisor")
    )
    assert problem_of(reopening, 403, "not-permitted")["detail"] == (
        "A supervisor may not reopen a saved day: an administrator can make you a manager."
    )
    visiting = office.http.put(
        f"{_DAY}/visits/{AMAL}", json={}, headers=office.headers("token to view")
    )
    assert problem_of(visiting, 403, "not-permitted")["detail"] == (
        "This token may not change or save a day: make another with the permission supervise."
    )
    foreign = office.http.get(f"/api/routes/{FOREIGN}/dates", headers=office.headers("manager"))
    assert problem_of(foreign, 404, "route-not-found")["detail"] == (
        "There is no route R2 among yours."
    )


@pytest.mark.parametrize("code", ["x" * 51, "%00", "R1%20", "r1", "R1%00", "%F0%9F%92%A9"])
@pytest.mark.parametrize("caller", ["manager", "by territory"])
def test_what_no_route_is_called_is_answered_like_a_foreign_one(
    office: Office, caller: str, code: str
) -> None:
    answer = office.http.get(
        f"/api/days/{code}/{TODAY.isoformat()}", headers=office.headers(caller)
    )
    problem_of(answer, 404, "route-not-found")


def test_nobody_chooses_who_they_are_where_people_sign_in(office: Office) -> None:
    chosen = {"user_name": "Somebody", "role": "administrator"}
    problem = problem_of(
        office.http.put("/api/me", json=chosen, headers=office.headers("viewer")),
        403,
        "not-permitted",
    )
    assert problem["detail"].startswith("Only a demo lets one choose who one is")


def test_one_is_told_who_one_is_and_what_one_may(office: Office) -> None:
    me = office.http.get("/api/me", headers=office.headers("by territory")).json()
    assert (me["role"], me["everything"], me["routes"], me["territories"]) == (
        "manager",
        False,
        [],
        ["North"],
    )
    assert (me["sign_in"], me["password"]) == ("accounts", True)
    me = office.http.get("/api/me", headers=office.headers("token to view")).json()
    assert (me["user_name"], me["permissions"]) == ("manager", ["view"])


def test_a_wrong_token_is_not_made_good_by_a_cookie(office: Office) -> None:
    headers = office.headers("administrator") | {"Authorization": "Bearer somebody"}
    problem_of(office.http.get("/api/me", headers=headers), 401, "sign-in-required")


def _require_as_said(
    answer: Response, user: User | None, endpoint: Endpoint, *, is_own: bool
) -> None:
    where = f"{endpoint} by {user}: {answer.status_code} {answer.text[:300]}"
    refused = _refusal(user, endpoint, is_own=is_own)
    if refused is not None:
        problem_of(answer, *refused)
        return
    assert answer.status_code not in {401, 403}, where
    assert "among yours" not in answer.text, where
    assert answer.status_code < 500, where


def _refusal(user: User | None, endpoint: Endpoint, *, is_own: bool) -> tuple[int, str] | None:
    """Status and type that the table promises, None where it promises to let pass."""
    if endpoint.needs == "open":
        return None
    if user is None:
        return 401, "sign-in-required"
    if endpoint.needs in {"signed-in", "person"}:
        is_refused = endpoint.needs == "person" and user.limited_to is not None
        return (403, "not-permitted") if is_refused else None
    if not user.may(Permission(endpoint.needs)):
        return 403, "not-permitted"
    if endpoint.is_of_a_route and (user.user_name == "nowhere" or not is_own):
        return 404, "route-not-found"
    return None


def _told(answer: Response, route_code: str) -> str:
    told = answer.json()
    return str((answer.status_code, told["type"], told["detail"].replace(route_code, "…")))
