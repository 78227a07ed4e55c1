"""What to do about a visited customer, within 24 hours and later: one advice an item."""

from __future__ import annotations

from collections.abc import Iterator

from sales_supervision.domain.reviews.fact_lines import Cause, FactLine, largest
from sales_supervision.domain.reviews.findings import Finding

NOW = "immediate_actions"
LATER = "follow_up_actions"


def actions(visit: FactLine, lines: list[FactLine]) -> Iterator[Finding]:
    """Actions by the cause of each item that sold short, then for those above plan."""
    if visit.number("untold_items"):
        about = visit.evidence("untold_items")
        yield Finding(NOW, "tell_the_rest", about, (), visit.number("recommended_units"))
    short = largest(lines, "short_units", len(lines))
    if not visit.number("bought_units") and short and not visit.number("untold_items"):
        # Refused altogether: a talk with the owner comes before any item.
        yield Finding(NOW, "call_the_owner", visit.evidence("told_items", "bought_units"), (), 0)
    else:
        yield from _shelf_counts(short)
    owed = largest(lines, "taken_back_units", 3, _owed)
    if owed:
        groups = tuple(line.evidence("taken_back_units") for line in owed)
        worth = sum(line.number("taken_back_units") for line in owed)
        yield Finding(NOW, "load_what_is_owed", (), groups, worth)
    yield from _recommendations(short)
    yield from _above_plan(lines)


def _owed(line: FactLine) -> bool:
    """Whether the shop would have taken what the van lacked: it buys the item, and got less."""
    return not line.skipped and line.number("sold_units") < line.number("recommended_units")


def _shelf_counts(short: list[FactLine]) -> Iterator[Finding]:
    asked = [line for line in short if line.cause in (Cause.DUE, Cause.OVERDUE)]
    if asked:
        groups = tuple(line.evidence("short_units") for line in asked[:3])
        worth = sum(line.number("short_units") for line in asked)
        yield Finding(NOW, "ask_for_the_shelf_count", (), groups, worth)


def _recommendations(short: list[FactLine]) -> Iterator[Finding]:
    for cause, sentence, metrics in (
        (Cause.ABOVE_USUAL, "bring_down", ("recommended_units", "usual_units")),
        (Cause.TOO_EARLY, "wait_for_the_cycle", ("purchase_cycle_days",)),
        (Cause.LAPSED, "settle_the_range", ("short_units",)),
        (Cause.FADING, "ask_what_replaced_it", ("short_units",)),
    ):
        lines = [line for line in short if line.cause is cause]
        if lines:
            groups = tuple(line.evidence(*metrics) for line in lines[:3])
            worth = sum(line.number("short_units") for line in lines)
            yield Finding(LATER, sentence, (), groups, worth)


def _above_plan(lines: list[FactLine]) -> Iterator[Finding]:
    # Twice the recommendation is first a question of the entry: see the red flags.
    over = largest(lines, "over_units", len(lines), lambda line: line.number("accuracy") > 0)
    habit = [line for line in over if _habit(line) >= line.number("recommended_units") + 1]
    if habit:
        groups = tuple(
            line.evidence("recommended_units", _habit_metric(line)) for line in habit[:3]
        )
        worth = sum(line.number("over_units") for line in habit)
        yield Finding(LATER, "raise_to_habit", (), groups, worth)
    once = [line for line in over if line not in habit]
    if once:
        groups = tuple(line.evidence("sold_units", "recommended_units") for line in once[:3])
        worth = sum(line.number("over_units") for line in once)
        yield Finding(LATER, "see_whether_it_lasts", (), groups, worth)
    outside = largest(lines, "outside_units", 3)
    if outside:
        groups = tuple(line.evidence("outside_units") for line in outside)
        worth = sum(line.number("outside_units") for line in outside)
        yield Finding(LATER, "add_to_the_plan", (), groups, worth)


def _habit(line: FactLine) -> float:
    return line.number(_habit_metric(line))


def _habit_metric(line: FactLine) -> str:
    return "usual_units" if line.value("usual_units") is not None else "earlier_mean_units"
