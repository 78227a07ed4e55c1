"""What a saved document says was recorded: to compare it, and to go on from it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sales_supervision.domain.differences import CustomerEntries, DayEntries
from sales_supervision.domain.quantities import Quantity
from sales_supervision.domain.route_day import CustomerEntry, VisitSource
from sales_supervision.domain.visits import NotVisitedReason
from sales_supervision.storage.supervision_storage import SessionDocument


def recorded_in(document: SessionDocument) -> DayEntries:
    """The cells of a saved day, in the form that compares."""
    customers = json.loads(document.content)["state"]["customers"]
    return {
        code: CustomerEntries(
            visited=state["status"] == "visited",
            not_visited_reason=state["not_visited_reason"],
            actuals={item: actual["quantity"] for item, actual in state["actuals"].items()},
        )
        for code, state in customers.items()
    }


def entries_in(document: SessionDocument) -> dict[str, CustomerEntry]:
    """The entries of a saved day, from which a draft can go on: those who say anything."""
    day = json.loads(document.content)
    told = {
        planned["customer_code"]: {
            line["item_code"]: line["recommended"] for line in planned["lines"]
        }
        for planned in day["plan"]["customers"]
    }
    customers = day["state"]["customers"]
    denied = day.get("denied_visits")
    if denied is None:
        # Earlier releases did not keep them: whom the feed reported was visited, or denied.
        denied = [code for code, state in customers.items() if _is_unvisited_though_fed(state)]
    entries = {
        code: _entry(state, told.get(code, {}), denied=code in denied)
        for code, state in customers.items()
    }
    return {code: entry for code, entry in entries.items() if entry != CustomerEntry()}


def _is_unvisited_though_fed(state: dict[str, Any]) -> bool:
    return state["visited_at"] is None and any(
        actual["from_feed"] is not None for actual in state["actuals"].values()
    )


def _entry(state: dict[str, Any], recommended: dict[str, int], *, denied: bool) -> CustomerEntry:
    visited_at, source = state["visited_at"], state["visit_source"]
    visited = visited_at is not None
    reason, actuals = state["not_visited_reason"], state["actuals"]
    return CustomerEntry(
        visited_at=datetime.fromisoformat(visited_at) if visited else None,
        visit_source=VisitSource(source) if source else None,
        told_recommendation={**recommended, **state["adjusted"]} if visited else {},
        told_original={**recommended, **state.get("told_original", {})} if visited else {},
        edits=_edits(actuals),
        not_visited_reason=NotVisitedReason(reason) if reason else None,
        unplanned=not state["planned"],
        feed_visit_dismissed=denied,
    )


def _edits(actuals: dict[str, Any]) -> dict[str, Quantity]:
    """What somebody entered, and items added that nobody has told; the rest is the feed's."""
    return {
        item: actual["quantity"]
        for item, actual in actuals.items()
        if actual["edited"] or actual["quantity"] is None
    }
