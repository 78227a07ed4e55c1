"""What is worth saying about a route: the day, its customers, what went well and what did not."""

from __future__ import annotations

from collections.abc import Iterator

from sales_supervision.domain.plan import Tier
from sales_supervision.domain.reviews.fact_lines import (
    FactLine,
    customer_lines_of,
    item_lines_of,
    largest,
)
from sales_supervision.domain.reviews.facts import RouteFacts
from sales_supervision.domain.reviews.findings import Finding
from sales_supervision.domain.reviews.metrics import tier_metric
from sales_supervision.domain.reviews.route_stock_findings import stock

GOOD_SCORE = 90
WEAK_SCORE = 80
MUST_UNITS = tuple(
    tier_metric(Tier.MUST_STOCK, of) for of in ("sold_units", "recommended_units", "short_units")
)


def route(facts: RouteFacts) -> Iterator[Finding]:
    """Findings about a route day, in the order in which ties are said."""
    day = FactLine(facts, None, None)
    customers = customer_lines_of(facts)
    visited = [line for line in customers if facts.label("status", line.customer_code) == "visited"]
    items = item_lines_of(facts, None)
    high = [line for line in visited if _performs(line)]
    yield from _summary(day, visited)
    yield from _high_performers(high)
    yield from _needs_attention(facts, customers, high)
    yield from _strengths(day)
    yield from _weaknesses(day, items)
    yield from stock(facts, day, customers, items)
    yield from _coaching(day, items)
    yield from _best_practices(day, visited)


def _summary(day: FactLine, visited: list[FactLine]) -> Iterator[Finding]:
    if not day.number("planned_customers"):
        yield Finding("summary", "no_plan", day.evidence("planned_customers"))
    elif not day.number("visited_customers"):
        about = day.evidence("planned_customers", "recommended_units")
        yield Finding("summary", "not_begun", about)
    elif day.value("score") is None:
        about = day.evidence("visited_customers", "planned_customers")
        yield Finding("summary", "visited_untold", about)
    else:
        about = day.evidence(
            "visited_customers",
            "planned_customers",
            "sold_units",
            "told_recommended_units",
            "score",
        )
        worst = largest(visited, "short_units", 1)
        if not worst:
            yield Finding("summary", "day_without_gap", about)
            return
        about += day.evidence("short_units", "short_customers")
        about += worst[0].evidence("short_units")
        one = day.number("short_customers") == 1
        yield Finding("summary", "day_with_one_gap" if one else "day_with_gaps", about)


def _performs(line: FactLine) -> bool:
    return (
        line.number("score") >= GOOD_SCORE
        and line.number("told_items") >= 2
        and not line.number("untold_items")
        and not _collapsed(line)
    )


def _sells_well(line: FactLine) -> bool:
    return line.number("score") >= WEAK_SCORE


def _collapsed(line: FactLine) -> bool:
    change = line.value("change_pct")
    return change is not None and change <= -40 and line.number("earlier_visits") >= 3


def _high_performers(high: list[FactLine]) -> Iterator[Finding]:
    for line in largest(high, "sold_units", 3):
        about = line.evidence("sold_units", "told_recommended_units", "score")
        yield Finding("high_performers", "performs", about, (), line.number("sold_units"))


def _needs_attention(
    facts: RouteFacts, customers: list[FactLine], high: list[FactLine]
) -> Iterator[Finding]:
    section = "needs_attention"
    for line in customers:
        code, status = line.customer_code, facts.label("status", line.customer_code)
        units = line.number("recommended_units")
        if status == "missed" and units:
            reason = facts.label("not_visited_reason", code)
            about = line.evidence("recommended_units")
            yield Finding(section, f"missed_{reason}", about, (), units)
        if status != "visited" or line in high or line.value("score") is None:
            continue
        short = line.number("short_units")
        if not line.number("bought_units") and not line.number("untold_items"):
            if line.number("earlier_visits") >= 3:
                about = line.evidence("recommended_units", "earlier_mean_units", "bought_units")
                yield Finding(section, "refused_all_usually_buys", about, (), short)
            else:
                about = line.evidence("recommended_units", "bought_units")
                yield Finding(section, "refused_all", about, (), short)
        elif _collapsed(line):
            about = line.evidence("bought_units", "earlier_mean_units", "earlier_visits")
            worth = max(short, -line.number("change_units"))
            yield Finding(section, "collapsed", about, (), worth)
        elif line.number("score") < WEAK_SCORE and short:
            worst = largest(item_lines_of(facts, code), "short_units", 1)[0]
            about = line.evidence("sold_units", "told_recommended_units")
            about += worst.evidence("sold_units", "recommended_units")
            none = not worst.number("sold_units")
            yield Finding(section, "weak_none_of" if none else "weak", about, (), short)


def _strengths(day: FactLine) -> Iterator[Finding]:
    if day.value("completion") == 100:
        about = day.evidence("visited_customers")
        yield Finding("strengths", "all_visited", about, (), 0)
    if day.number("coverage") >= 90 and day.number("told_items") >= 5:
        about = day.evidence("sold_items", "told_items")
        yield Finding("strengths", "wide_coverage", about, (), day.number("sold_units") / 4)
    if day.number("redistribution_units"):
        units = day.number("redistribution_units")
        about = day.evidence("redistribution_units")
        yield Finding("strengths", "saved_by_redistribution", about, (), units)
    sold, recommended, short = (day.number(metric) for metric in MUST_UNITS)
    if recommended and 20 * short < recommended and sold >= 0.9 * recommended:
        about = day.evidence(*MUST_UNITS[:2])
        yield Finding("strengths", "must_stock_holds", about, (), sold / 2)


def _weaknesses(day: FactLine, items: list[FactLine]) -> Iterator[Finding]:
    _, recommended, short = (day.number(metric) for metric in MUST_UNITS)
    if recommended and 10 * short >= recommended:
        about = day.evidence(MUST_UNITS[2], MUST_UNITS[1])
        yield Finding("weaknesses", "must_stock_missed", about, (), short)
    for line in largest(items, "short_units", 2, lambda line: not _refused(line)):
        about = line.evidence("short_units", "short_customers")
        units = line.number("short_units")
        if line.number("short_customers") > 1:
            yield Finding("weaknesses", "item_short", about, (), units)
    if day.number("no_sale_customers") > 1:
        about = day.evidence("no_sale_customers", "visited_customers")
        yield Finding("weaknesses", "visits_without_a_sale", about, (), day.number("short_units"))
    if day.number("falling_customers") > 1:
        yield Finding("weaknesses", "many_falling", day.evidence("falling_customers"))


def _refused(line: FactLine) -> bool:
    """Whether most of the customers who were offered the item took none of it."""
    told, refusing = line.number("told_customers"), line.number("refusing_customers")
    return told >= 3 and 2 * refusing > told


def _coaching(day: FactLine, items: list[FactLine]) -> Iterator[Finding]:
    section = "coaching_areas"
    if day.number("untold_items"):
        about = day.evidence("untold_items", "untold_customers")
        yield Finding(section, "quantities_untold", about, (), 1_000_000)
    for line in largest(items, "short_units", 3, _refused):
        about = line.evidence("refusing_customers", "told_customers")
        yield Finding(section, "item_refused", about, (), line.number("short_units"))
    if day.number("over_customers") > 1 and day.number("taken_back_units"):
        about = day.evidence("over_units", "over_customers", "taken_back_units")
        yield Finding(section, "early_over_late_short", about, (), day.number("over_units"))
    core = [tier_metric(Tier.MUST_STOCK, of) for of in ("sold_items", "told_items")]
    rest = [tier_metric(Tier.CONSIDER, of) for of in ("sold_items", "told_items")]
    core_sold, core_told, rest_sold, rest_told = (day.number(m) for m in (*core, *rest))
    keeps_the_core = core_told >= 5 and core_sold >= 0.8 * core_told
    if keeps_the_core and rest_told >= 5 and rest_sold <= rest_told / 2:
        yield Finding(section, "second_half_of_the_list", day.evidence(*core, *rest))


def _best_practices(day: FactLine, visited: list[FactLine]) -> Iterator[Finding]:
    if day.number("complete_customers") > 1:
        about = day.evidence("complete_customers")
        yield Finding("best_practices", "whole_lists", about, (), 0)
    for line in largest(visited, "redistribution_units", 1, _sells_well):
        units = line.number("redistribution_units")
        about = line.evidence("redistribution_units")
        yield Finding("best_practices", "sold_the_stretch", about, (), units)
