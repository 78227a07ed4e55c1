"""What is worth saying about a route's stock: too much, too little, and where it could go."""

from __future__ import annotations

from collections.abc import Iterator

from sales_supervision.domain.reviews.fact_lines import FactLine, largest
from sales_supervision.domain.reviews.facts import RouteFacts
from sales_supervision.domain.reviews.findings import Finding


def stock(
    facts: RouteFacts, day: FactLine, customers: list[FactLine], items: list[FactLine]
) -> Iterator[Finding]:
    """Opportunities, then items with too much and with too little on the van."""
    yield from _opportunities(facts, customers, items)
    anyone_ahead, begun = bool(day.number("ahead_customers")), bool(day.number("told_items"))
    for line in largest(items, "surplus_units", 4):
        yield _surplus(line, anyone_ahead=anyone_ahead, begun=begun)
    for line in largest(items, "lacking_units", 4):
        yield _lacking(line, begun=begun)


def _surplus(line: FactLine, *, anyone_ahead: bool, begun: bool) -> Finding:
    section, units = "overstocked_items", line.number("surplus_units")
    if not begun and line.value("van_load_units") is not None:
        if not line.number("recommended_units"):
            about = line.evidence("van_load_units")
            return Finding(section, "loaded_for_nobody", about, (), units)
        about = line.evidence("van_load_units", "recommended_units", "surplus_units")
        return Finding(section, "loaded_above_plan", about, (), units)
    if not anyone_ahead:
        return Finding(section, "comes_back", line.evidence("surplus_units"), (), units)
    if units == line.number("left_on_van_units"):
        return Finding(section, "no_home_for_any", line.evidence("left_on_van_units"), (), units)
    about = line.evidence("surplus_units", "left_on_van_units")
    return Finding(section, "no_home_ahead", about, (), units)


def _lacking(line: FactLine, *, begun: bool) -> Finding:
    section, units = "understocked_items", line.number("lacking_units")
    if line.number("stock_short_units"):
        about = line.evidence("sold_units", "stock_short_units")
        known = line.value("van_load_units") is not None
        sentence = "sold_above_load" if known else "sold_above_plan"
        return Finding(section, sentence, about, (), units)
    if not begun and line.number("van_load_units"):
        about = line.evidence("van_load_units", "recommended_units", "taken_back_units")
        return Finding(section, "loaded_below_plan", about, (), units)
    if line.number("left_on_van_units"):
        about = line.evidence("taken_back_units", "left_on_van_units", "ahead_recommended_units")
        return Finding(section, "too_few_ahead", about, (), units)
    return Finding(
        section,
        "none_left_ahead",
        line.evidence("taken_back_units", "left_on_van_units"),
        (),
        units,
    )


def _opportunities(
    facts: RouteFacts, customers: list[FactLine], items: list[FactLine]
) -> Iterator[Finding]:
    section = "opportunities"
    for line in largest(items, "redistributed_units", 2):
        takers = _takers(facts, line)
        about = line.evidence("redistributed_units")
        groups = tuple(taker.evidence("received_units") for taker in takers[:1])
        several = "placed_ahead_most_at" if len(takers) > 1 else "placed_ahead_at"
        sentence = several if takers else "placed_ahead"
        yield Finding(section, sentence, about, groups, line.number("redistributed_units"))
    ahead = [
        line
        for line in customers
        if facts.label("status", line.customer_code) == "ahead" and line.number("overdue_items") > 1
    ]
    for line in largest(ahead, "recommended_units", 2):
        about = line.evidence("overdue_items", "recommended_units")
        # Ranked by a part of the order: not all of it is at stake.
        yield Finding(section, "overdue_ahead", about, (), line.number("recommended_units") / 4)
    for line in largest(items, "over_units", 2, _neither_short_nor_left_over):
        if line.number("over_customers") > 1:
            about = line.evidence("over_customers", "over_units")
            yield Finding(section, "demand_above_plan", about, (), line.number("over_units"))
    for line in customers:
        unplanned = line.value("sequence") is None
        if unplanned and line.number("outside_units"):
            about = line.evidence("outside_units")
            yield Finding(section, "unplanned_buyer", about, (), line.number("outside_units"))
    for line in largest(items, "outside_units", 2):
        about = line.evidence("outside_units")
        if not line.number("recommended_units"):
            yield Finding(section, "item_outside", about, (), line.number("outside_units"))


def _neither_short_nor_left_over(line: FactLine) -> bool:
    """Items that the van lacks, or has too many of, are said under stock and nowhere else."""
    return not line.number("lacking_units") and not line.number("surplus_units")


def _takers(facts: RouteFacts, line: FactLine) -> list[FactLine]:
    """Customers ahead who got units of the item, the most first."""
    takers = [
        FactLine(facts, code, line.item_code)
        for code, item, metric in facts.values
        if metric == "received_units" and item == line.item_code and code is not None
    ]
    return sorted(takers, key=lambda t: (-t.number("received_units"), t.customer_code or ""))
