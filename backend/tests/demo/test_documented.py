"""``docs/demo-data.md`` tells the truth about sizes, and its example runs."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from sales_supervision.demo.generator import DemoData, DemoSpec
from sales_supervision.demo.names import ROUTES
from tests.clocks import TODAY

PAGE = (Path(__file__).parents[3] / "docs" / "demo-data.md").read_text(encoding="utf-8")


def test_the_documented_sizes_are_the_defaults() -> None:
    documented = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", PAGE, re.MULTILINE))
    spec = DemoSpec.of_today(TODAY)
    assert documented == {
        "routes": str(spec.routes),
        "customers": f"{spec.customers[0]} to {spec.customers[1]}",
        "items": str(spec.items),
        "history_days": str(spec.history_days),
        "plan_days": str(spec.plan_days),
        "seed": str(spec.seed),
        "time_zone": spec.time_zone,
    }


def test_the_documented_routes_are_those_of_the_demo() -> None:
    assert "1001 to 1005, 2001, 2002 and 3001" in PAGE
    assert [code for code, _, _ in ROUTES] == [
        *("1001", "1002", "1003", "1004", "1005"),
        *("2001", "2002", "3001"),
    ]


def test_the_documented_example_makes_a_demo_of_its_size() -> None:
    (arguments,) = re.findall(r"DemoSpec\.of_today\(date\(([\d, ]+)\), (.+)\)$", PAGE, re.MULTILINE)
    today = date(*(int(part) for part in arguments[0].split(",")))
    sizes = eval(f"dict({arguments[1]})")
    data = DemoData(DemoSpec.of_today(today, **sizes))
    assert len(data.shops) == 50
    assert all(150 <= len(shops) <= 200 for shops in data.shops.values())
    assert len(data.item_list) == 400
    assert next(data.sales()).keys() >= {"sale_date", "customer_code", "item_code", "quantity"}
