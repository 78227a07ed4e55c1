"""The facts of one customer of a route day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sales_supervision.domain.dynamic_supervisor import as_left_by
from sales_supervision.domain.outcomes import visit_outcomes
from sales_supervision.domain.plan import Tier
from sales_supervision.domain.redistribution import draws
from sales_supervision.domain.reviews.fact_book import FactBook
from sales_supervision.domain.reviews.facts import CustomerFacts
from sales_supervision.domain.reviews.history import EarlierVisit, History
from sales_supervision.domain.reviews.item_lines import ItemLine, LineSums, item_lines
from sales_supervision.domain.reviews.metrics import tier_metric
from sales_supervision.domain.reviews.names import Names
from sales_supervision.domain.reviews.status import customer_status
from sales_supervision.domain.route_day import RouteDay


def customer_facts(
    day: RouteDay,
    customer_code: str,
    on: date,
    earlier: Iterable[EarlierVisit] = (),
    names: Names | None = None,
) -> CustomerFacts:
    """Facts of ``customer_code`` on the date ``on``; ``earlier``: its visits before, any order."""
    history = History.before(on, earlier)
    lines = item_lines(day.state, customer_code)
    book = FactBook(names or Names())
    book.label("status", customer_status(day, customer_code), customer_code)
    reason = day.entry(customer_code).not_visited_reason
    if reason is not None:
        book.label("not_visited_reason", reason.value, customer_code)
    planned = day.plan.by_code.get(customer_code)
    if planned is not None:
        book.put("sequence", planned.sequence, customer_code)
    for line in lines:
        _put_line(book, customer_code, line)
        _put_item_history(book, customer_code, line, history)
    put_visit(book, day, customer_code, lines)
    if customer_code in day.state.visits:
        put_tiers(book, lines, customer_code)
    put_history(book, day, customer_code, history, on)
    _put_redistribution(book, day, customer_code)
    return CustomerFacts(*book.parts(), customer_code=customer_code)


def put_visit(book: FactBook, day: RouteDay, code: str, lines: list[ItemLine]) -> None:
    """Scores, sums and counts of a customer over its lines."""
    score = day.state.scores.get(code)
    sums = LineSums.of(lines)
    book.put("recommended_items", sums.items, code)
    book.put("recommended_units", sums.recommended, code)
    if sums.received or sums.taken_back:
        book.put("adjusted_units", sums.recommended + sums.received - sums.taken_back, code)
    book.put_some("overdue_items", sums.overdue_items, code)
    book.put_some("received_units", sums.received, code)
    book.put_some("taken_back_units", sums.taken_back, code)
    if score is None:
        return
    for metric, rate in (
        ("score", score.score),
        ("coverage", score.coverage),
        ("accuracy", score.accuracy),
        ("fulfilment", score.fulfilment),
    ):
        book.put(metric, rate, code)
    for metric, count in (
        ("told_items", score.told_items),
        ("sold_items", score.sold_items),
        ("unsold_items", score.told_items - score.sold_items),
        ("told_recommended_units", score.recommended_units),
        ("sold_units", score.sold_units),
        ("bought_units", score.sold_units + score.outside_units),
    ):
        book.put(metric, count, code)
    for metric, count in (
        ("untold_items", score.untold_items),
        ("short_units", sums.short),
        ("short_items", sums.short_items),
        ("over_units", sums.over),
        ("over_items", sums.over_items),
        ("outside_units", score.outside_units),
        ("outside_items", sums.outside_items),
        ("redistribution_units", score.redistribution_units),
    ):
        book.put_some(metric, count, code)


def put_tiers(book: FactBook, lines: list[ItemLine], code: str | None) -> None:
    """Told lines tier by tier, of one customer or (None) of the route."""
    told = [line for line in lines if line.sold is not None and line.recommended > 0]
    for tier in Tier:
        of_tier = [line for line in told if line.tier is tier]
        if of_tier:
            sold = [line.sold or 0 for line in of_tier]
            book.put(tier_metric(tier, "told_items"), len(of_tier), code)
            book.put(tier_metric(tier, "sold_items"), sum(units > 0 for units in sold), code)
            recommended = sum(line.recommended for line in of_tier)
            book.put(tier_metric(tier, "recommended_units"), recommended, code)
            book.put(tier_metric(tier, "sold_units"), sum(sold), code)
            book.put(tier_metric(tier, "short_units"), sum(li.short for li in of_tier), code)


def put_history(book: FactBook, day: RouteDay, code: str, history: History, on: date) -> None:
    """The last visits, and what changed against them once the whole visit is told."""
    mean = history.mean_units
    if mean is None:
        return
    book.put("earlier_visits", len(history.visits), code)
    book.put("earlier_mean_units", mean, code)
    book.put("earlier_last_units", sum(history.visits[0].sold.values()), code)
    book.put("days_since_last_visit", (on - history.visits[0].on).days, code)
    visit, score = day.state.visits.get(code), day.state.scores.get(code)
    if visit is None or score is None or score.untold_items or None in visit.actuals.values():
        return
    if not visit.actuals:
        return
    change = sum(units or 0 for units in visit.actuals.values()) - mean
    book.put("change_units", change, code)
    if mean > 0:
        book.put("change_pct", change / mean * 100, code)


def _put_line(book: FactBook, code: str, line: ItemLine) -> None:
    item, sold, recommended = line.item_code, line.sold, line.recommended
    if line.tier is not None:
        book.label("tier", line.tier.value, code, item)
    pattern = line.pattern
    if pattern is not None:
        for metric, figure in (
            ("days_since_last_purchase", pattern.days_since_last_purchase),
            ("purchase_cycle_days", pattern.purchase_cycle_days),
            ("purchase_frequency_pct", pattern.purchase_frequency_pct),
            ("usual_units", pattern.usual_quantity),
        ):
            book.put(metric, figure, code, item)
        book.put_some("overdue_days", line.overdue_days, code, item)
    if recommended == 0:
        book.put_some("outside_units", line.outside, code, item)
        return
    book.put("recommended_units", recommended, code, item)
    if line.told != recommended:
        book.put("adjusted_units", line.told, code, item)
    book.put_some("received_units", line.received, code, item)
    book.put_some("taken_back_units", line.taken_back, code, item)
    if sold is None:
        return
    book.put("sold_units", sold, code, item)
    book.put("accuracy", line.accuracy, code, item)
    book.put("gap_units", sold - recommended, code, item)
    book.put("gap_pct", (sold - recommended) / recommended * 100, code, item)
    book.put_some("short_units", line.short, code, item)
    book.put_some("over_units", line.over, code, item)


def _put_item_history(book: FactBook, code: str, line: ItemLine, history: History) -> None:
    past = history.item(line.item_code)
    if past is None:
        return
    item = line.item_code
    book.put("earlier_visits_bought", past.bought, code, item)
    nothing_today = line.sold == 0
    # A purchase today, or one that nobody told yet, ends or leaves open the row of visits.
    if line.sold is None or nothing_today:
        book.put_some("visits_without", past.without + nothing_today, code, item)
    if past.bought == 0:
        return
    book.put("earlier_mean_units", past.mean_units, code, item)
    book.put("earlier_last_units", past.last_units, code, item)
    if line.sold is not None:
        book.put("change_units", line.sold - past.mean_units, code, item)


def _put_redistribution(book: FactBook, day: RouteDay, code: str) -> None:
    """What this customer left and to whom it was promised, or from whom its stretch comes.

    Of a visit as it was left: what later visits make of its units is told of the route, and changes
    nothing about this customer.
    """
    state = as_left_by(day.state, code)
    outcome = visit_outcomes(state).get(code)
    if outcome is not None and outcome.offered:
        book.label("redistribution_result", outcome.result.value, code)
        book.put("offered_units", outcome.offered, code)
        book.put("passed_on_units", outcome.placed, code)
    for item_code, item in state.items.items():
        for draw in draws(item):
            if draw.from_customer == code:
                book.put("offered_units", draw.units, code, item_code)
                book.put("passed_on_units", draw.placed, code, item_code)
                for taker, units in draw.recipients:
                    book.put("received_units", units, taker, item_code)
                continue
            given = sum(units for taker, units in draw.recipients if taker == code)
            if given:
                book.put("passed_on_units", given, draw.from_customer, item_code)
