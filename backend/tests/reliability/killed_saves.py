"""Saves whose server is killed at a random moment of them, each on a day of its own."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import date
from random import Random
from threading import Thread
from typing import Any
from uuid import uuid4

import httpx2

from sales_supervision.storage.engine import Database
from tests.reliability.killable_server import KillableServer
from tests.reliability.many_days import CUSTOMERS, ITEMS, ROUTE
from tests.reliability.stored_save import StoredSave, stored_save

PATIENCE = httpx2.Timeout(60)


@dataclass(slots=True)
class KilledSaves:
    """How the tries ended. ``lost`` and ``half`` name what must never be."""

    tried: int = 0
    acknowledged: int = 0
    stored_unacknowledged: int = 0
    absent: int = 0
    lost: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)


def kill_saves(
    database: Database, server: KillableServer, dates: list[date], random: Random
) -> KilledSaves:
    """Save each of ``dates`` while the server is killed; then look, start it again and repeat.

    The first three dates are saved in peace, to learn how long a save takes.
    """
    with httpx2.Client(base_url=server.address, timeout=PATIENCE) as client:
        usual = _usual_save_seconds(client, dates[:3])
        killing = _Killing(database, server, client)
        for on in dates[3:]:
            killing.kill_one(on, delay=random.uniform(0, 1.5 * usual))
    return killing.ends


@dataclass(slots=True)
class _Killing:
    database: Database
    server: KillableServer
    client: httpx2.Client
    ends: KilledSaves = field(default_factory=KilledSaves)

    def kill_one(self, on: date, delay: float) -> None:
        key, tag = str(uuid4()), _enter_what_sold(self.client, on)
        answers: list[httpx2.Response] = []
        saving = Thread(target=_try_save, args=(self.client, on, key, tag, answers))
        saving.start()
        # Not to wait for anything: the moment of the kill is what is drawn at random.
        time.sleep(delay)
        self.server.kill()
        saving.join()
        found = stored_save(self.database, on, key)
        self._note(on, found, acknowledged=bool(answers))
        self.server.start()
        if found.is_absent and not _has_draft(self.client, on):
            self.ends.lost.append(f"{on}: entries that were acknowledged before the save")
        again = _save(self.client, on, key, tag)
        if again.status_code != 201 or (answers and again.json() != answers[0].json()):
            self.ends.lost.append(f"{on}: the repeat got {again.status_code} {again.text}")
        elif not stored_save(self.database, on, key).is_whole:
            self.ends.half.append(f"{on}: after the repeat")
        elif not _reads_back(self.client, on):
            self.ends.lost.append(f"{on}: what was saved is not what was entered")

    def _note(self, on: date, found: StoredSave, *, acknowledged: bool) -> None:
        ends = self.ends
        ends.tried += 1
        if found.is_half:
            ends.half.append(f"{on}: {found.rows}")
        if acknowledged:
            ends.acknowledged += 1
            if not found.is_whole:
                ends.lost.append(f"{on}: an acknowledged save")
        elif found.is_whole:
            ends.stored_unacknowledged += 1
        else:
            ends.absent += 1


def _usual_save_seconds(client: httpx2.Client, dates: list[date]) -> float:
    seconds = []
    for on in dates:
        tag = _enter_what_sold(client, on)
        started = time.perf_counter()
        _save(client, on, str(uuid4()), tag).raise_for_status()
        seconds.append(time.perf_counter() - started)
    return sorted(seconds)[len(seconds) // 2]


def _enter_what_sold(client: httpx2.Client, on: date) -> str:
    """Visit two customers; returns the tag to save with."""
    for customer in CUSTOMERS[:2]:
        body = {"actuals": dict.fromkeys(ITEMS, 7)}
        client.put(f"{_day(on)}/visits/{customer}", json=body).raise_for_status()
    tag: str = client.get(_day(on)).raise_for_status().headers["Version-Tag"]
    return tag


def _try_save(
    client: httpx2.Client, on: date, key: str, tag: str, answers: list[httpx2.Response]
) -> None:
    try:
        answers.append(_save(client, on, key, tag))
    except httpx2.TransportError:
        # Killed before the answer: not acknowledged.
        return


def _save(client: httpx2.Client, on: date, key: str, tag: str) -> httpx2.Response:
    headers = {"If-Match": tag, "Idempotency-Key": key}
    return client.post(f"{_day(on)}/session", headers=headers)


def _has_draft(client: httpx2.Client, on: date) -> bool:
    return _visited_as_entered(client.get(_day(on)).json(), mode="live")


def _reads_back(client: httpx2.Client, on: date) -> bool:
    return _visited_as_entered(client.get(_day(on)).json(), mode="historical")


def _visited_as_entered(day: dict[str, Any], mode: str) -> bool:
    customers = day["state"]["customers"]
    return day["mode"] == mode and all(
        customers[code]["status"] == "visited"
        and {item: told["quantity"] for item, told in customers[code]["actuals"].items()}
        == dict.fromkeys(ITEMS, 7)
        for code in CUSTOMERS[:2]
    )


def _day(on: date) -> str:
    return f"/api/days/{ROUTE}/{on.isoformat()}"
