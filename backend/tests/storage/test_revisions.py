"""Revision numbers: each change of a scope raises its own number and no other."""

from __future__ import annotations

from datetime import timedelta

from sales_supervision.storage.engine import Database
from sales_supervision.storage.revisions import (
    PLAN_SCOPE,
    actuals_scope,
    raise_revision,
    read_revisions,
)
from tests.clocks import NOON, TODAY


def test_a_scope_that_never_changed_is_at_0(database: Database) -> None:
    with database.reading() as connection:
        assert read_revisions(connection, [PLAN_SCOPE, "other"]) == {PLAN_SCOPE: 0, "other": 0}
        assert read_revisions(connection, []) == {}


def test_each_change_raises_its_scope_by_one(database: Database) -> None:
    feed = actuals_scope("1004", TODAY)
    with database.writing() as connection:
        assert [raise_revision(connection, feed, NOON) for _ in range(3)] == [1, 2, 3]
        assert raise_revision(connection, PLAN_SCOPE, NOON) == 1
        assert read_revisions(connection, [PLAN_SCOPE, feed]) == {PLAN_SCOPE: 1, feed: 3}


def test_actuals_of_another_route_or_date_are_another_scope() -> None:
    scopes = {
        actuals_scope("1004", TODAY),
        actuals_scope("1001", TODAY),
        actuals_scope("1004", TODAY + timedelta(days=1)),
    }
    assert len(scopes) == 3
