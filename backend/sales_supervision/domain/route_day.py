"""A route day in hand: the plan, what the sales feed says, the supervisor's entries, and the state.

Every change is a pure function from one ``RouteDay`` to the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from sales_supervision.domain.dynamic_supervisor import (
    RouteState,
    advance,
    supervise,
    withdraw,
)
from sales_supervision.domain.plan import DayPlan
from sales_supervision.domain.policy import Policy
from sales_supervision.domain.quantities import Quantity, check_quantities
from sales_supervision.domain.visits import NotVisitedReason, Visit


class DayError(ValueError):
    """A change that this day cannot take; the message says why, for a person."""

    def __init__(self, message: str, customer_code: str, item_code: str | None = None) -> None:
        self.customer_code = customer_code
        self.item_code = item_code
        super().__init__(message)


class VisitSource(StrEnum):
    """Who says that a customer was visited."""

    SUPERVISOR = "supervisor"
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class FeedActual:
    """Units that the sales feed says were sold, and when (when we heard, if it does not say)."""

    quantity: int
    sold_at: datetime


LiveActuals = Mapping[str, Mapping[str, FeedActual]]
"""What the sales feed says, by customer, then item."""


@dataclass(frozen=True, slots=True)
class CustomerEntry:
    """What is recorded of one customer in a draft.

    ``edits``: quantities entered by the supervisor; they win over the feed. None stands only for an
    item outside the recommendation that was added and not told yet. ``told_recommendation`` and
    ``told_original``: see Visit. ``feed_visit_dismissed``: the supervisor took a visit back, and
    whatever the feed says of sales makes none.
    """

    visited_at: datetime | None = None
    visit_source: VisitSource | None = None
    told_recommendation: Mapping[str, int] = field(default_factory=dict)
    told_original: Mapping[str, int] = field(default_factory=dict)
    edits: Mapping[str, Quantity] = field(default_factory=dict)
    not_visited_reason: NotVisitedReason | None = None
    unplanned: bool = False
    feed_visit_dismissed: bool = False

    @property
    def visited(self) -> bool:
        return self.visited_at is not None

    @property
    def says_something(self) -> bool:
        """Whether a customer whom the plan does not name, or no longer, belongs to the day."""
        return self.unplanned or self.visited or bool(self.edits) or bool(self.not_visited_reason)

    @property
    def denies_visit(self) -> bool:
        """Whether the supervisor said that there was no visit; the feed then makes none."""
        return self.feed_visit_dismissed or self.not_visited_reason is not None


NO_ENTRY = CustomerEntry()


@dataclass(frozen=True, slots=True)
class RouteDay:
    """One route on one date; ``state`` always follows from the other three."""

    plan: DayPlan
    live_actuals: LiveActuals
    entries: Mapping[str, CustomerEntry]
    state: RouteState

    def entry(self, customer_code: str) -> CustomerEntry:
        return self.entries.get(customer_code, NO_ENTRY)

    def actuals(self, customer_code: str) -> dict[str, Quantity]:
        """Units by item as known now: the supervisor's entry, else the feed's."""
        return _actuals(self.live_actuals, customer_code, self.entry(customer_code))

    def customer_codes(self) -> list[str]:
        """Everyone who belongs to the day: planned in journey order, then unplanned by code."""
        planned = self.plan.by_code
        ordered = sorted(planned, key=lambda code: self.plan.journey_order[code])
        others = {
            code
            for code, entry in self.entries.items()
            # A denied visit to someone whom the plan dropped: what the feed sold stays in sight.
            if entry.says_something or code in self.live_actuals
        }
        return ordered + sorted(others - planned.keys())


def open_route_day(
    plan: DayPlan,
    live_actuals: LiveActuals,
    entries: Mapping[str, CustomerEntry],
    policy: Policy,
) -> RouteDay:
    """The day as its draft and the feed leave it; customers whom the feed newly names are visited.

    Compare ``entries`` of the result with the given ones to learn what the feed brought.
    """
    visits = [_visit(live_actuals, code, entry) for code, entry in entries.items() if entry.visited]
    day = RouteDay(plan, live_actuals, entries, supervise(plan, visits, policy))
    return _take_in_feed(day)


def mark_visited(
    day: RouteDay, customer_code: str, now: datetime, edits: Mapping[str, Quantity]
) -> RouteDay:
    """Record the visit, freezing the recommendation as it stands; a second time changes only edits.

    Raises QuantityError, or DayError for a customer that is not part of the day.
    """
    _require_part_of_day(day, customer_code)
    day = enter_actuals(day, customer_code, edits) if edits else day
    entry = day.entry(customer_code)
    if entry.visited:
        return day
    visited = replace(
        entry,
        visited_at=now,
        visit_source=VisitSource.SUPERVISOR,
        told_recommendation=day.state.adjusted(customer_code),
        told_original=day.plan.recommended.get(customer_code, {}),
        not_visited_reason=None,
        feed_visit_dismissed=False,
    )
    return _with_entry(day, customer_code, visited)


def unmark_visited(day: RouteDay, customer_code: str) -> RouteDay:
    """Take the visit back; quantities entered stay as notes. Nothing changes if not visited.

    It stands whatever the feed says, now or later, until the customer is marked visited.
    """
    _require_part_of_day(day, customer_code)
    entry = day.entry(customer_code)
    if not entry.visited:
        return day
    ahead = replace(
        entry,
        visited_at=None,
        visit_source=None,
        told_recommendation={},
        told_original={},
        unplanned=entry.unplanned or customer_code not in day.plan.by_code,
        feed_visit_dismissed=True,
    )
    return _with_entry(day, customer_code, ahead)


def enter_actuals(day: RouteDay, customer_code: str, edits: Mapping[str, Quantity]) -> RouteDay:
    """Enter or correct quantities; None takes the supervisor's entry of an item back.

    An item outside the recommendation stays, as not told yet. Raises QuantityError or DayError.
    """
    _require_part_of_day(day, customer_code)
    check_quantities(edits)
    entry = day.entry(customer_code)
    planned = day.plan.recommended.get(customer_code, {})
    fed = day.live_actuals.get(customer_code, {})
    merged = dict(entry.edits)
    for item, quantity in edits.items():
        if quantity is None and (item in planned or item in fed):
            merged.pop(item, None)
        else:
            merged[item] = quantity
    return _with_entry(day, customer_code, replace(entry, edits=merged))


def remove_item(day: RouteDay, customer_code: str, item_code: str) -> RouteDay:
    """Remove an item that was added outside the recommendation.

    Raises DayError for an item that is recommended or that the sales feed reports.
    """
    _require_part_of_day(day, customer_code)
    if item_code in day.plan.recommended.get(customer_code, {}):
        raise DayError(
            f"Item {item_code} is recommended to customer {customer_code} and stays in the list; "
            "enter 0 if nothing was sold.",
            customer_code,
            item_code,
        )
    if item_code in day.live_actuals.get(customer_code, {}):
        raise DayError(
            f"The sales feed reports item {item_code} for customer {customer_code}; "
            "correct its quantity instead of removing it.",
            customer_code,
            item_code,
        )
    entry = day.entry(customer_code)
    kept = {item: quantity for item, quantity in entry.edits.items() if item != item_code}
    return _with_entry(day, customer_code, replace(entry, edits=kept))


def give_reason(day: RouteDay, customer_code: str, reason: NotVisitedReason | None) -> RouteDay:
    """Say why a planned customer was not visited; None takes the reason back.

    A reason stands whatever the feed says; once it is taken back, the feed's word counts again.
    Raises DayError for any other customer.
    """
    entry = day.entry(customer_code)
    if customer_code not in day.plan.by_code:
        raise DayError(f"Customer {customer_code} is not in the journey plan.", customer_code)
    if entry.visited:
        raise DayError(
            f"Customer {customer_code} was visited; take the visit back before giving a reason.",
            customer_code,
        )
    return _take_in_feed(_with_entry(day, customer_code, replace(entry, not_visited_reason=reason)))


def add_unplanned_customer(day: RouteDay, customer_code: str) -> RouteDay:
    """Add a customer outside the journey plan; nothing changes if it is part of the day already."""
    if customer_code in day.plan.by_code or day.entry(customer_code).unplanned:
        return day
    return _with_entry(day, customer_code, replace(day.entry(customer_code), unplanned=True))


def remove_unplanned_customer(day: RouteDay, customer_code: str) -> RouteDay:
    """Remove an added customer with all its entries. Raises DayError for a planned one."""
    if customer_code in day.plan.by_code:
        raise DayError(
            f"Customer {customer_code} is in the journey plan and cannot be removed.",
            customer_code,
        )
    if customer_code in day.live_actuals:
        raise DayError(
            f"The sales feed reports sales to customer {customer_code}; "
            "mark it as not visited instead of removing it.",
            customer_code,
        )
    _require_part_of_day(day, customer_code)
    without = _with_entry(day, customer_code, NO_ENTRY)
    entries = {code: entry for code, entry in without.entries.items() if code != customer_code}
    return replace(without, entries=entries)


def _take_in_feed(day: RouteDay) -> RouteDay:
    """Visit the customers whom the feed reports and nobody has ruled on, in the order of sales."""
    planned = day.plan.journey_order
    news = []
    for code, items in day.live_actuals.items():
        entry = day.entry(code)
        if entry.visited or entry.denies_visit or not items:
            continue
        at = max(actual.sold_at for actual in items.values())
        news.append((at, planned.get(code, (1 << 60, code)), code))
    for at, _, code in sorted(news):
        entry = replace(
            day.entry(code),
            visited_at=at,
            visit_source=VisitSource.FEED,
            told_recommendation=day.state.adjusted(code),
            told_original=day.plan.recommended.get(code, {}),
            unplanned=code not in planned,
        )
        day = _with_entry(day, code, entry)
    return day


def _with_entry(day: RouteDay, code: str, entry: CustomerEntry) -> RouteDay:
    state = day.state
    if entry.visited:
        state = advance(state, _visit(day.live_actuals, code, entry))
    elif code in state.visits:
        state = withdraw(state, code)
    return replace(day, entries={**day.entries, code: entry}, state=state)


def _visit(live_actuals: LiveActuals, code: str, entry: CustomerEntry) -> Visit:
    return Visit(
        customer_code=code,
        visited_at=entry.visited_at,
        actuals=_actuals(live_actuals, code, entry),
        told_recommendation=entry.told_recommendation,
        told_original=entry.told_original,
    )


def _actuals(live_actuals: LiveActuals, code: str, entry: CustomerEntry) -> dict[str, Quantity]:
    actuals: dict[str, Quantity] = dict(entry.edits)
    for item, actual in live_actuals.get(code, {}).items():
        if actuals.get(item) is None:
            actuals[item] = actual.quantity
    return actuals


def _require_part_of_day(day: RouteDay, code: str) -> None:
    if code not in day.plan.by_code and code not in day.entries:
        raise DayError(
            f"Customer {code} is not part of this day; add it as an unplanned customer first.",
            code,
        )
