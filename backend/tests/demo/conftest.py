"""The demo as `demo load` makes it, without a database."""

from __future__ import annotations

import pytest

from sales_supervision.demo.generator import DemoData, DemoSpec
from tests.clocks import NOON, TODAY
from tests.demo.made_demo import MadeDemo


@pytest.fixture(scope="package")
def full_demo() -> DemoData:
    """All routes; its history takes seconds to make, so ask ``two_routes`` for sales."""
    return DemoData(DemoSpec(today=TODAY, now=NOON))


@pytest.fixture(scope="package")
def two_routes() -> MadeDemo:
    """The full demo but for its number of routes: the waiting one and another."""
    return MadeDemo(DemoSpec(today=TODAY, now=NOON, routes=2))
