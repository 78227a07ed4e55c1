"""What is worth saying about a customer who was not visited: still ahead, or missed."""

from __future__ import annotations

from collections.abc import Iterator

from sales_supervision.domain.reviews.fact_lines import FactLine, item_lines_of, largest
from sales_supervision.domain.reviews.facts import CustomerFacts
from sales_supervision.domain.reviews.findings import Finding


def unvisited_customer(facts: CustomerFacts) -> Iterator[Finding]:
    """Findings about a customer who was not visited, in the order in which ties are said."""
    stop = FactLine(facts, facts.customer_code, None)
    lines = item_lines_of(facts, facts.customer_code)
    reason = facts.label("not_visited_reason", facts.customer_code)
    about = stop.evidence("recommended_units", "recommended_items")
    if not stop.number("recommended_items"):
        yield Finding("summary", "ahead_without_order", stop.evidence("recommended_items"))
    elif reason:
        yield Finding("summary", f"missed_{reason}", about)
    else:
        yield Finding("summary", "ahead", about)
    overdue = [line for line in lines if line.cycles_since >= 1.5]
    first = largest(overdue, "recommended_units", 3)
    if first:
        groups = tuple(
            line.evidence("recommended_units", "purchase_cycle_days", "days_since_last_purchase")
            for line in first
        )
        sentence = "visit_again_for" if reason else "offer_first"
        worth = sum(line.number("recommended_units") for line in first)
        yield Finding("immediate_actions", sentence, (), groups, worth)
    if reason:
        return
    extra = largest(lines, "received_units", 3)
    if extra:
        groups = tuple(line.evidence("received_units") for line in extra)
        yield Finding("immediate_actions", "offer_the_stretch", (), groups)
    lacking = largest(lines, "taken_back_units", 3)
    if lacking:
        groups = tuple(line.evidence("adjusted_units", "recommended_units") for line in lacking)
        yield Finding("red_flags", "van_short_ahead", (), groups)
