"""The load tool's part: locust starts the supervisors, sends for them, and counts.

All that is locust's is here; the rest of ``play`` knows only how to ask. Run by ``playing.py``.
"""

from __future__ import annotations

import json
import os
import ssl
import traceback
from collections import deque
from collections.abc import Mapping
from pathlib import Path
from random import Random
from time import time
from typing import Any

from locust import FastHttpUser, events

from benchmarks.load.cast import CAST_VARIABLE, Cast, Supervisor
from benchmarks.load.findings import CONFLICT, LIMITED, OK, Findings, Sample, outcome_of
from benchmarks.load.play.asking import Answer, Browser, key_from
from benchmarks.load.play.notices import Ledger
from benchmarks.load.play.stream import NoticeStream
from benchmarks.load.play.supervisor import SupervisorAtWork

_BROKEN_KEPT = 20


class Play:
    """What all supervisors of this process share."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.ledger = Ledger()
        self.samples: list[Sample] = []
        self.broke: list[str] = []
        self.out_of_days = 0
        self.started_at = 0.0
        self._waiting = deque(enumerate(cast.supervisors))
        self.trusted = (
            None
            if cast.certificate is None
            else ssl.create_default_context(cafile=cast.certificate)
        )

    def next_supervisor(self) -> tuple[int, Supervisor]:
        return self._waiting.popleft()

    def findings(self) -> Findings:
        self.ledger.count_lost()
        first = self.started_at + self.cast.warm_up
        return Findings(
            measured=(first, first + self.cast.seconds),
            samples=self.samples,
            notices=self.ledger.told,
            out_of_days=self.out_of_days,
            broke=self.broke,
        )


play = Play(Cast.read(Path(os.environ[CAST_VARIABLE])))


def _begin(**_: Any) -> None:
    play.started_at = time()


def _leave(**_: Any) -> None:
    play.findings().write(Path(play.cast.result_file))


events.test_start.add_listener(_begin)
events.quitting.add_listener(_leave)


class LocustSupervisor(FastHttpUser):  # type: ignore[misc]
    """A user of locust's, who is a supervisor of the cast."""

    host = play.cast.address
    # The certificate is of the test's own making; locust asks no more of it.
    insecure = True
    network_timeout = 60.0
    connection_timeout = 60.0

    def run(self) -> None:
        """In the place of locust's tasks, which follow one another by chance."""
        number, supervisor = play.next_supervisor()
        chance = Random(f"{play.cast.seed}|{number}")
        browser = Browser(self._send, f"{play.cast.cookie_name}={supervisor.cookie}")
        tab = key_from(chance.getrandbits(128))

        def listen(day: tuple[str, str]) -> NoticeStream:
            return NoticeStream(
                play.cast.address,
                play.trusted,
                day,
                tab=tab,
                headers=browser.kept_headers,
                ledger=play.ledger,
                chance=Random(f"{play.cast.seed}|{number}|stream"),
            )

        try:
            at_work = SupervisorAtWork(
                supervisor, play.cast.pace, browser, listen, ledger=play.ledger, chance=chance
            )
            at_work.work()
            play.out_of_days += 1
        except Exception:
            if len(play.broke) < _BROKEN_KEPT:
                play.broke.append(traceback.format_exc())

    def _send(
        self, kind: str, method: str, path: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        at = time()
        with self.client.request(
            method, path, name=kind, data=body, headers=dict(headers), catch_response=True
        ) as response:
            content: bytes = response.content or b""
            if response.status_code == 0:
                outcome = f"no answer: {response.error!r}"
            else:
                problem = _problem_type(response.headers, content)
                outcome = outcome_of(response.status_code, problem)
            if outcome in (OK, CONFLICT, LIMITED):
                response.success()
            else:
                response.failure(outcome)
            taken: float = response.request_meta["response_time"]
        play.samples.append(Sample(at, kind, taken, outcome))
        return Answer(response.status_code, outcome, response.headers or {}, content)


def _problem_type(headers: Any, content: bytes) -> str | None:
    if not headers or "problem+json" not in headers.get("Content-Type", ""):
        return None
    told: str = json.loads(content).get("type", "")
    return told
