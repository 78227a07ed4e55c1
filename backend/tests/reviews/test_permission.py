"""Who may not see a route, or have reviews written, gets none of what others had written."""

from __future__ import annotations

import pytest

from sales_supervision.domain.access import EVERY_ROUTE, Role, Scope
from sales_supervision.storage.engine import Database
from tests.clocks import NOON
from tests.http.conftest import Start
from tests.http.made_day import AMAL, BADR, BREAD, ROUTE, feed_sale
from tests.http.signed_in import session_of
from tests.http.supervisor import problem_of, services_of_app
from tests.people import CHEAP, add_person
from tests.reviews.conftest import Asking, with_provider
from tests.reviews.provider_server import ProviderServer

PEOPLE = {
    "supervisor": (Role.SUPERVISOR, Scope(routes=frozenset({ROUTE}))),
    "stranger": (Role.SUPERVISOR, Scope(routes=frozenset({"R2"}))),
    "viewer": (Role.VIEWER, EVERY_ROUTE),
}


@pytest.fixture
def ask(start: Start, database: Database, provider: ProviderServer) -> Asking:
    for who, (role, scope) in PEOPLE.items():
        add_person(database, who, role, scope)
    settings = with_provider(provider, sign_in="accounts", review_warming="on", **CHEAP)
    return Asking(start(**settings))


def test_permission_is_asked_for_before_the_cache(ask: Asking, provider: ProviderServer) -> None:
    _be(ask, "supervisor")
    kept = ask.review(AMAL)
    _be(ask, "stranger")
    address = ask.review_address(AMAL)
    problem_of(ask.http.get(address), 404, "route-not-found")
    problem_of(ask.try_review(AMAL), 404, "route-not-found")
    _be(ask, "viewer")
    assert ask.newest(AMAL) == kept
    assert ask.try_review(AMAL).status_code == 403
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
    ask.http.headers.update(session_of(services_of_app(ask.http), who))
