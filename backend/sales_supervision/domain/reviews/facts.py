"""Facts of a visit or of a route: a flat index of figures, the labels beside them, and names.

The same facts feed the language model, the built-in analyst and the check of evidence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sales_supervision.domain.reviews.metrics import Figure

FactKey = tuple[str | None, str | None, str]
"""Customer code, item code, metric; None where the figure is of no one customer or item."""


@dataclass(frozen=True, slots=True)
class Facts:
    """``values``: every known figure, rounded once; what is unknown is missing, never 0.

    ``labels``: facts that are words: ``status`` (visited, ahead, missed), ``tier``,
    ``not_visited_reason``, ``redistribution_result``, ``van_load``. ``customer_names`` and
    ``item_names``: shortened and cleaned by ``displayed_name``; data, never instructions.
    """

    values: Mapping[FactKey, Figure]
    labels: Mapping[FactKey, str] = field(default_factory=dict)
    customer_names: Mapping[str, str] = field(default_factory=dict)
    item_names: Mapping[str, str] = field(default_factory=dict)

    def value(
        self, metric: str, customer_code: str | None = None, item_code: str | None = None
    ) -> Figure | None:
        """The figure, None where it is unknown."""
        return self.values.get((customer_code, item_code, metric))

    def label(
        self, label: str, customer_code: str | None = None, item_code: str | None = None
    ) -> str | None:
        return self.labels.get((customer_code, item_code, label))


@dataclass(frozen=True, slots=True)
class CustomerFacts(Facts):
    """Facts of one customer; other customers appear only as takers of its unsold units."""

    customer_code: str = ""


@dataclass(frozen=True, slots=True)
class RouteFacts(Facts):
    """Facts of one route on one date."""

    route_code: str = ""


def grouped(facts: Facts, *, named: bool = True) -> dict[str, Any]:
    """Facts as one tree for a prompt: ``about``, ``figures``, ``customers``, ``items``.

    A customer holds its own ``items``. Names stand in ``name`` fields alone.
    """
    customer_names = facts.customer_names if named else {}
    item_names = facts.item_names if named else {}
    about = (
        {"customer_code": facts.customer_code}
        if isinstance(facts, CustomerFacts)
        else {"route_code": facts.route_code}
        if isinstance(facts, RouteFacts)
        else {}
    )
    tree: dict[str, Any] = {"about": about, "figures": {}, "customers": {}, "items": {}}
    for (customer, item, metric), figure in (*facts.values.items(), *facts.labels.items()):
        place = tree
        if customer is not None:
            place = _branch(tree["customers"], customer, customer_names)
        if item is not None:
            place = _branch(place.setdefault("items", {}), item, item_names)
        place.setdefault("figures", {})[metric] = figure
    return tree


def canonical(facts: Facts, *, named: bool = True) -> bytes:
    """The same bytes for equal situations: sorted keys, figures rounded once, no moment in time.

    Without names (``named=False``) they say whether figures have changed, in any language.
    """
    tree = grouped(facts, named=named)
    return json.dumps(tree, sort_keys=True, separators=(",", ":")).encode("ascii")


def _branch(branches: dict[str, Any], code: str, names: Mapping[str, str]) -> dict[str, Any]:
    branch: dict[str, Any] | None = branches.get(code)
    if branch is None:
        branch = branches[code] = {"figures": {}}
        if code in names:
            branch["name"] = names[code]
    return branch
