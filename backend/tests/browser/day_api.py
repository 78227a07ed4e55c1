"""What a test asks of the server beside the page: what is planned, what the draft holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from uuid import uuid4

import httpx2

from sales_supervision.domain.access import Role
from tests.http.supervisor import acting_as

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One recommended item of a stop."""

    item_code: str
    item_name: str
    recommended: int


@dataclass(frozen=True, slots=True)
class Stop:
    """A planned customer, the most recommended item first."""

    code: str
    name: str
    lines: tuple[Line, ...]


class DayApi:
    """The HTTP interface of one route day; today if no date is given. Close it after use."""

    def __init__(self, address: str, route: str, on: str | None = None) -> None:
        self.address = address
        self.http = httpx2.Client(base_url=address, timeout=30)
        self.route = route
        self.on = on or str(self.http.get("/api/deployment").json()["today"])
        self._path = f"/api/days/{route}/{self.on}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.http.close()

    def day(self) -> Json:
        return self._json(self.http.get(self._path))

    def customer(self, code: str) -> Json:
        return dict(self.day()["state"]["customers"][code])

    def stops(self) -> list[Stop]:
        """The planned customers in journey order."""
        plan = self.day()["plan"]
        return [
            Stop(
                stop["customer_code"],
                stop["customer_name"],
                tuple(
                    Line(
                        line["item_code"],
                        plan["items"][line["item_code"]]["item_name"],
                        line["recommended"],
                    )
                    for line in sorted(
                        stop["lines"], key=lambda line: (-line["recommended"], line["item_code"])
                    )
                ),
            )
            for stop in plan["customers"]
        ]

    def longest_stop(self) -> Stop:
        """The planned customer with the most recommended items."""
        return max(self.stops(), key=lambda stop: len(stop.lines))

    def enter(self, customer: str, quantities: Mapping[str, int | None]) -> None:
        self._json(
            self.http.patch(
                f"{self._path}/customers/{customer}/actuals", json={"actuals": dict(quantities)}
            )
        )

    def visit(self, customer: str, quantities: Mapping[str, int | None] | None = None) -> None:
        self._json(
            self.http.put(
                f"{self._path}/visits/{customer}", json={"actuals": dict(quantities or {})}
            )
        )

    def save(self) -> None:
        self._json(self.http.post(f"{self._path}/session", headers=self._guard()))

    def reopen(self, reason: str) -> None:
        self._json(
            self.http.post(
                f"{self._path}/session/reopen",
                json={"reason": reason},
                headers=self._guard() | self._as_manager(),
            )
        )

    def _as_manager(self) -> dict[str, str]:
        """Only a manager may reopen."""
        return acting_as(Role.MANAGER, self._json(self.http.get("/api/me"))["user_name"])

    def _guard(self) -> dict[str, str]:
        """The day's version, and a key of its own, as every change of what all share has them."""
        opened = self.http.get(self._path)
        return {"If-Match": opened.headers["Version-Tag"], "Idempotency-Key": str(uuid4())}

    @staticmethod
    def _json(response: httpx2.Response) -> Json:
        assert response.is_success, response.text
        return dict(response.json())
