"""The facts of a route day: the route, each customer, each item, and the lines that stand out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sales_supervision.domain.plan import Tier
from sales_supervision.domain.redistribution import ItemState, draws
from sales_supervision.domain.reviews.customer_facts import put_history, put_tiers, put_visit
from sales_supervision.domain.reviews.fact_book import FactBook
from sales_supervision.domain.reviews.facts import RouteFacts
from sales_supervision.domain.reviews.history import EarlierVisit, History
from sales_supervision.domain.reviews.item_lines import ItemLine, item_lines
from sales_supervision.domain.reviews.metrics import Figure
from sales_supervision.domain.reviews.names import Names
from sales_supervision.domain.reviews.status import customer_status
from sales_supervision.domain.route_day import RouteDay

SHORT_LINES = 3
OTHER_LINES = 1
"""Lines short, above plan and outside it that a route's facts hold of a customer, largest first."""
ITEMS_MOVED = 12
"""Items of which a route's facts say who gave and who got units, most units first."""

FALLING_PCT = -30
"""Change against the last visits at which a customer counts as falling..."""
FALLING_VISITS = 3
"""...over at least so many visits."""

Lines = Mapping[str, list[ItemLine]]


def route_facts(
    day: RouteDay,
    route_code: str,
    on: date,
    earlier: Mapping[str, Iterable[EarlierVisit]] | None = None,
    names: Names | None = None,
) -> RouteFacts:
    """Facts of the route on the date ``on``; ``earlier``: visits before, by customer."""
    histories = {code: History.before(on, visits) for code, visits in (earlier or {}).items()}
    book = FactBook(names or Names())
    lines = {code: item_lines(day.state, code) for code in _everyone(day)}
    for code, of_customer in lines.items():
        book.label("status", customer_status(day, code), code)
        reason = day.entry(code).not_visited_reason
        if reason is not None:
            book.label("not_visited_reason", reason.value, code)
        if code in day.plan.by_code:
            book.put("sequence", day.plan.by_code[code].sequence, code)
        put_visit(book, day, code, of_customer)
        if code in histories:
            put_history(book, day, code, histories[code], on)
        _put_lines_that_stand_out(book, code, of_customer)
    for item_code, item in day.state.items.items():
        _put_item(book, item_code, item, day)
    _put_item_visits(book, lines)
    _put_moves(book, day)
    _put_route(book, day, lines)
    return RouteFacts(*book.parts(), route_code=route_code)


def _everyone(day: RouteDay) -> list[str]:
    visited = day.state.visits.keys() - day.plan.by_code.keys()
    codes = day.customer_codes()
    return codes + sorted(visited - set(codes))


def _put_lines_that_stand_out(book: FactBook, code: str, lines: list[ItemLine]) -> None:
    short = sorted((li for li in lines if li.short), key=lambda li: (-li.short, li.item_code))
    over = sorted((li for li in lines if li.over), key=lambda li: (-li.over, li.item_code))
    outside = sorted((li for li in lines if li.outside), key=lambda li: (-li.outside, li.item_code))
    for line in (*short[:SHORT_LINES], *over[:OTHER_LINES]):
        item = line.item_code
        book.put("recommended_units", line.recommended, code, item)
        book.put("sold_units", line.sold, code, item)
        book.put_some("short_units", line.short, code, item)
        book.put_some("over_units", line.over, code, item)
    for line in outside[:OTHER_LINES]:
        book.put("outside_units", line.outside, code, line.item_code)


def _put_item(book: FactBook, code: str, item: ItemState, day: RouteDay) -> None:
    demand = item.demand
    book.label("van_load", "known" if demand.van_load_known else "unknown", None, code)
    book.put("recommended_units", demand.total_recommended, None, code)
    book.put("sold_units", item.sold, None, code)
    book.put("left_on_van_units", max(0, item.stock), None, code)
    if demand.van_load_known:
        book.put("van_load_units", demand.van_load, None, code)
    for metric, units in (
        ("ahead_recommended_units", item.ledger.ahead_recommended),
        ("promised_ahead_units", item.promised_ahead),
        ("offered_units", item.offered),
        ("redistributed_units", item.allocated_extra),
        ("taken_back_units", item.taken_back),
        ("unallocated_units", item.unallocated),
        ("spare_units", item.spare),
        ("stock_short_units", item.shortfall),
        ("surplus_units", _surplus(item)),
        ("lacking_units", _lacking(item)),
    ):
        book.put_some(metric, units, None, code)
    if item.unallocated:
        outcome = day.state.item_outcome(code)
        book.label("redistribution_result", outcome.value, None, code)


def _put_moves(book: FactBook, day: RouteDay) -> None:
    """Who gave and who got, of the items of which the most units move."""
    moved = sorted(
        (-item.allocated_extra - item.taken_back, code)
        for code, item in day.state.items.items()
        if item.adjustments
    )
    for _, code in moved[:ITEMS_MOVED]:
        item = day.state.items[code]
        for draw in draws(item):
            if draw.placed:
                book.put("passed_on_units", draw.placed, draw.from_customer, code)
        for taker, units in item.adjustments.items():
            metric = "received_units" if units > 0 else "taken_back_units"
            book.put(metric, abs(units), taker, code)


@dataclass(slots=True)
class _ItemVisits:
    """How the visited customers took an item."""

    told: int = 0
    buying: int = 0
    short: int = 0
    short_customers: int = 0
    over: int = 0
    over_customers: int = 0
    outside: int = 0


def _put_item_visits(book: FactBook, lines: Lines) -> None:
    by_item: defaultdict[str, _ItemVisits] = defaultdict(_ItemVisits)
    for of_customer in lines.values():
        for line in of_customer:
            if line.sold is None:
                continue
            taken = by_item[line.item_code]
            taken.outside += line.outside
            if line.recommended:
                taken.told += 1
                taken.buying += line.sold > 0
                taken.short += line.short
                taken.short_customers += line.short > 0
                taken.over += line.over
                taken.over_customers += line.over > 0
    for item, taken in by_item.items():
        if taken.told:
            book.put("buying_customers", taken.buying, None, item)
        for metric, count in (
            ("told_customers", taken.told),
            ("refusing_customers", taken.told - taken.buying),
            ("short_customers", taken.short_customers),
            ("short_units", taken.short),
            ("over_customers", taken.over_customers),
            ("over_units", taken.over),
            ("outside_units", taken.outside),
        ):
            book.put_some(metric, count, None, item)


def _put_route(book: FactBook, day: RouteDay, lines: Lines) -> None:
    score, items = day.state.route_score, day.state.items.values()
    status = {code: customer_status(day, code) for code in day.plan.by_code}
    for metric, figure in (
        ("planned_customers", score.planned_customers),
        ("visited_customers", score.visited_customers),
        ("ahead_customers", sum(word == "ahead" for word in status.values())),
        ("missed_customers", sum(word == "missed" for word in status.values())),
        ("completion", score.completion),
        ("coverage", score.coverage),
        ("fulfilment", score.fulfilment),
        ("score", score.score),
        ("told_items", score.told_items),
        ("sold_items", score.sold_items),
        ("recommended_units", sum(item.demand.total_recommended for item in items)),
        ("told_recommended_units", score.recommended_units),
        ("sold_units", score.sold_units),
        ("left_on_van_units", sum(max(0, item.stock) for item in items)),
    ):
        book.put(metric, figure)
    visited = {code: of for code, of in lines.items() if code in day.state.visits}
    everything = [line for of_customer in visited.values() for line in of_customer]
    some: tuple[tuple[str, Figure], ...] = (
        ("unplanned_visits", score.unplanned_visits),
        ("untold_items", score.untold_items),
        ("untold_customers", sum(s.untold_items > 0 for s in day.state.scores.values())),
        ("outside_units", score.outside_units),
        ("redistribution_units", score.redistribution_units),
        ("redistributed_units", sum(item.allocated_extra for item in items)),
        ("taken_back_units", sum(item.taken_back for item in items)),
        ("unallocated_units", sum(item.unallocated for item in items)),
        ("stock_short_units", sum(item.shortfall for item in items)),
        ("surplus_units", sum(_surplus(item) for item in items)),
        ("surplus_items", sum(_surplus(item) > 0 for item in items)),
        ("lacking_units", sum(_lacking(item) for item in items)),
        ("lacking_items", sum(_lacking(item) > 0 for item in items)),
        *(
            (metric, sum(book.value(metric, code) or 0 for code in visited))
            for metric in ("short_units", "over_units")
        ),
        ("short_customers", sum(bool(book.value("short_units", code)) for code in visited)),
        ("over_customers", sum(bool(book.value("over_units", code)) for code in visited)),
        ("no_sale_customers", sum(_has_no_sale(book, code) for code in visited)),
        ("falling_customers", sum(_is_falling(book, code) for code in visited)),
        ("complete_customers", sum(_has_whole_must_stock(of) for of in visited.values())),
    )
    for metric, figure in some:
        book.put_some(metric, figure)
    put_tiers(book, everything, None)


def _has_no_sale(book: FactBook, code: str) -> bool:
    """A planned visit, wholly told, that sold nothing at all."""
    return (
        bool(book.value("told_items", code))
        and not book.value("untold_items", code)
        and not book.value("sold_units", code)
        and not book.value("outside_units", code)
    )


def _is_falling(book: FactBook, code: str) -> bool:
    change, visits = book.value("change_pct", code), book.value("earlier_visits", code)
    return (
        change is not None
        and change <= FALLING_PCT
        and visits is not None
        and visits >= FALLING_VISITS
    )


def _has_whole_must_stock(lines: list[ItemLine]) -> bool:
    must_stock = [line for line in lines if line.tier is Tier.MUST_STOCK and line.recommended > 0]
    return bool(must_stock) and all(line.sold for line in must_stock)


def _surplus(item: ItemState) -> int:
    """Units on the van that nobody ahead is recommended."""
    return item.unallocated + item.spare


def _lacking(item: ItemState) -> int:
    """Units that were recommended ahead, or sold, beyond what the van holds."""
    return item.taken_back + item.shortfall
