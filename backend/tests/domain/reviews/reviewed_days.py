"""Days with all that reviews look at: purchase patterns, earlier visits, told numbers, reasons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from sales_supervision.domain.dynamic_supervisor import supervise
from sales_supervision.domain.plan import DayPlan, PlanLine, PlannedCustomer, PurchasePattern, Tier
from sales_supervision.domain.policy import Policy
from sales_supervision.domain.reviews.customer_facts import customer_facts
from sales_supervision.domain.reviews.facts import CustomerFacts, RouteFacts
from sales_supervision.domain.reviews.history import EarlierVisit
from sales_supervision.domain.reviews.names import Names
from sales_supervision.domain.reviews.route_facts import route_facts
from sales_supervision.domain.route_day import CustomerEntry, RouteDay
from sales_supervision.domain.visits import NotVisitedReason, Visit

ON = date(2026, 11, 24)
ROUTE = "1004"
CUSTOMERS = "ABCDE"
ITEMS = ("bread", "cake", "khubz", "puffs", "rolls", "samoon")

_patterns = st.one_of(
    st.none(),
    st.builds(
        PurchasePattern,
        days_since_last_purchase=st.sampled_from((None, 0, 1, 2, 5, 9, 30)),
        purchase_cycle_days=st.sampled_from((None, 0.0, 1.0, 2.0, 3.5, 6.0)),
        purchase_frequency_pct=st.sampled_from((None, 12.5, 100.0)),
        usual_quantity=st.sampled_from((None, 0.0, 1.0, 2.44, 8.6, 11.0)),
    ),
)
_recommended = st.sampled_from((None, 0, 1, 1, 2, 3, 8, 11, 12, 30, 100, 103))
_told = st.sampled_from((0, 0, 0, -1, -3, -100, 1, 2, 5))
_sold = st.sampled_from((None, 0, 0, 0, 1, 2, 3, 5, 9, 12, 20, 103, 240))
_behaviours = st.sampled_from(("any", "any", "as told", "generous", "nothing", "untold"))


def _regular_visits(units: int, count: int) -> list[EarlierVisit]:
    sold: dict[str, int] = dict.fromkeys(ITEMS, units)
    return [EarlierVisit(ON - timedelta(days=days), sold) for days in range(1, count + 1)]


_regular = st.builds(
    _regular_visits,
    units=st.sampled_from((1, 4, 30)),
    count=st.integers(1, 6),
)
_earlier = _regular | st.lists(
    st.builds(
        EarlierVisit,
        on=st.integers(-2, 12).map(lambda days: ON - timedelta(days=days)),
        sold=st.dictionaries(st.sampled_from((*ITEMS, "gone")), st.sampled_from((0, 1, 2, 7, 25))),
    ),
    max_size=7,
)


@dataclass(frozen=True)
class ReviewedDay:
    day: RouteDay
    earlier: dict[str, list[EarlierVisit]]

    def codes(self) -> list[str]:
        return sorted({*self.day.plan.by_code, *self.day.state.visits})

    def customer(self, code: str, names: Names | None = None) -> CustomerFacts:
        return customer_facts(self.day, code, ON, self.earlier.get(code, ()), names)

    def route(self, names: Names | None = None) -> RouteFacts:
        return route_facts(self.day, ROUTE, ON, self.earlier, names)

    def recorded(self, order: list[str]) -> ReviewedDay:
        """The same day with the visits recorded in another order."""
        state = self.day.state
        visits = [state.visits[code] for code in order]
        day = replace(self.day, state=supervise(state.plan, visits, state.policy))
        return ReviewedDay(day, self.earlier)


@st.composite
def _lines(draw: st.DrawFn) -> tuple[PlanLine, ...]:
    drawn = [(item, draw(_recommended)) for item in ITEMS]
    return tuple(
        PlanLine(
            item,
            units,
            draw(st.sampled_from((Tier.MUST_STOCK, Tier.MUST_STOCK, *Tier))),
            draw(st.sampled_from((10.0, 90.0))),
            pattern=draw(_patterns),
        )
        for item, units in drawn
        if units is not None
    )


def _of(behaviour: str, units: int) -> int | None:
    return {"as told": units, "generous": units + units // 3, "nothing": 0}.get(behaviour)


@st.composite
def _visit(draw: st.DrawFn, code: str, plan: DayPlan) -> Visit:
    planned = plan.recommended.get(code, {})
    behaviour = draw(_behaviours)
    sold: dict[str, int | None] = {
        item: _of(behaviour, units) for item, units in planned.items() if units
    }
    if behaviour == "any":
        sold = {item: draw(_sold) for item in ITEMS if draw(st.booleans()) or item in planned}
    told = {item: max(0, units + draw(_told)) for item, units in planned.items() if units}
    return Visit(code, None, sold, told)


@st.composite
def reviewed_days(draw: st.DrawFn) -> ReviewedDay:
    planned = CUSTOMERS[: draw(st.integers(0, len(CUSTOMERS)))]
    plan = DayPlan(
        tuple(
            PlannedCustomer(code, place, draw(_lines())) for place, code in enumerate(planned, 1)
        ),
        draw(st.dictionaries(st.sampled_from(ITEMS), st.sampled_from((0, 5, 20, 60, 400)))),
    )
    codes = [code for code in (*planned, "X") if draw(st.booleans())]
    visits = [draw(_visit(code, plan)) for code in codes]
    missed = {
        code: CustomerEntry(not_visited_reason=draw(st.sampled_from(NotVisitedReason)))
        for code in planned
        if code not in codes and draw(st.booleans())
    }
    state = supervise(plan, visits, Policy())
    earlier = {code: draw(_earlier) for code in (*planned, "X") if draw(st.booleans())}
    return ReviewedDay(RouteDay(plan, {}, missed, state), earlier)
