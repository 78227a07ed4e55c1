"""The 24 days of ``supervisor-examples.json``, worked out by an independent reading of the rule."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sales_supervision.domain.plan import DayPlan, PlanLine, PlannedCustomer, Tier
from sales_supervision.domain.visits import Visit
from tests.domain.plain_rule import ItemFigures

FILE = Path(__file__).with_name("supervisor-examples.json")


@dataclass(frozen=True)
class WorkedOutDay:
    plan: DayPlan
    visits: tuple[Visit, ...]
    expected: dict[str, ItemFigures]


def worked_out_days() -> list[WorkedOutDay]:
    return [_day(record) for record in json.loads(FILE.read_text(encoding="utf-8"))]


def _day(record: dict[str, Any]) -> WorkedOutDay:
    return WorkedOutDay(
        plan=DayPlan(
            customers=tuple(_customer(customer) for customer in record["plan"]),
            van_load=record["van_load"],
        ),
        visits=tuple(
            Visit(visit["customer"], visited_at=None, actuals=visit["actuals"])
            for visit in record["visits"]
        ),
        expected={item: ItemFigures(**figures) for item, figures in record["expected"].items()},
    )


def _customer(record: dict[str, Any]) -> PlannedCustomer:
    return PlannedCustomer(
        customer_code=record["customer"],
        sequence=record["sequence"],
        lines=tuple(
            PlanLine(line["item"], line["recommended"], Tier(line["tier"]), line["priority"])
            for line in record["lines"]
        ),
    )
