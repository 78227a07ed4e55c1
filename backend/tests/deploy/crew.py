"""Supervisors at work at a steady pace, and somebody who listens: whatever fails is kept."""

from __future__ import annotations

import asyncio
import itertools
import json
import ssl
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import httpx2

from sales_supervision.accounts.api_tokens import PREFIX
from sales_supervision.accounts.secret_values import kept_of
from sales_supervision.clock import system_clock
from sales_supervision.domain.access import PERMISSIONS, Role
from sales_supervision.storage.account_storage import ACCOUNTS
from sales_supervision.storage.api_token_storage import ApiToken, ApiTokenStorage
from sales_supervision.storage.engine import Database
from tests.people import add_person

Json = dict[str, Any]

_PATIENCE = httpx2.Timeout(30)


def let_in(database: Database, count: int) -> None:
    """Accounts with a token each for so many supervisors and for who listens."""
    for name in [*(f"Supervisor-{number}" for number in range(count)), "Listener"]:
        person = add_person(database, name, Role.MANAGER, has_password=False)
        token = ApiToken(
            token_id=name,
            user_name=name,
            token_name="crew",
            permissions=PERMISSIONS[person.role],
            made_at=system_clock(),
            expires_at=system_clock() + timedelta(days=1),
        )
        with database.writing(ACCOUNTS) as connection:
            ApiTokenStorage(connection).add(token, kept_of(PREFIX + name))


def headers_of(name: str) -> dict[str, str]:
    """Who asks: by a token, and as releases without accounts know it."""
    return {"Authorization": f"Bearer {PREFIX}{name}", "Cookie": f"supervisor_name={name}"}


@dataclass(slots=True)
class Kept:
    """What went over the wire. ``failures`` must stay empty."""

    answers: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    saved: list[tuple[str, int]] = field(default_factory=list)
    """Supervisor and version of every save and reopening that was confirmed, in order."""


class Crew:
    """``rate`` requests a second by several supervisors, each on a day of their own.

    Each opens the day, visits, enters, saves, and reopens to begin again. ``with`` starts them and
    waits at the end for what is on its way.
    """

    def __init__(
        self, address: str, days: list[str], rate: float, trusted: ssl.SSLContext | bool = True
    ) -> None:
        self.kept = Kept()
        self._address = address
        self._days = days
        self._rate = rate
        self._trusted = trusted
        self._stop = threading.Event()
        self._news = threading.Condition()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._work()))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._thread.join(60)
        assert not self._thread.is_alive()

    def wait_for_saves(self, count: int) -> None:
        """Return when so many saves and reopenings were confirmed, or something failed."""
        with self._news:
            assert self._news.wait_for(
                lambda: len(self.kept.saved) >= count or self.kept.failures, 60
            ), "Nobody saves."

    async def _work(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            for number, day in enumerate(self._days):
                tasks.create_task(self._supervise(f"Supervisor-{number}", day))

    async def _supervise(self, name: str, day: str) -> None:
        """One person; the pause after each request makes the pace of the whole crew."""
        pause = len(self._days) / self._rate
        async with httpx2.AsyncClient(
            base_url=self._address,
            timeout=_PATIENCE,
            verify=self._trusted,
            headers=headers_of(name),
        ) as http:
            worker = _Worker(http, name, day, self.kept)
            loop = asyncio.get_running_loop()
            due = loop.time()
            while not self._stop.is_set():
                await worker.do_next()
                with self._news:
                    self._news.notify_all()
                due = max(due + pause, loop.time())
                await asyncio.sleep(due - loop.time())


class _Worker:
    """One supervisor's round: open, visits and quantities, save, reopen."""

    def __init__(self, http: httpx2.AsyncClient, name: str, day: str, kept: Kept) -> None:
        self._http = http
        self._name = name
        self._day = day
        self._kept = kept
        self._tag = ""
        self._opened: Json = {}
        self._round = self._rounds()

    async def do_next(self) -> None:
        method, path, body = next(self._round)
        headers = {"Idempotency-Key": str(uuid4())}
        if path.startswith("/session"):
            headers["If-Match"] = self._tag
        try:
            answer = await self._http.request(
                method, f"{self._day}{path}", json=body, headers=headers
            )
        except httpx2.HTTPError as error:
            self._kept.failures.append(f"{method} {path}: {error!r}")
            return
        self._kept.answers[f"{method} {answer.status_code}"] += 1
        if not answer.is_success:
            self._kept.failures.append(f"{method} {path}: {answer.status_code} {answer.text}")
            return
        if path.startswith("/session"):
            version = answer.json()["session"]["record_version"]
            self._kept.saved.append((self._name, version))
        if not path:
            self._tag = answer.headers["Version-Tag"]
            self._opened = answer.json()

    def _rounds(self) -> Iterator[tuple[str, str, object]]:
        for number in itertools.count():
            yield "GET", "", None
            if self._opened["mode"] == "historical":
                yield "POST", "/session/reopen", {"reason": "once more"}
                yield "GET", "", None
            stops = [stop for stop in self._opened["plan"]["customers"] if stop["lines"]]
            stop = stops[number % len(stops)]
            code, item = stop["customer_code"], stop["lines"][0]["item_code"]
            yield "PUT", f"/visits/{code}", {"actuals": {item: number % 50}}
            for quantity in range(6):
                path = f"/customers/{code}/actuals"
                yield "PATCH", path, {"actuals": {item: quantity + number % 50}}
                yield "GET", "", None
            yield "POST", "/session", None


class Ear:
    """Listens to a day's notices and connects again, from the last one, whenever it is cut off."""

    def __init__(self, address: str, day: str, trusted: ssl.SSLContext | bool = True) -> None:
        self.heard: list[tuple[int, str, int]] = []
        """Id, kind and version of every saved or reopened that arrived."""
        self.connections = 0
        self._address = f"{address}{day}/notices"
        self._trusted = trusted
        self._last_id: str | None = None
        self._stop = threading.Event()
        self._is_listening = threading.Event()
        self._news = threading.Condition()
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._is_listening.wait(30)
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self._stop.set()

    def wait_for(self, notice_id: int) -> None:
        """Return when that notice has arrived."""
        with self._news:
            assert self._news.wait_for(
                lambda: bool(self.heard) and self.heard[-1][0] >= notice_id, 30
            ), f"Notice {notice_id} did not arrive; heard {self.heard[-3:]}."

    def _listen(self) -> None:
        while not self._stop.is_set():
            headers = headers_of("Listener")
            if self._last_id is not None:
                headers["Last-Event-ID"] = self._last_id
            try:
                with (
                    httpx2.Client(timeout=_PATIENCE, verify=self._trusted) as http,
                    http.stream(
                        "GET", self._address, params={"tab": "ear"}, headers=headers
                    ) as stream,
                ):
                    self.connections += 1
                    self._read(stream)
            except httpx2.HTTPError:
                continue

    def _read(self, stream: httpx2.Response) -> None:
        told: dict[str, str] = {}
        for line in stream.iter_lines():
            field_name, _, value = line.partition(": ")
            if field_name:
                told[field_name] = value
            else:
                self._hear(told)
                told = {}

    def _hear(self, told: dict[str, str]) -> None:
        if told.get("event") == "present":
            self._is_listening.set()
        elif "id" in told:
            self._last_id = told["id"]
            data = json.loads(told["data"])
            with self._news:
                self.heard.append((int(told["id"]), told["event"], data["record_version"]))
                self._news.notify_all()
