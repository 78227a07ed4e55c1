"""The composition root: settings in, application out. Nothing else wires parts together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from sales_supervision import __version__
from sales_supervision.api import catalogue, health, problem_pages, sales_supervision
from sales_supervision.api import reviews as review_routes
from sales_supervision.api.body_limit import BodyLimit
from sales_supervision.api.day_view import saved_document, session_saved_answer
from sales_supervision.api.last_resort import LastResort
from sales_supervision.api.openapi import describe
from sales_supervision.api.page import serve_page
from sales_supervision.api.problem_answers import answer_problems
from sales_supervision.api.requests import RequestLog
from sales_supervision.api.security_headers import SecurityHeaders
from sales_supervision.api.services import Services
from sales_supervision.clock import Clock, system_clock
from sales_supervision.days.adopted_sessions import AdoptedSessions
from sales_supervision.days.route_days import RouteDays
from sales_supervision.days.saving import Saving
from sales_supervision.demo.marker import is_demo
from sales_supervision.recommendations.purchase_cycles import PurchaseCycleRecommender
from sales_supervision.reviews.composition import ReviewParts, compose_reviews
from sales_supervision.settings import Settings
from sales_supervision.storage.engine import WRITERS, Database
from sales_supervision.storage.schema import require_newest

# A large day goes from 630 kB to 85 kB in 3 ms; more effort gains less than it costs.
_FAST = 1

_READERS = 20
"""Threads that are left for readers while as many writers wait as may."""

PAGE_IN_PACKAGE = Path(__file__).parent / "web"


def create_app(settings: Settings | None = None, clock: Clock = system_clock) -> FastAPI:
    """The application on the database that ``settings`` name (from the environment if None).

    Raises SchemaError when the database's schema is not the one this release works on.
    """
    settings = settings or Settings()
    database = Database(settings.database_url)
    try:
        require_newest(database)
    except BaseException:
        database.dispose()
        raise
    adopted_sessions = AdoptedSessions(database, settings.policy, saved_document)
    days = RouteDays(database, settings.policy, clock, PurchaseCycleRecommender(), adopted_sessions)
    reviews = compose_reviews(database, days, settings, clock)
    services = Services(
        settings=settings,
        version=__version__,
        clock=clock,
        database=database,
        days=days,
        saving=Saving(
            database,
            days,
            clock,
            saved_document,
            session_saved_answer,
            keep_reviews=reviews.saved.keep,
        ),
        reviews=reviews,
        is_demo=lambda: is_demo(database),
    )
    app = FastAPI(
        title="Sales Supervision",
        version=__version__,
        lifespan=_lifespan(reviews, database),
        # The interactive documents would load scripts from elsewhere, which our pages never do.
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        redirect_slashes=False,
    )
    app.state.services = services
    app.add_middleware(GZipMiddleware, compresslevel=_FAST)
    for layer in (BodyLimit, LastResort, SecurityHeaders, RequestLog):  # from the inside out
        app.add_middleware(layer)
    answer_problems(app)
    for router in (
        sales_supervision.router,
        review_routes.router,
        catalogue.router,
        health.router,
        problem_pages.router,
    ):
        app.include_router(router)
    serve_page(app, settings.web_folder or PAGE_IN_PACKAGE)
    describe(app)
    return app


def _lifespan(
    reviews: ReviewParts, database: Database
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = WRITERS + _READERS
        reviews.prepare()
        yield
        await to_thread.run_sync(reviews.close)
        database.dispose()

    return lifespan
