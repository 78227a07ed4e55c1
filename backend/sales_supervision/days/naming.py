"""The names of what cells name by code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from sales_supervision.domain.differences import Cell
from sales_supervision.storage.catalogue_storage import CatalogueStorage, NamedCustomer, NamedItem


@dataclass(frozen=True, slots=True)
class CellNames:
    """Customers and items by code; one that no feed names any more is missing."""

    customers: Mapping[str, NamedCustomer]
    items: Mapping[str, NamedItem]


NO_NAMES = CellNames({}, {})


def names_of(connection: Connection, cells: Iterable[Cell]) -> CellNames:
    """What the customers and items of ``cells`` are called."""
    named = list(cells)
    catalogue = CatalogueStorage(connection)
    return CellNames(
        catalogue.customers({customer for customer, _, _ in named}),
        catalogue.items({item for _, _, item in named if item is not None}),
    )
