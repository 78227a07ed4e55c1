"""The metadata with every table in it, for what looks at all of them."""

from __future__ import annotations

from sales_supervision.storage import account_tables, operation_tables, review_tables
from sales_supervision.storage.tables import metadata

__all__ = ["account_tables", "metadata", "operation_tables", "review_tables"]
