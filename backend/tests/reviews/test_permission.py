"""Who may not see a route, or have reviews written, gets none of what others had written."""

from __future__ import annotations

import pytest

from sales_supervision.domain.access import EVERY_ROUTE, Role, Scope, User
from sales_supervision.storage.engine import Database
from tests.clocks import NOON
from tests.http.conftest import Start
from tests.http.known_people import KnownPeople, as_known, let_in
from tests.http.made_day import AMAL, BADR, BREAD, ROUTE, feed_sale
from tests.http.supervisor import problem_of
from tests.reviews.conftest import Asking, with_provider
from tests.reviews.provider_server import ProviderServer

PEOPLE = {
    "supervisor": User("Huda", Role.SUPERVISOR, Scope(routes=frozenset({ROUTE}))),
    "stranger": User("Badr", Role.SUPERVISOR, Scope(routes=frozenset({"R2"}))),
    "viewer": User("Vera", Role.VIEWER, EVERY_ROUTE),
}


@pytest.fixture
def ask(start: Start, provider: ProviderServer) -> Asking:
    http = start(**with_provider(provider, sign_in="accounts", review_warming="on"))
    let_in(http.app, KnownPeople(PEOPLE, {}))  # type: ignore[arg-type]
    return Asking(http)


@pytest.mark.parametrize("target", [AMAL, None])
def test_permission_is_asked_for_before_the_cache(
    ask: Asking, provider: ProviderServer, target: str | None
) -> None:
    _be(ask, "supervisor")
    kept = ask.review(target)
    _be(ask, "stranger")
    problem_of(ask.http.get(ask.review_address(target)), 404, "route-not-found")
    problem_of(ask.try_review(target), 404, "route-not-found")
    _be(ask, "viewer")
    assert ask.newest(target) == kept
    assert ask.try_review(target).status_code == 403
    assert provider.calls == 1


def test_who_may_have_none_written_has_none_written_ahead(
    ask: Asking, provider: ProviderServer, database: Database
) -> None:
    """One at a time: what the viewer's look began would be there before the supervisor's."""
    feed_sale(database, BADR, BREAD, 8, NOON)
    _be(ask, "viewer")
    ask.http.get(ask.address, headers={"Accept-Language": "ar"})
    _be(ask, "supervisor")
    ask.http.get(ask.address, headers={"Accept-Language": "en"})
    provider.wait_for_call()
    ask.review(BADR)
    assert ask.review(BADR, language="ar")["from_cache"] is False


def _be(ask: Asking, who: str) -> None:
    ask.http.headers.update(as_known(who))
