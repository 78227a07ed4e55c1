"""Streams that are refused before they begin; tests/notices reads those that are not."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from sales_supervision.storage.wake_ups import as_message, day_of_message
from tests.clocks import TODAY
from tests.http.made_day import ROUTE
from tests.http.supervisor import problem_of


def test_a_route_that_no_feed_named_has_no_stream(http: TestClient) -> None:
    address = f"/api/days/NOWHERE/{TODAY.isoformat()}/notices?tab=one"
    problem_of(http.get(address), 404, "route-not-found")


@pytest.mark.parametrize(
    ("asked", "headers", "field"),
    [
        ({}, {}, "query.tab"),
        ({"tab": "x" * 37}, {}, "query.tab"),
        ({"tab": "one", "after": "yesterday"}, {}, "query.after"),
        ({"tab": "one"}, {"Last-Event-ID": "-1"}, "header.last-event-id"),
    ],
)
def test_what_makes_no_stream_is_refused_by_field(
    http: TestClient, asked: dict[str, str], headers: dict[str, str], field: str
) -> None:
    address = f"/api/days/{ROUTE}/{TODAY.isoformat()}/notices"
    answer = http.get(address, params=asked, headers=headers)
    assert problem_of(answer, 422, "invalid-request")["errors"][0]["field"] == field


@pytest.mark.parametrize("message", ["", "nonsense", "{}", '["R1"]', '["R1", "soon"]', "3"])
def test_what_others_say_on_the_channel_is_overheard(message: str) -> None:
    assert day_of_message(message) is None
    assert day_of_message(as_message(ROUTE, TODAY)) == (ROUTE, TODAY)
