"""The dynamic supervisor: what follows from a plan and the visits so far.

``supervise(plan, visits, policy)`` is a pure function; ``advance`` and ``withdraw`` give the same
state faster, touching only the items that the changed visit names (proved by a property test).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sales_supervision.domain.item_ledger import ItemLedger, JourneyKey, Told
from sales_supervision.domain.plan import DayPlan, ItemDemand
from sales_supervision.domain.policy import Policy
from sales_supervision.domain.quantities import check_quantities
from sales_supervision.domain.redistribution import (
    ItemState,
    Outcome,
    outcome,
    settle,
)
from sales_supervision.domain.scoring import RouteScore, VisitScore, score_route, score_visit
from sales_supervision.domain.visits import Visit

_AFTER_THE_PLAN = 1 << 60


@dataclass(frozen=True, slots=True)
class RouteState:
    """Plan, visits by customer, the state of each item and the score of each visit.

    What ``advance`` and ``withdraw`` leave as it was, their result shares with the state before.
    """

    plan: DayPlan
    policy: Policy
    visits: Mapping[str, Visit]
    items: Mapping[str, ItemState]
    scores: Mapping[str, VisitScore]

    @property
    def route_score(self) -> RouteScore:
        return score_route(len(self.plan.customers), self.scores.values())

    @property
    def anyone_ahead(self) -> bool:
        """Whether a planned customer has not been visited yet."""
        return not self.plan.by_code.keys() <= self.visits.keys()

    def adjusted(self, customer_code: str) -> dict[str, int]:
        """Recommendation by item with its adjustment.

        Live for a customer ahead; for a visited one as it stood when the visit was recorded.
        """
        original = self.plan.recommended.get(customer_code, {})
        visit = self.visits.get(customer_code)
        if visit is not None:
            told = visit.told_recommendation
            return {item: told.get(item, units) for item, units in original.items()}
        items = self.items
        return {
            item: units + items[item].adjustments.get(customer_code, 0)
            for item, units in original.items()
        }

    def item_outcome(self, item_code: str) -> Outcome:
        """Why the unallocated units of an item found no taker, or that all went well."""
        item = self.items[item_code]
        return outcome(
            item.offered,
            item.allocated_extra,
            anyone_ahead=self.anyone_ahead,
            anyone_eligible=bool(item.ledger.ahead),
        )


@dataclass(frozen=True, slots=True)
class VisitOutcome:
    """What became of one visit's unsold units: units offered ahead, units taken, and the result."""

    offered: int
    placed: int
    result: Outcome


def supervise(plan: DayPlan, visits: Iterable[Visit], policy: Policy | None = None) -> RouteState:
    """The state of a route from its plan and all its visits, in any order.

    Raises ValueError when a customer is visited twice, QuantityError when an actual lies outside
    0..999,999.
    """
    rules = policy or Policy()
    limits = rules.redistribution
    told: dict[str, list[Told]] = {item: [] for item in plan.demand}
    by_code: dict[str, Visit] = {}
    for visit in visits:
        code, actuals = visit.customer_code, visit.actuals
        if code in by_code:
            raise ValueError(f"Customer {code} is visited twice.")
        check_quantities(actuals)
        by_code[code] = visit
        key = _journey_key(plan, code)
        for item in _items_named(plan, visit):
            entry = key, actuals.get(item)
            if item in told:
                told[item].append(entry)
            else:
                told[item] = [entry]
    items: dict[str, ItemState] = {}
    for item, entries in told.items():
        demand = _demand_of(plan, item)
        items[item] = settle(demand, ItemLedger.of_visits(demand, limits, entries), limits)
    return RouteState(
        plan=plan,
        policy=rules,
        visits=by_code,
        items=items,
        scores={
            code: score_visit(plan.by_code.get(code), visit, rules.scoring)
            for code, visit in by_code.items()
        },
    )


def advance(state: RouteState, visit: Visit) -> RouteState:
    """The state after recording ``visit``, or correcting it if that customer was visited before.

    Raises QuantityError when an actual lies outside 0..999,999.
    """
    check_quantities(visit.actuals)
    return _replace_visit(state, visit.customer_code, visit)


def withdraw(state: RouteState, customer_code: str) -> RouteState:
    """The state as if ``customer_code`` had never been visited. Raises KeyError if it was not."""
    if customer_code not in state.visits:
        raise KeyError(customer_code)
    return _replace_visit(state, customer_code, None)


def as_left_by(state: RouteState, customer_code: str) -> RouteState:
    """The state once ``customer_code`` was visited, with nobody yet who comes after in the journey.

    Later visits do not change it. Of a visited customer it holds the items of which units were left
    unsold; for a customer ahead it is the state itself.
    """
    visit, plan = state.visits.get(customer_code), state.plan
    if visit is None:
        return state
    last = _journey_key(plan, customer_code)
    before = {code: one for code, one in state.visits.items() if _journey_key(plan, code) <= last}
    recommended = plan.recommended.get(customer_code, {})
    left = [
        item
        for item, units in visit.actuals.items()
        if units is not None and units < recommended.get(item, 0)
    ]
    items = {item: _item_after(plan, item, before.values(), state.policy) for item in left}
    return replace(state, visits=before, items=items)


def _item_after(plan: DayPlan, item: str, visits: Iterable[Visit], rules: Policy) -> ItemState:
    limits, demand = rules.redistribution, _demand_of(plan, item)
    told = [
        (_journey_key(plan, visit.customer_code), visit.actuals.get(item))
        for visit in visits
        if item in visit.actuals or item in plan.recommended.get(visit.customer_code, {})
    ]
    return settle(demand, ItemLedger.of_visits(demand, limits, told), limits)


def _items_touched(plan: DayPlan, before: Visit | None, after: Visit | None) -> set[str]:
    """Items whose state can differ once ``before`` is replaced by ``after``."""
    touched: set[str] = set()
    for visit in (before, after):
        if visit is not None:
            touched.update(_items_named(plan, visit))
    return touched


def _replace_visit(state: RouteState, code: str, after: Visit | None) -> RouteState:
    plan, rules = state.plan, state.policy
    before = state.visits.get(code)
    items = dict(state.items)
    key, limits = _journey_key(plan, code), rules.redistribution
    old_actuals = before.actuals if before else {}
    new_actuals = after.actuals if after else {}
    is_correction = before is not None and after is not None
    for item in _items_touched(plan, before, after):
        if is_correction and old_actuals.get(item) == new_actuals.get(item) and item in items:
            continue
        known = items.get(item)
        if known is not None:
            demand, ledger = known.demand, known.ledger
        else:
            demand = _demand_of(plan, item)
            ledger = ItemLedger.of_visits(demand, limits, ())
        rank, recommended = demand.rank.get(code), demand.recommended.get(code, 0)
        if before is not None:
            recipient = None if rank is None else (rank, code, limits.cap(recommended))
            ledger = ledger.without(key, recipient, recommended, old_actuals.get(item))
        if after is not None:
            ledger = ledger.entered(key, rank, recommended, new_actuals.get(item))
        items[item] = settle(demand, ledger, limits)
    visits, scores = dict(state.visits), dict(state.scores)
    visits.pop(code, None)
    scores.pop(code, None)
    if after is not None:
        visits[code] = after
        scores[code] = score_visit(plan.by_code.get(code), after, rules.scoring)
    dropped = old_actuals.keys() - new_actuals.keys() - plan.demand.keys()
    for item in dropped:
        # Nobody else sold it: as if it had never been named.
        if not any(item in visit.actuals for visit in visits.values()):
            del items[item]
    return RouteState(plan=plan, policy=rules, visits=visits, items=items, scores=scores)


def _items_named(plan: DayPlan, visit: Visit) -> Mapping[str, object] | set[str]:
    """The items of the customer's plan lines and of the visit's actuals."""
    planned = plan.recommended.get(visit.customer_code)
    if not planned:
        return visit.actuals
    if visit.actuals.keys() <= planned.keys():
        return planned
    return planned.keys() | visit.actuals.keys()


def _demand_of(plan: DayPlan, item: str) -> ItemDemand:
    """Demand of an item, empty for one that is neither recommended nor loaded."""
    return plan.demand.get(item) or ItemDemand(
        item_code=item,
        van_load=0,
        van_load_known=False,
        recommended={},
        recipients=(),
        quantities=(),
        rank={},
        total_recommended=0,
    )


def _journey_key(plan: DayPlan, code: str) -> JourneyKey:
    return plan.journey_order.get(code) or (_AFTER_THE_PLAN, code)
