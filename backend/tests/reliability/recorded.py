"""What was recorded of a day, as its JSON tells it: for the model to compare with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Cell = tuple[str, str]
"""Customer code, and an item code or VISITED."""

VISITED = "visited"

Recorded = Mapping[Cell, int | bool]
"""Quantities told and visits made; a cell that is missing was not recorded."""


def recorded(day: Mapping[str, Any]) -> dict[Cell, int | bool]:
    """What a day of the interface holds, live or historical."""
    cells: dict[Cell, int | bool] = {}
    for code, customer in day["state"]["customers"].items():
        if customer["status"] == "visited":
            cells[code, VISITED] = True
        for item, actual in customer["actuals"].items():
            if actual["quantity"] is not None:
                cells[code, item] = actual["quantity"]
    return cells


def merged(
    theirs: Recorded, preview: Mapping[str, Any], takes_mine: bool
) -> dict[Cell, int | bool]:
    """What a merge must save: ``theirs`` with each cell of the preview as it says or as chosen."""
    cells = dict(theirs)
    for cell in preview["cells"]:
        if cell["field"] == "not_visited_reason":
            continue
        place = cell["customer_code"], cell["item_code"] or VISITED
        value = cell["merged"]
        if cell["is_conflict"]:
            value = cell["mine"] if takes_mine else cell["theirs"]
        if value is None or value is False:
            cells.pop(place, None)
        else:
            cells[place] = value
    return cells
