"""Who may not see a route learns nothing of its reviews, kept or not."""

from __future__ import annotations

import pytest

from sales_supervision.domain.access import Role, Scope
from sales_supervision.storage.engine import Database
from tests.http.conftest import Start
from tests.http.made_day import AMAL, BREAD, ROUTE
from tests.http.signed_in import session_of
from tests.http.supervisor import problem_of, services_of_app
from tests.people import CHEAP, add_person
from tests.reviews.conftest import Asking, with_provider
from tests.reviews.provider_server import ProviderServer


@pytest.mark.parametrize("target", [AMAL, None])
def test_permission_is_asked_for_before_the_cache(
    start_on_file: Start, sqlite_database: Database, provider: ProviderServer, target: str | None
) -> None:
    for name, route in (("Amal", ROUTE), ("Stranger", "R2")):
        add_person(sqlite_database, name, Role.SUPERVISOR, Scope(routes=frozenset({route})))
    http = start_on_file(sign_in="accounts", **CHEAP, **with_provider(provider))
    ask = Asking(http)
    http.headers.update(session_of(services_of_app(http), "Amal"))
    ask.visit(AMAL, {BREAD: 3})
    ask.review(target)
    http.headers.update(session_of(services_of_app(http), "Stranger"))
    problem_of(ask.try_review(target), 404, "route-not-found")
    problem_of(http.get(ask.review_address(target)), 404, "route-not-found")
    assert provider.calls == 1
