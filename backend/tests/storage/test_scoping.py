"""Lists and searches hold the routes of a scope, and nothing of anybody else's."""

from __future__ import annotations

from itertools import chain, combinations

import pytest

from sales_supervision.domain.access import EVERY_ROUTE, Scope
from sales_supervision.storage import tables
from sales_supervision.storage.bulk import insert_rows
from sales_supervision.storage.catalogue_storage import CatalogueStorage
from sales_supervision.storage.engine import Database
from sales_supervision.storage.scoping import is_within

ROUTES = {"R1": "North", "R2": "North", "R3": "South", "R4": None}
CUSTOMERS = {"C1": "R1", "C2": "R2", "C3": "R3", "C4": "R4", "C5": None, "C6": "R-GONE"}


@pytest.fixture
def routes(database: Database) -> Database:
    """Four routes in two territories and in none; a customer of each, and two of no route."""
    with database.writing() as connection:
        insert_rows(
            connection,
            tables.route,
            [
                {"route_code": code, "route_name": f"Route {code}", "territory": territory}
                for code, territory in ROUTES.items()
            ],
        )
        insert_rows(
            connection,
            tables.customer,
            [
                {"customer_code": code, "customer_name": f"Shop {code}", "route_code": route}
                for code, route in CUSTOMERS.items()
            ],
        )
    return database


def test_every_list_holds_what_the_scope_covers(routes: Database) -> None:
    with routes.reading() as connection:
        catalogue = CatalogueStorage(connection)
        for scope in _scopes():
            covered = [code for code, territory in ROUTES.items() if scope.covers(code, territory)]
            assert [one.route_code for one in catalogue.routes(scope=scope)] == covered
            assert [one.route_code for one in catalogue.routes("route", scope)] == covered
            assert [code for code in ROUTES if is_within(connection, scope, code)] == covered
            theirs = [
                code
                for code, route in CUSTOMERS.items()
                if route is None or route in covered or scope.everything
            ]
            found = catalogue.search_customers("shop", 10, scope)
            assert [one.customer_code for one in found] == theirs
            assert [code for code in CUSTOMERS if catalogue.has_customer(code, scope)] == theirs


def test_what_does_not_exist_is_in_no_scope(routes: Database) -> None:
    scope = Scope(routes=frozenset({"R-GONE"}), territories=frozenset({"North", ""}))
    with routes.reading() as connection:
        assert not is_within(connection, scope, "R-GONE")
        assert not is_within(connection, scope, "R1 ")
        assert not CatalogueStorage(connection).has_customer("C-GONE", EVERY_ROUTE)


def test_a_search_for_somebody_elses_route_finds_nothing(routes: Database) -> None:
    scope = Scope(territories=frozenset({"South"}))
    with routes.reading() as connection:
        assert CatalogueStorage(connection).routes("R1", scope) == []
        assert CatalogueStorage(connection).search_customers("Route R1", 10, scope) == []


def _scopes() -> list[Scope]:
    named = [
        Scope(routes=frozenset(codes), territories=frozenset(territories))
        for codes in _subsets("R1", "R3", "R9")
        for territories in _subsets("North", "South")
    ]
    return [EVERY_ROUTE, *named]


def _subsets(*names: str) -> list[tuple[str, ...]]:
    sizes = range(len(names) + 1)
    return list(chain.from_iterable(combinations(names, size) for size in sizes))
