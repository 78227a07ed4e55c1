"""Looks at servers, database and load tool again and again while a play is under way."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException
from time import time
from types import TracebackType
from typing import Self

from prometheus_client.parser import text_string_to_metric_families

from benchmarks.load.processes import Machine, Use, parent_of, use_of
from benchmarks.load.serving import Serving, figures_of
from benchmarks.load.stage_databases import Copy, Standing

_TOLD = {
    "sales_supervision_running_tasks": "tasks",
    "sales_supervision_notice_streams": "streams",
}


@dataclass(frozen=True, slots=True)
class Look:
    """At one moment. ``uses``: by group; ``told``: what the servers' own figures say, summed up."""

    at: float
    uses: Mapping[str, Use]
    machine: Machine
    database: Standing
    told: Mapping[str, float] = field(default_factory=dict)


class Watch:
    """Looks every ``every`` seconds from the first line of ``with`` to its end."""

    def __init__(self, serving: Serving, copy: Copy, load_tool_id: int, every: float) -> None:
        self.looks: list[Look] = []
        self.failures: list[str] = []
        self._serving = serving
        self._copy = copy
        self._load_tool_id = load_tool_id
        self._every = every
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

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
        self._thread.join()

    def _watch(self) -> None:
        try:
            while True:
                self.looks.append(self._look())
                if self._stop.wait(self._every):
                    return
        except Exception:
            self.failures.append(f"Nobody watched any more: {traceback.format_exc()}")

    def _look(self) -> Look:
        standing = self._copy.standing()
        uses = {
            f"server {number}": use_of(process_id)
            for number, process_id in enumerate(self._serving.server_ids, start=1)
        }
        if standing.server_id is not None:
            uses["database"] = use_of(parent_of(standing.server_id), how="family")
        if self._serving.proxy_id is not None:
            uses["proxy"] = use_of(self._serving.proxy_id, how="family")
        uses["load tool"] = use_of(self._load_tool_id)
        return Look(
            at=time(),
            uses={group: use for group, use in uses.items() if use is not None},
            machine=Machine.now(),
            database=standing,
            told=self._told(),
        )

    def _told(self) -> dict[str, float]:
        summed: dict[str, float] = {}
        for port in self._serving.ports:
            try:
                text = figures_of(port)
            except (OSError, HTTPException, RuntimeError) as error:
                self.failures.append(f"/metrics: {error!r}")
                continue
            for name, value in told_in(text).items():
                summed[name] = summed.get(name, 0) + value
        return summed


def told_in(text: str) -> dict[str, float]:
    """Tasks, streams and connections in use of one server, by its figures."""
    found: dict[str, float] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            if sample.name in _TOLD:
                found[_TOLD[sample.name]] = sample.value
            elif (
                sample.name == "sales_supervision_database_connections"
                and sample.labels["state"] == "in_use"
            ):
                found["connections in use"] = sample.value
    return found


def within(looks: Sequence[Look], first: float, last: float) -> list[Look]:
    """Those of a span of time, in seconds since 1970.

    On a machine that is full, a look may come late. Where there are fewer than two, the nearest
    before and after the span are taken, too.
    """
    found = [look for look in looks if first <= look.at <= last]
    if len(found) >= 2:
        return found
    before = [look for look in looks if look.at < first][-1:]
    after = [look for look in looks if look.at > last][:1]
    return before + found + after
