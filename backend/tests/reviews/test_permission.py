"""Who may not see a route learns nothing of its reviews, kept or not."""

from __future__ import annotations

from contextlib import closing

import pytest

from sales_supervision.days.errors import RouteNotFoundError
from sales_supervision.domain.reviews.review import Language
from sales_supervision.reviews.composition import compose_reviews
from sales_supervision.storage.draft_storage import DraftKey
from tests.clocks import TODAY
from tests.http.conftest import Start
from tests.http.made_day import AMAL, BREAD, ROUTE
from tests.http.supervisor import services_of_app
from tests.reviews.conftest import Asking, with_provider
from tests.reviews.provider_server import ProviderServer


def test_permission_is_asked_for_before_the_cache(
    start_on_file: Start, provider: ProviderServer
) -> None:
    http = start_on_file(**with_provider(provider))
    ask = Asking(http)
    ask.visit(AMAL, {BREAD: 3})
    ask.review(AMAL)
    services = services_of_app(http)
    parts = compose_reviews(
        services.database,
        services.days,
        services.settings,
        services.clock,
        may_see=lambda user_name, _route: user_name != "Stranger",
    )
    stranger = DraftKey(ROUTE, TODAY, "Stranger")
    with closing(parts):
        with pytest.raises(RouteNotFoundError):
            parts.reviews.ask(stranger, AMAL, Language.ENGLISH)
        with pytest.raises(RouteNotFoundError):
            parts.reviews.newest(stranger, AMAL, Language.ENGLISH)
        with pytest.raises(RouteNotFoundError):
            parts.reviews.write_ahead(stranger, AMAL, Language.ENGLISH)
        known = DraftKey(ROUTE, TODAY, "Noura")
        assert parts.reviews.newest(known, AMAL, Language.ENGLISH) is not None
    assert provider.calls == 1
