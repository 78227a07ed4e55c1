"""What groups of processes use of the machine."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

import psutil

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Use:
    """At a moment. ``cpu_seconds``: used since it began; ``memory``: MiB, what is shared between
    its processes counted once."""

    cpu_seconds: float
    memory: float
    threads: int
    files: int
    sockets: int


@dataclass(frozen=True, slots=True)
class Machine:
    """Seconds of all cores together since it began."""

    busy: float
    waiting_for_disk: float

    @classmethod
    def now(cls) -> Machine:
        times = psutil.cpu_times()
        waiting = getattr(times, "iowait", 0.0)
        return cls(sum(times[:8]) - times.idle - waiting, waiting)


def use_of(process_id: int, *, how: Literal["alone", "family"] = "alone") -> Use | None:
    """Of a process, or with all its children; None where it is gone.

    What children used that ended meanwhile is the parent's.
    """
    try:
        process = psutil.Process(process_id)
        used = process.cpu_times()
        family = [process, *process.children(recursive=True)] if how == "family" else [process]
    except psutil.NoSuchProcess:
        return None
    ended = used.children_user + used.children_system if how == "family" else 0.0
    uses = list(_uses(family))
    return Use(
        cpu_seconds=ended + sum(use.cpu_seconds for use in uses),
        memory=sum(use.memory for use in uses),
        threads=sum(use.threads for use in uses),
        files=sum(use.files for use in uses),
        sockets=sum(use.sockets for use in uses),
    )


def parent_of(process_id: int) -> int:
    return psutil.Process(process_id).ppid()


def _uses(processes: Iterable[psutil.Process]) -> Iterable[Use]:
    for process in processes:
        with (
            suppress(psutil.NoSuchProcess, psutil.AccessDenied, FileNotFoundError),
            process.oneshot(),
        ):
            times = process.cpu_times()
            yield Use(
                cpu_seconds=times.user + times.system,
                memory=process.memory_full_info().pss / MEBIBYTE,
                threads=process.num_threads(),
                files=process.num_fds(),
                sockets=len(process.net_connections("inet")),
            )
