"""The requests that the page makes for one route day."""

from __future__ import annotations

import json
from uuid import uuid4

from benchmarks.server import Answer, Client
from benchmarks.synthetic_days import SyntheticDay


def open_day(client: Client, day: SyntheticDay) -> Answer:
    return client.ask("GET", _path(day))


def open_unchanged(client: Client, day: SyntheticDay, tag: str) -> Answer:
    return client.ask("GET", _path(day), expect=304, headers={"If-None-Match": tag})


def epoch_of(answer: Answer) -> str:
    """The database's epoch, which the page sends with each change of the day that it opened."""
    return answer.headers["Version-Tag"].strip('"').partition(".")[2]


def record_visit(client: Client, day: SyntheticDay, place: int, epoch: str) -> Answer:
    """Mark the customer at ``place`` of the journey, from 0, visited, with what was sold there."""
    customer = list(day.sold)[place]
    body = json.dumps({"actuals": day.sold[customer]}).encode()
    return client.ask("PUT", f"{_path(day)}/visits/{customer}", body, headers=_of_change(epoch))


def enter_quantity(client: Client, day: SyntheticDay, number: int, epoch: str) -> Answer:
    """Correct one quantity of a customer of the first half; each ``number`` differs."""
    visited = list(day.sold)[: len(day.sold) // 2]
    lines = day.customers[0].lines
    body = json.dumps({"actuals": {lines[number % len(lines)].item_code: 700 + number}}).encode()
    customer = visited[number % len(visited)]
    path = f"{_path(day)}/customers/{customer}/actuals"
    return client.ask("PATCH", path, body, headers=_of_change(epoch))


def save(client: Client, day: SyntheticDay) -> Answer:
    """Save a day that was never saved before."""
    tag = open_day(client, day).headers["Version-Tag"]
    headers = {"If-Match": tag, "Idempotency-Key": uuid4().hex}
    return client.ask("POST", f"{_path(day)}/session", expect=201, headers=headers)


def _of_change(epoch: str) -> dict[str, str]:
    return {"Database-Epoch": epoch, "Idempotency-Key": uuid4().hex}


def _path(day: SyntheticDay) -> str:
    return f"/api/days/{day.route_code}/{day.on.isoformat()}"
