"""Scores of a visit and of a route, all from here. Source: section 4 of the specification.

Rates and scores run from 0 to 100; None means that nothing was told yet, so there is no score.
Only fulfilment may pass 100: a rate over 100 % stays over 100 %.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from math import fsum

from sales_supervision.domain.plan import PlannedCustomer
from sales_supervision.domain.policy import ScoringPolicy
from sales_supervision.domain.quantities import Quantity
from sales_supervision.domain.visits import Visit


def item_accuracy(
    actual: int, recommended: int, told: int | None = None, policy: ScoringPolicy | None = None
) -> float:
    """Accuracy 0-100 of selling ``actual`` units where ``recommended`` were planned.

    ``told``: the frozen adjusted recommendation, where redistribution changed it; the perfect zone
    then runs from ``perfect_from`` × the smaller to ``perfect_to`` × the larger of the two.
    """
    rules = policy or ScoringPolicy()
    if told is None or told == recommended:
        smaller = larger = recommended
    else:
        smaller, larger = min(told, recommended), max(told, recommended)
    if larger == 0:
        return 100.0 if actual == 0 else 0.0
    low, high = rules.perfect_from * smaller, rules.perfect_to * larger
    if low <= actual <= high:
        return 100.0
    if actual < low:
        return actual / low * 100
    return max(0.0, (rules.zero_at * larger - actual) / (rules.zero_at * larger - high) * 100)


@dataclass(frozen=True, slots=True)
class VisitScore:
    """Score of one visited customer.

    Counts run over the recommended items (recommendation above 0): ``recommended_items``, of which
    ``told_items`` have a known actual and ``sold_items`` sold at least one unit. Quantities are
    units: ``recommended_units`` and ``sold_units`` over the told items, ``outside_units`` sold
    outside the recommendation. ``untold_outside_items`` were added to the visit, and nobody has
    told their quantity yet. ``redistribution_units`` were sold above the original recommendation,
    as it stood when the visit was recorded, up to what redistribution added then.
    """

    customer_code: str
    planned: bool
    recommended_items: int
    told_items: int
    sold_items: int
    recommended_units: int
    sold_units: int
    outside_units: int
    untold_outside_items: int
    redistribution_units: int
    accuracy_by_item: Mapping[str, float]
    coverage: float | None
    accuracy: float | None
    score: float | None

    @property
    def untold_items(self) -> int:
        return self.recommended_items - self.told_items + self.untold_outside_items

    @property
    def fulfilment(self) -> float | None:
        return _rate(self.sold_units, self.recommended_units)


def untold_items(recommended: Mapping[str, int], actuals: Mapping[str, Quantity]) -> int:
    """How many quantities somebody still has to tell, as ``VisitScore.untold_items`` counts them.

    Those recommended, and those that the actuals name outside the recommended order.
    """
    return sum(
        units > 0 and actuals.get(item) is None for item, units in recommended.items()
    ) + _untold_outside(recommended, actuals)


def score_visit(
    customer: PlannedCustomer | None, visit: Visit, policy: ScoringPolicy
) -> VisitScore:
    """Score a visit against the recommendation that stood when it was recorded.

    ``customer`` is None for an unplanned customer: its units count as outside the recommendation
    and it has no score.
    """
    accuracies: dict[str, float] = {}
    sold_items = recommended_items = recommended_units = sold_units = gained = 0
    actuals, told_recommendation = visit.actuals, visit.told_recommendation
    told_original = visit.told_original
    perfect_from, perfect_to = policy.perfect_from, policy.perfect_to
    for line in customer.lines if customer else ():
        recommended, item = line.recommended, line.item_code
        if recommended == 0:
            continue
        recommended_items += 1
        actual = actuals.get(item)
        if actual is None:
            continue
        told = told_recommendation.get(item, recommended)
        # Most quantities lie where no rule needs to be asked; item_accuracy says the same of them.
        if perfect_from * recommended <= actual <= perfect_to * recommended:
            accuracies[item] = 100.0
        else:
            accuracies[item] = item_accuracy(actual, recommended, told, policy)
        sold_items += actual > 0
        recommended_units += recommended
        sold_units += actual
        # Against what was planned then: a recommendation corrected since redistributed nothing.
        original = told_original.get(item, recommended)
        if told > original:
            gained += max(0, min(actual, told) - original)
    # Few visits have one, and only those pay for the look at which items it is.
    untold_outside = (
        _untold_outside({line.item_code for line in customer.lines} if customer else (), actuals)
        if None in actuals.values()
        else 0
    )
    outside = sum([units for units in actuals.values() if units]) - sold_units
    told_items = len(accuracies)
    coverage = _rate(sold_items, told_items)
    accuracy = _mean(accuracies.values())
    score = (
        None
        if coverage is None or accuracy is None
        else policy.coverage_weight * coverage + policy.accuracy_weight * accuracy
    )
    return VisitScore(
        customer_code=visit.customer_code,
        planned=customer is not None,
        recommended_items=recommended_items,
        told_items=told_items,
        sold_items=sold_items,
        recommended_units=recommended_units,
        sold_units=sold_units,
        outside_units=outside,
        untold_outside_items=untold_outside,
        redistribution_units=gained,
        accuracy_by_item=accuracies,
        coverage=coverage,
        accuracy=accuracy,
        score=score,
    )


@dataclass(frozen=True, slots=True)
class RouteScore:
    """The route so far. Counts and units as in VisitScore, summed over the planned visits.

    ``outside_units`` and ``untold_outside_items`` are summed over the unplanned visits too.
    """

    planned_customers: int
    visited_customers: int
    unplanned_visits: int
    recommended_items: int
    told_items: int
    sold_items: int
    recommended_units: int
    sold_units: int
    outside_units: int
    untold_outside_items: int
    redistribution_units: int
    score: float | None

    @property
    def untold_items(self) -> int:
        return self.recommended_items - self.told_items + self.untold_outside_items

    @property
    def completion(self) -> float | None:
        return _rate(self.visited_customers, self.planned_customers)

    @property
    def coverage(self) -> float | None:
        return _rate(self.sold_items, self.told_items)

    @property
    def fulfilment(self) -> float | None:
        return _rate(self.sold_units, self.recommended_units)


def score_route(planned_customers: int, scores: Iterable[VisitScore]) -> RouteScore:
    """Sum the visits up; the route score is the mean of the visited customers' scores.

    Unplanned visits are counted apart: only ``unplanned_visits``, ``outside_units`` and
    ``untold_outside_items`` hold them.
    """
    everyone = list(scores)
    planned = [score for score in everyone if score.planned]
    scored = [score.score for score in planned if score.score is not None]
    return RouteScore(
        planned_customers=planned_customers,
        visited_customers=len(planned),
        unplanned_visits=len(everyone) - len(planned),
        recommended_items=sum(score.recommended_items for score in planned),
        told_items=sum(score.told_items for score in planned),
        sold_items=sum(score.sold_items for score in planned),
        recommended_units=sum(score.recommended_units for score in planned),
        sold_units=sum(score.sold_units for score in planned),
        outside_units=sum(score.outside_units for score in everyone),
        untold_outside_items=sum(score.untold_outside_items for score in everyone),
        redistribution_units=sum(score.redistribution_units for score in planned),
        score=_mean(scored),
    )


def _mean(values: Collection[float]) -> float | None:
    """The same to the last digit, in whatever order the visits were recorded or read back."""
    return fsum(values) / len(values) if values else None


def _untold_outside(recommended: Container[str], actuals: Mapping[str, Quantity]) -> int:
    return sum(units is None and item not in recommended for item, units in actuals.items())


def _rate(part: int, whole: int) -> float | None:
    return part / whole * 100 if whole else None
