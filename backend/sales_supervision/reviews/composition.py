"""The parts of the reviews, wired by the settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlsplit

import structlog
from sqlalchemy import Connection

from sales_supervision.clock import Clock
from sales_supervision.days.route_days import RouteDays
from sales_supervision.reviews.analysts import ModelAnalyst
from sales_supervision.reviews.answer_cache import AnswerCache
from sales_supervision.reviews.budget import Budget
from sales_supervision.reviews.calling import Caller
from sales_supervision.reviews.chat_completions import ChatCompletions
from sales_supervision.reviews.documents import BUILT_IN
from sales_supervision.reviews.fast_cache import FastCache, NoFastCache, RedisCache
from sales_supervision.reviews.feedback import ReviewFeedback
from sales_supervision.reviews.figures import Figures, Observe
from sales_supervision.reviews.prices import Prices, published_prices
from sales_supervision.reviews.providers import Provider
from sales_supervision.reviews.reviews import Reviews
from sales_supervision.reviews.saved_reviews import SavedReviews, purge_reviews
from sales_supervision.reviews.situations import Situations
from sales_supervision.reviews.warming import Warming
from sales_supervision.reviews.writing import ReviewWriting
from sales_supervision.settings import Settings
from sales_supervision.storage.engine import Database

log = structlog.get_logger(__name__)

GROQ = "https://api.groq.com/openai/v1"
"""Where a key alone leads to."""


@dataclass(frozen=True, slots=True)
class ReviewParts:
    reviews: Reviews
    saved: SavedReviews
    feedback: ReviewFeedback
    figures: Figures
    budget: Budget
    cache: AnswerCache
    warming: Warming

    def prepare(self) -> None:
        """Load in the background what the first review would have to wait for."""
        self.reviews.prepare()

    def forget(self, connection: Connection, route_code: str, on: date) -> None:
        """Forget the live reviews of a day that is reopened, in the caller's transaction."""
        purge_reviews(connection, self.cache, route_code, on)

    def close(self) -> None:
        self.warming.close()
        self.reviews.close()


def compose_reviews(
    database: Database,
    days: RouteDays,
    settings: Settings,
    clock: Clock,
    *,
    observe: Observe = lambda _model, _amounts: None,
    provider: Provider | None = None,
) -> ReviewParts:
    """``observe``: told of what is counted; ``provider``: in place of the settings' own."""
    situations = Situations(database)
    figures = Figures(database, settings, clock, observe)
    budget = Budget(database, settings, clock)
    base_url = settings.review_base_url or GROQ
    provider = provider or _provider(settings, base_url)
    analyst = _analyst(provider, base_url, settings, budget) if provider else None
    cache = AnswerCache(
        database,
        clock,
        figures,
        _fast_cache(settings),
        model=analyst.model if analyst else BUILT_IN,
        call_seconds=settings.review_call_seconds,
    )
    reviews = Reviews(
        database,
        days,
        settings,
        clock,
        situations=situations,
        writing=ReviewWriting(
            analyst,
            cache,
            clock,
            call_seconds=settings.review_call_seconds,
            kept_for=timedelta(hours=settings.review_kept_hours),
            smoke_route=settings.smoke_route,
        ),
        cache=cache,
        figures=figures,
    )
    return ReviewParts(
        reviews=reviews,
        saved=SavedReviews(situations),
        feedback=ReviewFeedback(database, clock, settings.zone),
        figures=figures,
        budget=budget,
        cache=cache,
        warming=Warming(reviews, on=settings.review_warming == "on"),
    )


def _provider(settings: Settings, base_url: str) -> Provider | None:
    """The provider that the settings name, None for the built-in analyst."""
    key = settings.review_api_key
    if key is None and settings.review_base_url is None:
        return None
    is_groq = (urlsplit(base_url).hostname or "").endswith("groq.com")
    return ChatCompletions(
        base_url,
        # The SDK wants a key even where the provider does not.
        key.get_secret_value() if key else "none",
        settings.review_model,
        stream={"always": True, "never": False, "auto": not is_groq}[settings.review_stream],
    )


def _analyst(provider: Provider, base_url: str, settings: Settings, budget: Budget) -> ModelAnalyst:
    prices = _prices(settings, base_url)
    if not prices.known:
        log.warning("review_price_unknown", model=settings.review_model)
    caller = Caller(
        provider,
        failures=settings.review_breaker_failures,
        rest_seconds=settings.review_breaker_rest_seconds,
    )
    return ModelAnalyst(caller, prices, budget)


def _prices(settings: Settings, base_url: str) -> Prices:
    if settings.review_price_in is None or settings.review_price_out is None:
        return published_prices(base_url, settings.review_model)
    return Prices(Decimal(str(settings.review_price_in)), Decimal(str(settings.review_price_out)))


def _fast_cache(settings: Settings) -> FastCache:
    url = settings.redis_url
    return RedisCache(url.get_secret_value()) if url else NoFastCache()
