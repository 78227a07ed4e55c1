"""One text that differs as soon as any row of a demo does."""

from __future__ import annotations

import hashlib

from sales_supervision.demo.generator import DemoData, DemoSpec


def fingerprint(spec: DemoSpec) -> str:
    data = DemoData(spec)
    digest = hashlib.sha256()
    for rows in (
        data.routes(),
        data.customers(),
        data.items(),
        data.journey_plan(),
        data.sales(),
        data.van_loads(),
        data.actuals(),
    ):
        for row in rows:
            digest.update(repr(row).encode())
    return digest.hexdigest()
