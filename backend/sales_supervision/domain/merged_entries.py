"""From merged cells to the entries of the merged day: edits, visits and what they were told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sales_supervision.domain.differences import CustomerEntries, DayEntries
from sales_supervision.domain.merge import MergeResult
from sales_supervision.domain.quantities import Quantity
from sales_supervision.domain.route_day import NO_ENTRY, CustomerEntry, RouteDay
from sales_supervision.domain.visits import NotVisitedReason


def recorded(day: RouteDay) -> DayEntries:
    """What is recorded of the day, in the form that compares."""
    return {
        code: CustomerEntries(
            visited=(entry := day.entry(code)).visited,
            not_visited_reason=entry.not_visited_reason,
            actuals=day.actuals(code),
        )
        for code in day.customer_codes()
    }


@dataclass(frozen=True, slots=True)
class MergeDays:
    """A day as it was, as I left it and as they did: of one plan, with the same live actuals."""

    before: RouteDay
    mine: RouteDay
    theirs: RouteDay


def merged_entries(days: MergeDays, result: MergeResult) -> dict[str, CustomerEntry]:
    """The entries whose day records ``result.merged``.

    A visit keeps the frozen recommendation of the side that recorded it, theirs where both did.
    """
    codes = days.before.entries.keys() | days.mine.entries.keys() | days.theirs.entries.keys()
    merged = {code: _merged_entry(days, result, code) for code in sorted(codes)}
    return {code: entry for code, entry in merged.items() if entry != NO_ENTRY}


def _merged_entry(days: MergeDays, result: MergeResult, code: str) -> CustomerEntry:
    before, mine, theirs = (
        days.before.entry(code),
        days.mine.entry(code),
        days.theirs.entry(code),
    )
    wanted = result.merged.get(code, CustomerEntries())
    reason = wanted.not_visited_reason
    denied = _merged_flag(
        before.feed_visit_dismissed, mine.feed_visit_dismissed, theirs.feed_visit_dismissed
    )
    # Without a reason, only a denial keeps the feed from visiting whom the merge left unvisited.
    denied = denied or (reason is None and code in days.mine.live_actuals)
    entry = replace(
        _visit_of(before, mine, theirs) if wanted.visited else NO_ENTRY,
        edits=_merged_edits(days, code, wanted),
        not_visited_reason=None if reason is None else NotVisitedReason(reason),
        unplanned=_merged_flag(before.unplanned, mine.unplanned, theirs.unplanned),
        feed_visit_dismissed=denied and not wanted.visited,
    )
    if code not in days.mine.plan.by_code:
        if entry.says_something:
            # One side removed a customer of whom the other entered something: it stays in sight.
            return replace(entry, unplanned=True)
        if code not in days.mine.live_actuals:
            return NO_ENTRY
    return entry


def _visit_of(before: CustomerEntry, mine: CustomerEntry, theirs: CustomerEntry) -> CustomerEntry:
    """The entry that tells of the visit: of the side that recorded it."""
    if theirs.visited and (_visit(theirs) != _visit(before) or not mine.visited):
        return theirs
    return mine


def _visit(entry: CustomerEntry) -> tuple[object, ...]:
    return entry.visited_at, entry.visit_source, entry.told_recommendation


def _merged_edits(days: MergeDays, code: str, wanted: CustomerEntries) -> Mapping[str, Quantity]:
    """Each edit of the side whose quantity the merge took; of the one that changed it if equal."""
    was, my_edits, their_edits = (
        day.entry(code).edits for day in (days.before, days.mine, days.theirs)
    )
    my_actuals, their_actuals = days.mine.actuals(code), days.theirs.actuals(code)
    merged: dict[str, Quantity] = {}
    for item in was.keys() | my_edits.keys() | their_edits.keys():
        quantity = wanted.actuals.get(item)
        if quantity != their_actuals.get(item):
            source = my_edits
        elif quantity != my_actuals.get(item) or _edit(their_edits, item) != _edit(was, item):
            source = their_edits
        else:
            source = my_edits
        if item in source:
            merged[item] = source[item]
    return dict(sorted(merged.items()))


def _edit(edits: Mapping[str, Quantity], item: str) -> tuple[bool, Quantity]:
    return item in edits, edits.get(item)


def _merged_flag(before: bool, mine: bool, theirs: bool) -> bool:
    return theirs if mine == before else mine
