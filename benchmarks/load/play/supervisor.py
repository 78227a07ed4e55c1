"""One supervisor at work: opens a day, goes through it at the pace of life, saves, opens the next.

The order of requests is the page's; see ``frontend/src/features``.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from random import Random
from time import monotonic, sleep

from benchmarks.load.cast import Pace, Supervisor
from benchmarks.load.findings import CONFLICT, OK
from benchmarks.load.play.acts import Act, acts_at
from benchmarks.load.play.asking import (
    Answer,
    Browser,
    Json,
    day_path,
    epoch_of,
    key_from,
    persistently,
)
from benchmarks.load.play.conflict import settle
from benchmarks.load.play.notices import Ledger
from benchmarks.load.play.reviews import ask_for_review

Listen = Callable[[tuple[str, str]], AbstractContextManager[None]]

_REVIEWS_A_CUSTOMER = 0.15
_ROUTE_REVIEWS_A_CUSTOMER = 0.05
_LONGEST_NAP = 1.0


class SomebodySavedError(Exception):
    """The day was saved by somebody else: nothing more can be entered."""


class SupervisorAtWork:
    """``listen``: opens the notices of a day for as long as its ``with`` lasts."""

    def __init__(
        self,
        supervisor: Supervisor,
        pace: Pace,
        browser: Browser,
        listen: Listen,
        *,
        ledger: Ledger,
        chance: Random,
    ) -> None:
        self._supervisor = supervisor
        self._pace = pace
        self._browser = browser
        self._listen = listen
        self._ledger = ledger
        self._chance = chance
        # Not all at the same moment: each begins somewhere between two changes.
        self._due = monotonic() + chance.uniform(0, pace.change_every)
        self._look_due = self._maintenance_due = 0.0
        self._etag = self._version_tag = ""

    def work(self) -> None:
        """Through all the days; returns when none is left."""
        persistently(self._browser.sign_in_info)
        for path in ("/api/deployment", "/api/routes"):
            self._browser.get("look-up", path)
        for day in self._supervisor.days:
            self._work_on(day)

    def _work_on(self, day: tuple[str, str]) -> None:
        self._etag = ""
        self._browser.get("look-up", f"/api/routes/{day[0]}/dates")
        self._look_at_maintenance()
        answer = persistently(lambda: self._open(day, "open"))
        if answer.outcome != OK:
            self._pause(day)
            return
        opened = answer.json()
        with self._listen(day):
            if opened["mode"] == "historical":
                # Somebody else was quicker: a look, and on.
                self._pause(day)
                return
            try:
                for customer in _ahead(opened):
                    self._visit(day, customer)
                self._save(day)
            except SomebodySavedError:
                self._open(day, "open")
                settle(self._browser, day, self._ledger, self._chance)
                self._open(day, "look again")
            self._pause(day)

    def _visit(self, day: tuple[str, str], customer: Json) -> None:
        for act in acts_at(customer, self._chance):
            self._pause(day)
            self._change(day, act)
        path = day_path(day)
        if self._chance.random() < _REVIEWS_A_CUSTOMER:
            customer_path = f"{path}/customers/{customer['customer_code']}"
            ask_for_review(self._browser, customer_path, self._chance)
        if self._chance.random() < _ROUTE_REVIEWS_A_CUSTOMER:
            ask_for_review(self._browser, path, self._chance)

    def _change(self, day: tuple[str, str], act: Act) -> None:
        headers = {
            "Idempotency-Key": key_from(self._chance.getrandbits(128)),
            "Database-Epoch": epoch_of(self._version_tag),
        }
        path = f"{day_path(day)}{act.path}"
        answer = persistently(
            lambda: self._browser.do(act.kind, act.method, path, headers, act.body)
        )
        if answer.outcome == CONFLICT:
            raise SomebodySavedError

    def _save(self, day: tuple[str, str]) -> None:
        ask_for_review(self._browser, day_path(day), self._chance)
        self._pause(day)
        headers = {
            "If-Match": self._version_tag,
            "Idempotency-Key": key_from(self._chance.getrandbits(128)),
        }
        path = f"{day_path(day)}/session"
        answer = persistently(lambda: self._browser.do("save", "POST", path, headers))
        if answer.outcome == CONFLICT:
            raise SomebodySavedError
        if answer.outcome == OK:
            self._ledger.saved(day, answer.json()["session"]["record_version"])
            self._open(day, "look again")
            self._browser.get("look-up", f"/api/routes/{day[0]}/dates")

    def _open(self, day: tuple[str, str], kind: str) -> Answer:
        """As the browser does, which keeps the last answer and asks whether it still holds."""
        held = {"If-None-Match": self._etag} if self._etag else None
        answer = self._browser.get(kind, day_path(day), held)
        if answer.outcome == OK:
            self._etag = answer.headers.get("ETag", "")
            self._version_tag = answer.headers.get("Version-Tag", "")
        self._look_due = monotonic() + self._pace.look_every
        return answer

    def _look_at_maintenance(self) -> None:
        self._browser.get("look-up", "/api/maintenance")
        self._maintenance_due = monotonic() + self._pace.maintenance_every

    def _pause(self, day: tuple[str, str]) -> None:
        """Until the next change is due; meanwhile the page looks again by itself, as it does."""
        while (now := monotonic()) < self._due:
            if self._etag and now >= self._look_due:
                self._open(day, "look again")
            elif now >= self._maintenance_due:
                self._look_at_maintenance()
            else:
                sleep(min(self._due - now, _LONGEST_NAP))
        # Who was kept waiting goes on from there, and does not hurry to catch up.
        self._due = max(self._due, now - 1) + self._pace.change_every * self._chance.uniform(
            0.5, 1.5
        )


def _ahead(opened: Json) -> list[Json]:
    """The customers that are not visited yet, in journey order."""
    known = opened["state"]["customers"]
    return [
        customer
        for customer in sorted(opened["plan"]["customers"], key=lambda one: one["sequence"])
        if known[customer["customer_code"]]["visited_at"] is None
        and known[customer["customer_code"]]["not_visited_reason"] is None
    ]
