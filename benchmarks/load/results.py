"""What one play showed, put together from what was found and what was watched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.load.bounds import bound_of
from benchmarks.load.findings import CONFLICT, LIMITED, OK, Findings, Sample
from benchmarks.load.plan import Play
from benchmarks.load.watching import Look, within
from benchmarks.measurements import percentile

CHANGES = frozenset(("visit", "visit taken back", "quantities", "quantity", "reason"))
MORNING = frozenset(("sign-in info", "look-up", "open"))
"""Asked for mostly while people begin, so counted from the beginning."""
CHANGE = "change"
P95_LIMIT = 300.0
"""Milliseconds of all changes, section 13 of the specification: 500 supervisors, one process."""


@dataclass(frozen=True, slots=True)
class Durations:
    """Of the answers of one kind, in milliseconds."""

    count: int
    p50: float
    p95: float
    p99: float
    most: float

    @classmethod
    def of(cls, samples: Sequence[float]) -> Durations | None:
        """None where there are none."""
        if not samples:
            return None
        ordered = sorted(samples)
        return cls(
            len(ordered),
            percentile(ordered, 0.50),
            percentile(ordered, 0.95),
            percentile(ordered, 0.99),
            ordered[-1],
        )


@dataclass(frozen=True, slots=True)
class Memory:
    """MiB of the servers together: before anybody came, after the warm-up, at the end."""

    start: float
    warm: float
    end: float


@dataclass(frozen=True, slots=True)
class Notices:
    """Over the whole play. ``reasons``: of streams that broke."""

    streams: int
    most_at_once: int
    broken: int
    heard: int
    expected: int
    lost: int
    delays: Durations | None
    reasons: Sequence[str]


@dataclass(frozen=True, slots=True)
class Result:
    """``cpu``: percent of one core by group; ``busy``: percent of all cores, ``waiting_for_disk``
    too. ``errors``: how many of each kind and outcome, from the beginning, as are conflicts and
    refusals of the rate limit; ``faults``: of the measurement itself."""

    play: Play
    requests_a_second: float
    changes_a_second: float
    durations: Mapping[str, Durations]
    errors: Mapping[str, int]
    conflicts: int
    limited: int
    notices: Notices
    cpu: Mapping[str, float]
    busy: float
    waiting_for_disk: float
    lock_waits: float
    memory: Memory
    database_memory: float | None
    database_mb: tuple[float, float]
    bound: str
    faults: Sequence[str]

    @property
    def has_errors(self) -> bool:
        return bool(self.errors) or self.notices.lost > 0 or self.notices.broken > 0

    @property
    def keeps_limit(self) -> bool:
        """p95 of all changes at most 300 ms, and no error."""
        change = self.durations.get(CHANGE)
        return change is not None and change.p95 <= P95_LIMIT and not self.has_errors


def result_of(
    play: Play, findings: Findings, looks: Sequence[Look], failures: Sequence[str]
) -> Result:
    """Raises RuntimeError where the play was watched at fewer than two moments."""
    counted, whole = findings.counted, findings.whole
    watched = within(looks, *findings.measured)
    if len(watched) < 2:
        raise RuntimeError("The play was not watched; play longer. " + "\n".join(failures))
    first, last = watched[0], watched[-1]
    cpu = _cpu(first, last)
    span = last.at - first.at
    cores = play.cores
    busy = 100 * (last.machine.busy - first.machine.busy) / span / cores
    waiting = last.machine.waiting_for_disk - first.machine.waiting_for_disk
    waiting_for_disk = 100 * waiting / span / cores
    lock_waits = sum(look.database.waiting for look in watched) / len(watched)
    seconds = findings.measured[1] - findings.measured[0]
    durations = _durations(counted, whole)
    changes = durations.get(CHANGE)
    database_use = last.uses.get("database")
    return Result(
        play=play,
        requests_a_second=len(counted) / seconds,
        changes_a_second=(changes.count if changes else 0) / seconds,
        durations=durations,
        errors=_errors(whole),
        conflicts=sum(sample.outcome == CONFLICT for sample in whole),
        limited=sum(sample.outcome == LIMITED for sample in whole),
        notices=_notices(findings),
        cpu=cpu,
        busy=busy,
        waiting_for_disk=waiting_for_disk,
        lock_waits=lock_waits,
        memory=Memory(_memory(looks[0]), _memory(first), _memory(last)),
        database_memory=database_use.memory if database_use else None,
        database_mb=(looks[0].database.bytes / 1e6, last.database.bytes / 1e6),
        bound=bound_of(cpu, cores, busy, waiting_for_disk, lock_waits),
        faults=[*_faults(findings), *failures],
    )


def _durations(counted: Sequence[Sample], whole: Sequence[Sample]) -> dict[str, Durations]:
    """Of whatever was answered as it should be; a refusal may be quicker than the work."""
    by_kind: dict[str, list[float]] = {CHANGE: []}
    morning = [sample for sample in whole if sample.kind in MORNING]
    for sample in (*(sample for sample in counted if sample.kind not in MORNING), *morning):
        if sample.outcome == OK:
            by_kind.setdefault(sample.kind, []).append(sample.milliseconds)
            if sample.kind in CHANGES:
                by_kind[CHANGE].append(sample.milliseconds)
    found = {kind: Durations.of(samples) for kind, samples in by_kind.items()}
    return {kind: durations for kind, durations in found.items() if durations is not None}


def _errors(counted: Sequence[Sample]) -> dict[str, int]:
    wrong = [one for one in counted if one.outcome not in (OK, CONFLICT, LIMITED)]
    return dict(Counter(f"{one.kind}: {one.outcome}" for one in wrong).most_common())


def _notices(findings: Findings) -> Notices:
    told = findings.notices
    return Notices(
        streams=told.streams,
        most_at_once=told.most_at_once,
        broken=told.broken,
        heard=told.heard,
        expected=told.expected,
        lost=told.lost,
        delays=Durations.of(told.delays),
        reasons=told.reasons,
    )


def _cpu(first: Look, last: Look) -> dict[str, float]:
    span = last.at - first.at
    return {
        group: 100 * (use.cpu_seconds - first.uses[group].cpu_seconds) / span
        for group, use in last.uses.items()
        if group in first.uses
    }


def _memory(look: Look) -> float:
    return sum(use.memory for group, use in look.uses.items() if group.startswith("server"))


def _faults(findings: Findings) -> list[str]:
    faults = [f"A supervisor's play broke: {told}" for told in findings.broke]
    if findings.out_of_days:
        faults.append(f"{findings.out_of_days} supervisors had no day left before the end.")
    return faults
