"""The built-in analyst: a review from the facts alone, the same for the same facts.

What is worth saying is found without a language, ranked by units at stake, and then worded.
"""

from __future__ import annotations

from collections.abc import Mapping

from sales_supervision.domain.reviews import (
    wording_ar_customer,
    wording_ar_route,
    wording_en_customer,
    wording_en_route,
)
from sales_supervision.domain.reviews.customer_findings import visited_customer
from sales_supervision.domain.reviews.facts import CustomerFacts, RouteFacts
from sales_supervision.domain.reviews.findings import Wording, by_section
from sales_supervision.domain.reviews.review import CustomerReview, Language, RouteReview
from sales_supervision.domain.reviews.route_findings import route
from sales_supervision.domain.reviews.unvisited_findings import unvisited_customer

CUSTOMER_WORDINGS: Mapping[Language, Mapping[str, Wording]] = {
    Language.ENGLISH: wording_en_customer.WORDINGS,
    Language.ARABIC: wording_ar_customer.WORDINGS,
}
ROUTE_WORDINGS: Mapping[Language, Mapping[str, Wording]] = {
    Language.ENGLISH: wording_en_route.WORDINGS,
    Language.ARABIC: wording_ar_route.WORDINGS,
}

_MOST_OF_A_CUSTOMER: Mapping[str, int] = {
    "summary": 1,
    "strengths": 3,
    "weaknesses": 4,
    "likely_reasons": 3,
    "immediate_actions": 3,
    "follow_up_actions": 3,
    "patterns": 2,
    "red_flags": 2,
}
_MOST_OF_A_ROUTE: Mapping[str, int] = {
    "summary": 1,
    "high_performers": 3,
    "needs_attention": 5,
    "strengths": 3,
    "weaknesses": 3,
    "opportunities": 4,
    "overstocked_items": 4,
    "understocked_items": 4,
    "coaching_areas": 3,
    "best_practices": 2,
}


def review_customer(facts: CustomerFacts, language: Language) -> CustomerReview:
    """Review of a customer, visited or not. Every point stands before the check of evidence."""
    visited = facts.label("status", facts.customer_code) == "visited"
    findings = visited_customer(facts) if visited else unvisited_customer(facts)
    wordings = CUSTOMER_WORDINGS[language]
    return CustomerReview(**by_section(findings, _MOST_OF_A_CUSTOMER, wordings))


def review_route(facts: RouteFacts, language: Language) -> RouteReview:
    """Review of a route, begun or not. Every point stands before the check of evidence."""
    return RouteReview(**by_section(route(facts), _MOST_OF_A_ROUTE, ROUTE_WORDINGS[language]))
