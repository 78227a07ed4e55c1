"""Facts while they are gathered: rounded once, with the names of what they are about."""

from __future__ import annotations

from sales_supervision.domain.reviews.facts import FactKey
from sales_supervision.domain.reviews.metrics import Figure, rounded
from sales_supervision.domain.reviews.names import Names, displayed_name


class FactBook:
    def __init__(self, names: Names) -> None:
        self._names = names
        self._values: dict[FactKey, Figure] = {}
        self._labels: dict[FactKey, str] = {}

    def put(
        self,
        metric: str,
        figure: Figure | None,
        customer: str | None = None,
        item: str | None = None,
    ) -> None:
        """Note a figure; an unknown one (None) is left out."""
        if figure is not None:
            self._values[customer, item, metric] = rounded(figure)

    def put_some(
        self, metric: str, figure: Figure, customer: str | None = None, item: str | None = None
    ) -> None:
        """Note a figure that is only worth a word above 0."""
        once = rounded(figure)
        if once > 0:
            self._values[customer, item, metric] = once

    def value(self, metric: str, customer: str | None = None) -> Figure | None:
        return self._values.get((customer, None, metric))

    def label(
        self, label: str, word: str, customer: str | None = None, item: str | None = None
    ) -> None:
        self._labels[customer, item, label] = word

    def parts(
        self,
    ) -> tuple[dict[FactKey, Figure], dict[FactKey, str], dict[str, str], dict[str, str]]:
        """Values, labels, and the displayed names of every customer and item among them."""
        customers: dict[str, None] = {}
        items: dict[str, None] = {}
        for customer, item, _ in (*self._values, *self._labels):
            if customer is not None:
                customers[customer] = None
            if item is not None:
                items[item] = None
        given = self._names
        return (
            self._values,
            self._labels,
            {code: displayed_name(given.customers.get(code, ""), code) for code in customers},
            {code: displayed_name(given.items.get(code, ""), code) for code in items},
        )
