"""A supervisor at work on one route day, as the page would speak for them."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from httpx2 import Response
from starlette.testclient import TestClient

from sales_supervision.api.services import Services
from sales_supervision.domain.access import Role
from sales_supervision.storage.epoch import database_epoch

Json = dict[str, Any]


class Supervisor:
    """Each method is one request; those that return Json expect success."""

    def __init__(self, http: TestClient, route: str, on: date) -> None:
        self.http = http
        self.address = f"/api/days/{route}/{on.isoformat()}"

    def open(self) -> Json:
        return _success(self.http.get(self.address))

    def visit(self, customer: str, actuals: Json | None = None) -> Json:
        return _success(self.try_visit(customer, actuals))

    def try_visit(self, customer: str, actuals: Json | None = None) -> Response:
        address = f"{self.address}/visits/{customer}"
        return self.http.put(address, json={"actuals": actuals or {}})

    def unvisit(self, customer: str) -> Json:
        return _success(self.http.delete(f"{self.address}/visits/{customer}"))

    def enter(self, customer: str, actuals: Json) -> Json:
        return _success(self.try_enter(customer, actuals))

    def try_enter(self, customer: str, actuals: Json) -> Response:
        address = f"{self.address}/customers/{customer}/actuals"
        return self.http.patch(address, json={"actuals": actuals})

    def try_remove_item(self, customer: str, item: str) -> Response:
        return self.http.delete(f"{self.address}/customers/{customer}/actuals/{item}")

    def give_reason(self, customer: str, reason: str | None) -> Json:
        return _success(self.try_give_reason(customer, reason))

    def try_give_reason(self, customer: str, reason: str | None) -> Response:
        address = f"{self.address}/customers/{customer}/not-visited-reason"
        return self.http.put(address, json={"reason": reason})

    def try_add(self, customer: str) -> Response:
        return self.http.put(f"{self.address}/unplanned-customers/{customer}")

    def try_remove(self, customer: str) -> Response:
        return self.http.delete(f"{self.address}/unplanned-customers/{customer}")

    def save(self, version: int = 0, key: str | None = None) -> Json:
        return _success(self.try_save(version, key))

    def try_save(self, version: int | str = 0, key: str | None = None) -> Response:
        return self.http.post(f"{self.address}/session", headers=self.headers(version, key))

    def try_reopen(
        self, version: int = 1, reason: str = "A late van", key: str | None = None
    ) -> Response:
        return self.http.post(
            f"{self.address}/session/reopen",
            json={"reason": reason},
            headers=self.headers(version, key) | self._as_manager(),
        )

    def reopen(self, version: int = 1, reason: str = "A late van") -> Json:
        return _success(self.try_reopen(version, reason))

    def preview(self) -> Json:
        return _success(self.http.get(f"{self.address}/merge"))

    def try_merge(
        self, version: int, choices: list[Json] | None = None, key: str | None = None
    ) -> Response:
        return self.http.post(
            f"{self.address}/session/merge",
            json={"choices": choices or []},
            headers=self.headers(version, key),
        )

    def merge(self, version: int, choices: list[Json] | None = None) -> Json:
        return _success(self.try_merge(version, choices))

    def try_discard(self, key: str | None = None) -> Response:
        headers = {"Idempotency-Key": key} if key else {}
        return self.http.delete(f"{self.address}/draft", headers=headers)

    def look_back(self, part: str) -> Any:
        """What ``part`` of the day's history says, such as ``versions``."""
        response = self.http.get(f"{self.address}/{part}")
        assert response.is_success, response.text
        return response.json()

    def _as_manager(self) -> dict[str, str]:
        """Only a manager may reopen."""
        return acting_as(Role.MANAGER, _success(self.http.get("/api/me"))["user_name"])

    def headers(self, version: int | str, key: str | None = None) -> dict[str, str]:
        """Of a request about ``version``, in the epoch of the database."""
        database = services_of_app(self.http).database
        with database.reading() as connection:
            tag = f'"{version}.{database_epoch(connection)}"'
        return {"If-Match": tag, "Idempotency-Key": key or str(uuid4())}


def acting_as(role: Role, user_name: str = "Supervisor") -> dict[str, str]:
    """The header that makes one somebody else on a demo."""
    return {"Cookie": f"supervisor_name={role}:{quote(user_name, safe='')}"}


def services_of_app(http: TestClient) -> Services:
    """What the application behind ``http`` works with."""
    services = http.app.state.services  # type: ignore[attr-defined]
    assert isinstance(services, Services)
    return services


def _success(response: Response) -> Json:
    assert response.is_success, response.text
    answer: Json = response.json()
    return answer


def problem_of(response: Response, status: int, slug: str) -> Json:
    """The problem details of ``response``, which must be of this status and type."""
    assert response.headers["content-type"] == "application/problem+json", response.text
    problem: Json = response.json()
    assert (response.status_code, problem["type"]) == (status, f"/problems/{slug}"), problem
    assert problem["status"] == status
    assert problem["title"] and problem["detail"]
    assert problem["request_id"] == response.headers["x-request-id"]
    return problem
