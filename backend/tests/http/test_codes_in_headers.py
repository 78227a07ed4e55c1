"""Codes in any script and with any sign: what is made of them for headers and addresses."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from httpx2 import Response

from sales_supervision.storage.engine import Database
from sales_supervision.storage.feed_storage import Feed, FeedStorage
from tests.clocks import NOON, TODAY
from tests.http.conftest import Start
from tests.http.supervisor import Supervisor
from tests.storage.feed_rows import customer, item, route, stop

ANY_CODE = pytest.mark.parametrize(
    "code", ["ق١", 'Lyon, "North"', "R;a=1&b #%?\\", "R\r\n5", "é" * 50]
)
"""A line break among them: the importer refuses it now, and took it once."""


@pytest.fixture
def there(start: Start, database: Database, code: str) -> Supervisor:
    """The supervisor of a route that is called ``code``, and so are its customer and the item."""
    in_address = quote(code, safe="")
    with database.writing() as connection:
        storage = FeedStorage(connection, NOON)
        storage.upsert(Feed.ROUTES, [route(code, "Odd")])
        storage.upsert(Feed.CUSTOMERS, [customer(code, "Odd")])
        storage.upsert(Feed.ITEMS, [item(code, "Odd")])
        storage.upsert(Feed.JOURNEY_PLAN, [stop(code, 1, route_code=code)])
    return Supervisor(start(), in_address, TODAY)


def looked_at(there: Supervisor, held: str = "") -> Response:
    """The day's answer, the headers of which anything between server and browser must take."""
    answer: Response = there.http.get(there.address, headers={"If-None-Match": held})
    assert all(value.isascii() and value.isprintable() for value in answer.headers.values())
    return answer


@ANY_CODE
def test_a_day_is_opened_saved_looked_at_again_and_reopened_whatever_its_code(
    there: Supervisor, code: str
) -> None:
    live = looked_at(there)
    assert live.json()["plan"]["customers"][0]["customer_code"] == code
    there.visit(quote(code, safe=""), {code: 3})
    there.save()
    saved = looked_at(there)
    assert saved.json()["mode"] == "historical"
    assert looked_at(there, f'"another", {saved.headers["ETag"]}').status_code == 304
    there.reopen()
    again = looked_at(there, saved.headers["ETag"])
    assert (again.status_code, again.json()["mode"]) == (200, "live")
    assert looked_at(there, again.headers["ETag"]).status_code == 304
    there.enter(quote(code, safe=""), {code: 4})
    there.save(1)
    assert [version["record_version"] for version in there.look_back("versions")] == [2, 1]
