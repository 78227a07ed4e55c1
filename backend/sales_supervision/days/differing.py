"""What was recorded of a day, from a draft or from a saved document, in the form that compares."""

from __future__ import annotations

import json

from sales_supervision.domain.differences import CustomerEntries, DayEntries
from sales_supervision.domain.route_day import RouteDay
from sales_supervision.storage.supervision_storage import SessionDocument


def entries_of_draft(day: RouteDay) -> DayEntries:
    return {
        code: CustomerEntries(
            visited=(entry := day.entry(code)).visited,
            not_visited_reason=entry.not_visited_reason,
            actuals=day.actuals(code),
        )
        for code in day.customer_codes()
    }


def entries_of_document(document: SessionDocument) -> DayEntries:
    customers = json.loads(document.content)["state"]["customers"]
    return {
        code: CustomerEntries(
            visited=state["status"] == "visited",
            not_visited_reason=state["not_visited_reason"],
            actuals={item: actual["quantity"] for item, actual in state["actuals"].items()},
        )
        for code, state in customers.items()
    }
