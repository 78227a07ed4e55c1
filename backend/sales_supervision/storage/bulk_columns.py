"""Rows turned into columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def by_column(names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """The values of ``rows`` under each of ``names``, in the order of the rows."""
    return {name: [row[name] for row in rows] for name in names}
