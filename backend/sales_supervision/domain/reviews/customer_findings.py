"""What is worth saying about a visited customer."""

from __future__ import annotations

from collections.abc import Iterator

from sales_supervision.domain.plan import Tier
from sales_supervision.domain.reviews.customer_actions import actions
from sales_supervision.domain.reviews.fact_lines import Cause, FactLine, item_lines_of, largest
from sales_supervision.domain.reviews.facts import CustomerFacts
from sales_supervision.domain.reviews.findings import Finding
from sales_supervision.domain.reviews.metrics import tier_metric

FEWEST_VISITS = 3
"""Earlier visits that a comparison with their mean needs."""

REASONS = {
    Cause.VAN_SHORT: ("adjusted_units", "recommended_units"),
    Cause.TOO_EARLY: ("days_since_last_purchase", "purchase_cycle_days"),
    Cause.LAPSED: ("days_since_last_purchase", "purchase_cycle_days"),
    Cause.ABOVE_USUAL: ("recommended_units", "usual_units"),
    Cause.OVERDUE: ("purchase_cycle_days", "days_since_last_purchase"),
    Cause.FADING: ("earlier_last_units", "earlier_mean_units"),
    Cause.DUE: ("purchase_cycle_days", "days_since_last_purchase"),
}
"""What a reason is told by, for each item."""


def visited_customer(facts: CustomerFacts) -> Iterator[Finding]:
    """Findings about a customer who was visited, in the order in which ties are said."""
    visit = FactLine(facts, facts.customer_code, None)
    lines = item_lines_of(facts, facts.customer_code)
    yield from _summary(visit, lines)
    yield from _strengths(visit, lines)
    yield from _weaknesses(visit, lines)
    yield from _reasons(lines)
    yield from actions(visit, lines)
    yield from _patterns(visit, lines)
    yield from _red_flags(visit, lines)


def sold_nothing(visit: FactLine) -> bool:
    return bool(visit.number("told_items")) and not visit.number("bought_units")


def _summary(visit: FactLine, lines: list[FactLine]) -> Iterator[Finding]:
    told, untold = visit.number("told_items"), visit.number("untold_items")
    # Of a customer whom nothing was recommended, what was sold is told first.
    recommended, outside = visit.number("recommended_items"), visit.number("outside_units")
    if not told and untold and (recommended or not outside):
        yield Finding("summary", "nothing_told", visit.evidence("untold_items", "told_items"))
    elif not told and outside:
        about = visit.evidence("outside_units", "outside_items", "recommended_items")
        yield Finding("summary", "only_outside", about)
    elif not told:
        yield Finding("summary", "nothing_recommended", visit.evidence("recommended_items"))
    elif sold_nothing(visit):
        about = visit.evidence("told_recommended_units", "told_items", "bought_units")
        yield Finding("summary", "no_sale" if not untold else "no_sale_so_far", about)
    else:
        about = visit.evidence("score", "sold_units", "told_recommended_units")
        lacked = visit.number("taken_back_units")
        van = (visit.evidence("taken_back_units"),) if lacked else ()
        short, over = visit.number("short_units"), visit.number("over_units")
        if short and short >= over:
            worst = largest(lines, "short_units", 1)[0]
            about += visit.evidence("short_units", "short_items")
            about += worst.evidence("short_units")
            one_item = visit.number("short_items") == 1
            mostly = 2 * worst.number("short_units") > short
            sentence = "short_one" if one_item else "short_mostly" if mostly else "short_spread"
            yield Finding("summary", sentence, about, van)
        elif over:
            about += visit.evidence("over_units", "over_items")
            yield Finding("summary", "above_plan", about, van)
        else:
            yield Finding("summary", "as_planned", about, van)


def _strengths(visit: FactLine, lines: list[FactLine]) -> Iterator[Finding]:
    must_told = tier_metric(Tier.MUST_STOCK, "told_items")
    must_sold = tier_metric(Tier.MUST_STOCK, "sold_items")
    whole = (
        visit.number("told_items") >= 3
        and visit.value("unsold_items") == 0
        and not visit.number("untold_items")
    )
    if whole:
        yield Finding(
            "strengths", "whole_range", visit.evidence("sold_items"), (), visit.number("sold_units")
        )
    elif visit.number(must_told) >= 2 and visit.value(must_told) == visit.value(must_sold):
        units = visit.number(tier_metric(Tier.MUST_STOCK, "sold_units"))
        yield Finding("strengths", "whole_must_stock", visit.evidence(must_sold), (), units)
    if visit.number("redistribution_units"):
        yield Finding(
            "strengths",
            "sold_left_over",
            visit.evidence("redistribution_units"),
            (),
            visit.number("redistribution_units"),
        )
    won_back = [
        line
        for line in lines
        if line.number("sold_units")
        and not line.number("short_units")
        and line.number("accuracy") > 0
        and line.cycles_since >= 2.5
        and line.number("days_since_last_purchase") >= 5
    ]
    for line in largest(won_back, "sold_units", 1):
        about = line.evidence("sold_units", "days_since_last_purchase")
        yield Finding("strengths", "won_back", about, (), line.number("sold_units"))
    if _compared(visit) and visit.number("change_pct") >= 15:
        about = visit.evidence("bought_units", "earlier_mean_units", "earlier_visits")
        yield Finding("strengths", "growing", about, (), visit.number("change_units"))


def _weaknesses(visit: FactLine, lines: list[FactLine]) -> Iterator[Finding]:
    if sold_nothing(visit) and not visit.number("untold_items"):
        # The summary says it; the largest items say what is lost.
        missed = largest(lines, "recommended_units", 3)
        groups = tuple(line.evidence("recommended_units") for line in missed)
        yield Finding("weaknesses", "largest_refused", visit.evidence("told_items"), groups, 0)
        return
    all_takers = _takers(visit)
    for line in largest(lines, "short_units", 4):
        short, none = line.number("short_units"), not line.number("sold_units")
        # Nobody could sell what the van did not hold any more.
        wanted = "adjusted_units" if line.number("taken_back_units") else "recommended_units"
        about = line.evidence("sold_units", wanted, "short_units")
        takers = largest(all_takers.get(line.item_code or "", []), "received_units", 2)
        groups = tuple(taker.evidence("received_units") for taker in takers)
        yield Finding("weaknesses", "none_sold" if none else "sold_short", about, groups, short)
    must_short = visit.number(tier_metric(Tier.MUST_STOCK, "short_units"))
    must_lines = [line for line in lines if line.must_stock and line.number("short_units")]
    if len(must_lines) > 4:
        about = visit.evidence(
            *(tier_metric(Tier.MUST_STOCK, of) for of in ("sold_units", "recommended_units"))
        )
        yield Finding("weaknesses", "must_stock_short", about, (), must_short)


def _takers(visit: FactLine) -> dict[str, list[FactLine]]:
    """By item, the customers ahead who got unsold units, by customer code."""
    takers: dict[str, list[FactLine]] = {}
    for code, item, metric in visit.facts.values:
        if metric == "received_units" and item and code and code != visit.customer_code:
            takers.setdefault(item, []).append(FactLine(visit.facts, code, item))
    for of_item in takers.values():
        of_item.sort(key=lambda line: line.customer_code or "")
    return takers


def _reasons(lines: list[FactLine]) -> Iterator[Finding]:
    by_cause: dict[Cause, list[FactLine]] = {}
    for line in largest(lines, "short_units", len(lines)):
        if not (line.lapsed and line.must_stock):
            # A must-stock item that was lost is a red flag and is said there.
            by_cause.setdefault(line.cause, []).append(line)
    for cause, of_cause in by_cause.items():
        if cause is Cause.UNCLEAR:
            continue
        groups = tuple(line.evidence(*REASONS[cause]) for line in of_cause[:3])
        worth = sum(line.number("short_units") for line in of_cause)
        yield Finding("likely_reasons", cause.value, (), groups, worth)


def _patterns(visit: FactLine, lines: list[FactLine]) -> Iterator[Finding]:
    if _compared(visit) and -40 < visit.number("change_pct") <= -15:
        about = visit.evidence("bought_units", "earlier_mean_units", "earlier_visits")
        yield Finding("patterns", "below_mean", about, (), -visit.number("change_units"))
    skipped = [
        line
        for line in lines
        if line.skipped and not line.lapsed and not line.number("taken_back_units")
    ]
    if skipped:
        groups = tuple(
            line.evidence("visits_without") for line in largest(skipped, "visits_without", 3)
        )
        worth = sum(line.number("recommended_units") for line in skipped[:3])
        yield Finding("patterns", "skipped_in_a_row", (), groups, worth)
    core = [tier_metric(Tier.MUST_STOCK, of) for of in ("sold_items", "told_items")]
    rest = [tier_metric(Tier.CONSIDER, of) for of in ("sold_items", "told_items")]
    core_sold, core_told, rest_sold, rest_told = (visit.number(m) for m in (*core, *rest))
    keeps_the_core = core_told >= 2 and core_sold >= 0.8 * core_told
    if keeps_the_core and rest_told >= 3 and rest_sold <= 0.4 * rest_told:
        yield Finding("patterns", "core_only", visit.evidence(*core, *rest))


def _red_flags(visit: FactLine, lines: list[FactLine]) -> Iterator[Finding]:
    mean = visit.number("earlier_mean_units")
    compared = visit.number("earlier_visits") >= FEWEST_VISITS and mean > 0
    if sold_nothing(visit) and compared and not visit.number("untold_items"):
        about = visit.evidence("earlier_mean_units", "earlier_visits", "bought_units")
        yield Finding("red_flags", "no_sale_at_a_buyer", about, (), mean)
    elif _compared(visit) and visit.number("change_pct") <= -40:
        about = visit.evidence("bought_units", "earlier_mean_units", "earlier_visits")
        yield Finding("red_flags", "collapsing", about, (), -visit.number("change_units"))
    lost = [
        line for line in lines if line.lapsed and line.must_stock and line.number("short_units")
    ]
    if lost:
        groups = tuple(
            line.evidence("days_since_last_purchase", "purchase_cycle_days")
            for line in largest(lost, "short_units", 3)
        )
        worth = sum(line.number("short_units") for line in lost)
        yield Finding("red_flags", "must_stock_lost", (), groups, worth)
    for line in largest(lines, "over_units", 1, lambda line: line.value("accuracy") == 0):
        about = line.evidence("sold_units", "recommended_units")
        yield Finding("red_flags", "check_entry", about, (), line.number("over_units"))


def _compared(visit: FactLine) -> bool:
    """Whether the whole visit is told and there are visits enough to compare it with."""
    return (
        visit.number("earlier_visits") >= FEWEST_VISITS
        and visit.number("bought_units") > 0
        and visit.value("change_pct") is not None
    )
