"""Holds a document's table of settings against the settings of the product."""

from __future__ import annotations

from annotated_types import Ge, Gt, Le

from sales_supervision.settings import Settings
from tests.domain.document_tables import Row

_NAMES = "SALES_SUPERVISION_"


def check_settings(rows: list[Row], prefix: str) -> None:
    """The table names every setting that begins with ``prefix``, its default and its limits."""
    fields = {
        name: field for name, field in Settings.model_fields.items() if name.startswith(prefix)
    }
    assert [row["Setting"] for row in rows] == [_NAMES + name.upper() for name in fields]
    for row, field in zip(rows, fields.values(), strict=True):
        lowest, highest = "—", "—"
        for limit in field.metadata:
            match limit:
                case Ge(ge=value):
                    lowest = str(value)
                case Gt(gt=value):
                    lowest = f"above {value}"
                case Le(le=value):
                    highest = f"{value:,}"
        assert (row["Default"], row["From"], row["To"]) == (str(field.default), lowest, highest)
