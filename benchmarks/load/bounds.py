"""What keeps a run from carrying more, by a rule that anybody can follow."""

from __future__ import annotations

from collections.abc import Mapping

FULL = 90.0
"""Percent from which on something counts as full."""
WAITING_FOR_DISK = 25.0
"""Percent of all cores that had nothing to do but wait for the disk."""
OTHER_WORK = 20.0
"""Percent of all cores that neither the product nor the load tool uses."""
LOCK_WAITS = 1.0
"""Connections that wait for a lock at an average moment."""


def bound_of(
    cpu: Mapping[str, float], cores: int, busy: float, waiting_for_disk: float, lock_waits: float
) -> str:
    """The first that holds: all cores full, a process full, waits for locks, the disk; or nothing.

    ``cpu`` is in percent of one core by group, ``busy`` and ``waiting_for_disk`` of all cores.
    """
    if busy >= FULL:
        return _all_full(busy - sum(cpu.values()) / cores)
    full = [group for group, used in cpu.items() if used >= FULL]
    if full == ["load tool"]:
        return "the load tool, which uses a whole core: these figures are too high"
    if full:
        return f"{' and '.join(full)}: a whole core each, and a process uses no more"
    if lock_waits >= LOCK_WAITS:
        return f"waits for locks of the database ({lock_waits:.1f} at an average moment)"
    if waiting_for_disk >= WAITING_FOR_DISK:
        return f"the disk ({waiting_for_disk:.0f} % of the time is spent waiting for it)"
    return "nothing is full"


def _all_full(other: float) -> str:
    """``other``: percent of all cores that are used by neither the product nor the load tool."""
    if other >= OTHER_WORK:
        return f"other work on the machine ({other:.0f} % of it): measure again without"
    return "all cores are full, the load tool's part included"
