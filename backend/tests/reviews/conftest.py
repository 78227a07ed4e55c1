"""The real application with a provider on a real socket."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from sales_supervision.domain.access import Role
from tests.clocks import TODAY
from tests.http.conftest import Start, logs, start, start_on_file
from tests.http.made_day import ROUTE
from tests.http.supervisor import Json, Supervisor, acting_as
from tests.reviews.provider_server import ProviderServer

__all__ = ["logs", "start", "start_on_file"]

MODEL = "scripted"
PRICE_IN, PRICE_OUT = 1.0, 4.0
"""US dollars for a million tokens."""


class Asking(Supervisor):
    """A supervisor who asks for reviews."""

    def __init__(self, http: TestClient) -> None:
        super().__init__(http, ROUTE, TODAY)

    def try_review(
        self, customer: str | None = None, *, again: bool = False, language: str = "en"
    ) -> Response:
        body = {"language": language, "again": again}
        return self.http.post(self.review_address(customer), json=body)

    def review(
        self, customer: str | None = None, *, again: bool = False, language: str = "en"
    ) -> Json:
        answer = self.try_review(customer, again=again, language=language)
        assert answer.status_code == 200, answer.text
        review: Json = answer.json()
        return review

    def newest(self, customer: str | None = None) -> Json:
        answer = self.http.get(self.review_address(customer))
        assert answer.status_code == 200, answer.text
        review: Json = answer.json()
        return review

    def has_none(self, customer: str | None = None) -> bool:
        """Whether the server says, without an error, that there is no review."""
        answer = self.http.get(self.review_address(customer))
        return (answer.status_code, answer.content) == (204, b"")

    def figures(self) -> Json:
        """Today's figures, of all models together."""
        answer = self.http.get(
            "/api/reviews/figures",
            params={"since": TODAY.isoformat()},
            headers=acting_as(Role.ADMINISTRATOR),
        )
        days: list[Json] = answer.json()["days"]
        assert len(days) == 1, days
        return days[0]

    def review_address(self, customer: str | None) -> str:
        return (
            f"{self.address}/customers/{customer}/review" if customer else f"{self.address}/review"
        )


@pytest.fixture
def provider() -> Iterator[ProviderServer]:
    with ProviderServer() as server:
        yield server


@pytest.fixture
def ask(start: Start, provider: ProviderServer) -> Asking:
    """A supervisor whose reviews the scripted provider writes, without a limit of the rate."""
    return Asking(start(**with_provider(provider)))


@pytest.fixture
def ask_built_in(start: Start) -> Asking:
    """A supervisor of a server without key and provider."""
    return Asking(start(review_customer_seconds=0, review_route_seconds=0))


def with_provider(provider: ProviderServer, **settings: object) -> dict[str, object]:
    """Settings that name ``provider``; generous times, since nothing here waits for them."""
    return {
        "review_base_url": provider.base_url,
        "review_api_key": "a key",
        "review_model": MODEL,
        "review_first_answer_seconds": 30,
        "review_call_seconds": 30,
        "review_price_in": PRICE_IN,
        "review_price_out": PRICE_OUT,
        "review_customer_seconds": 0,
        "review_route_seconds": 0,
        **settings,
    }
