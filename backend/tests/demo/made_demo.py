"""A demo whose long lists are made once for all tests of a run."""

from __future__ import annotations

from functools import cached_property

from sales_supervision.demo.generator import DemoData, Row
from sales_supervision.demo.shops import Shop


class MadeDemo(DemoData):
    @cached_property
    def all_sales(self) -> list[Row]:
        return list(self.sales())

    @cached_property
    def all_actuals(self) -> list[Row]:
        return list(self.actuals())

    @cached_property
    def all_shops(self) -> list[Shop]:
        return [shop for shops in self.shops.values() for shop in shops]
