"""What of a draft is its user's own word, and what the sales feed brought by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sales_supervision.domain.route_day import NO_ENTRY, CustomerEntry, VisitSource


def holds_own_entries(base: Mapping[str, CustomerEntry], kept: Mapping[str, CustomerEntry]) -> bool:
    """Whether ``kept`` says anything that neither ``base``, from which it began, nor the feed says.

    A customer outside the plan who was added by hand and then visited by the feed is the feed's.
    """
    return any(
        _is_own(base.get(code, NO_ENTRY), kept.get(code, NO_ENTRY))
        for code in base.keys() | kept.keys()
    )


def _is_own(before: CustomerEntry, now: CustomerEntry) -> bool:
    if now == before:
        return False
    if before.visited or now.visit_source is not VisitSource.FEED:
        return True
    without_visit = replace(
        now,
        visited_at=None,
        visit_source=None,
        told_recommendation={},
        told_original={},
        unplanned=before.unplanned,
    )
    return without_visit != before
