"""Routes, customers and items: by code, and by search."""

from __future__ import annotations

import pytest

from sales_supervision.storage.catalogue_storage import CatalogueStorage, RouteRecord
from sales_supervision.storage.engine import Database
from sales_supervision.storage.feed_storage import Feed
from tests.storage.feed_rows import bring, customer, item


def test_routes_come_by_code_with_their_customers_counted(database: Database) -> None:
    with database.writing() as connection:
        bring(connection, Feed.ROUTES)
        bring(connection, Feed.CUSTOMERS)
        catalogue = CatalogueStorage(connection)
        deira = RouteRecord("1004", "Deira North", "Dubai", 2)
        assert catalogue.routes() == [RouteRecord("1001", "Bur Dubai", None, 0), deira]
        assert catalogue.route("1004") == deira
        assert catalogue.route("9999") is None


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("deira", ["1004"]),
        ("100", ["1001", "1004"]),
        ("DUBAI", ["1001", "1004"]),
        ("%", []),
        ("_", []),
    ],
)
def test_routes_are_searched_in_code_name_and_territory(
    database: Database, search: str, found: list[str]
) -> None:
    with database.writing() as connection:
        bring(connection, Feed.ROUTES)
        assert [route.route_code for route in CatalogueStorage(connection).routes(search)] == found


@pytest.mark.parametrize("search", ["ÉCLAIR", "éclair", "Éclair", "I9", "كلير"])
def test_search_ignores_case_in_any_alphabet(database: Database, search: str) -> None:
    with database.writing() as connection:
        bring(connection, Feed.ITEMS, [item("I9", "Éclair 2 pc", "إكلير"), item("I1", "Bread")])
        found = CatalogueStorage(connection).search_items(search, limit=5)
    assert [named.item_code for named in found] == ["I9"]


def test_customers_are_found_by_part_of_a_name_up_to_the_limit(database: Database) -> None:
    with database.writing() as connection:
        bring(connection, Feed.CUSTOMERS, [customer(f"C{n}", f"Shop {n}") for n in range(9, 0, -1)])
        found = CatalogueStorage(connection).search_customers("shop", limit=3)
    assert [named.customer_name for named in found] == ["Shop 1", "Shop 2", "Shop 3"]


def test_names_of_more_codes_than_a_statement_takes_are_found(database: Database) -> None:
    codes = [f"C{number:05d}" for number in range(2500)]
    with database.writing() as connection:
        bring(connection, Feed.CUSTOMERS, [customer(code, code) for code in codes])
        assert sorted(CatalogueStorage(connection).customers([*codes, "unknown"])) == codes
