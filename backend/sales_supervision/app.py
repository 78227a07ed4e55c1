"""The composition root: settings in, application out. Nothing else wires parts together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI

from sales_supervision import __version__
from sales_supervision.accounts.composition import compose_accounts
from sales_supervision.api import (
    account,
    audit,
    catalogue,
    health,
    incident_pages,
    maintenance,
    me,
    metrics,
    notices,
    problem_pages,
    sales_supervision,
    session_versions,
    sign_in,
    smoke_days,
    users,
)
from sales_supervision.api import operations as operation_routes
from sales_supervision.api import reviews as review_routes
from sales_supervision.api.access import GuardedRoute, require_declarations
from sales_supervision.api.body_limit import BodyLimit
from sales_supervision.api.compression import Compression
from sales_supervision.api.cross_site import CrossSite
from sales_supervision.api.day_view import DayViews, session_saved_answer
from sales_supervision.api.demo_sign_in import require_local_demo
from sales_supervision.api.last_resort import LastResort
from sales_supervision.api.maintenance import MaintenanceGate
from sales_supervision.api.openapi import describe
from sales_supervision.api.page import serve_page
from sales_supervision.api.problem_answers import answer_problems
from sales_supervision.api.requests import RequestLog
from sales_supervision.api.security_headers import SecurityHeaders
from sales_supervision.api.services import Services
from sales_supervision.api.turns import OF_A_SERVER, OF_SQLITE, Turns
from sales_supervision.api.version_view import session_reopened_answer
from sales_supervision.clock import Clock, system_clock
from sales_supervision.days.adopted_sessions import AdoptedSessions
from sales_supervision.days.discarding import Discarding
from sales_supervision.days.history import History
from sales_supervision.days.merging import Merging
from sales_supervision.days.reopening import Reopening
from sales_supervision.days.route_days import RouteDays
from sales_supervision.days.saving import Saving
from sales_supervision.days.session_writing import SessionWriting
from sales_supervision.days.smoke_days import SmokeDays
from sales_supervision.demo.marker import is_demo
from sales_supervision.maintenance.announcing import Announcing
from sales_supervision.maintenance.watch import MaintenanceWatch
from sales_supervision.notices.hub import NoticeHub
from sales_supervision.notices.wire import Wire
from sales_supervision.operations.composition import compose_operations
from sales_supervision.recommendations.purchase_cycles import PurchaseCycleRecommender
from sales_supervision.reviews.composition import compose_reviews
from sales_supervision.settings import Settings
from sales_supervision.storage.checkpoints import LONG_LOG_PAGES, Checkpoints
from sales_supervision.storage.engine import BUSY_SECONDS, WRITERS, Database
from sales_supervision.storage.schema import require_newest

_READERS = 20
"""Threads that are left for readers while as many writers wait as may."""

PAGE_IN_PACKAGE = Path(__file__).parent / "web"


def create_app(
    settings: Settings | None = None, clock: Clock = system_clock, *, observed: bool = True
) -> FastAPI:
    """The application on the database that ``settings`` name (from the environment if None).

    ``observed``: False only to measure what observing costs.

    Raises SchemaError when the database's schema is not the one this release works on, and
    DemoNotLocalError for a demo that others could reach.
    """
    settings = settings or Settings()
    require_local_demo(settings)
    database = Database(settings.database_url, LONG_LOG_PAGES)
    try:
        require_newest(database)
    except BaseException:
        database.dispose()
        raise
    day_views = DayViews()
    adopted_sessions = AdoptedSessions(database, settings.policy, day_views.saved_document)
    days = RouteDays(database, settings.policy, clock, PurchaseCycleRecommender(), adopted_sessions)
    hub = NoticeHub(database, clock, _wires(settings, database))
    operations = compose_operations(
        database, settings, clock, version=__version__, count_streams=hub.count_streams
    )
    reviews = compose_reviews(database, days, settings, clock, observe=operations.count_review)
    writing = SessionWriting(day_views.saved_document, session_saved_answer, reviews.saved.keep)
    at_once = OF_SQLITE if database.dialect == "sqlite" else OF_A_SERVER
    services = Services(
        settings=settings,
        version=__version__,
        clock=clock,
        database=database,
        accounts=compose_accounts(database, settings, clock),
        days=days,
        day_views=day_views,
        saving=Saving(database, days, clock, writing),
        reopening=Reopening(database, clock, session_reopened_answer, reviews.forget),
        merging=Merging(database, days, clock, writing),
        discarding=Discarding(database, days, clock),
        history=History(database),
        reviews=reviews,
        notices=hub,
        operations=operations,
        smoke_days=SmokeDays(database, clock, settings.smoke_route),
        maintenance=MaintenanceWatch(Announcing(database, clock), clock),
        changes=Turns(at_once.changes, BUSY_SECONDS),
        looks=Turns(at_once.looks, BUSY_SECONDS),
        sign_in_checks=Turns(at_once.sign_in_checks, BUSY_SECONDS),
        is_demo=lambda: is_demo(database),
    )
    app = FastAPI(
        title="Sales Supervision",
        version=__version__,
        lifespan=_running(services),
        # The interactive documents would load scripts from elsewhere, which our pages never do.
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        redirect_slashes=False,
    )
    app.router.route_class = GuardedRoute
    app.state.services = services
    app.add_middleware(Compression)
    app.add_middleware(CrossSite, public_url=settings.public_url)
    for layer in (BodyLimit, MaintenanceGate, LastResort):  # from the inside out
        app.add_middleware(layer)
    app.add_middleware(SecurityHeaders, public_url=settings.public_url)
    app.add_middleware(
        RequestLog,
        observe=operations.observe_request if observed else None,
        smoke_route=settings.smoke_route,
    )
    if observed:
        operations.statements.listen(database.engine)
    if settings.otel_endpoint:
        from sales_supervision.operations.traces import (  # noqa: PLC0415 - a package that few need
            trace,
        )

        trace(app, database.engine, settings, __version__)
    answer_problems(app)
    for router in (
        sales_supervision.router,
        session_versions.router,
        review_routes.router,
        catalogue.router,
        me.router,
        sign_in.router,
        account.router,
        users.router,
        audit.router,
        notices.router,
        maintenance.router,
        smoke_days.router,
        health.router,
        metrics.router,
        operation_routes.router,
        incident_pages.router,
        problem_pages.router,
    ):
        app.include_router(router)
    serve_page(app, settings.web_folder or PAGE_IN_PACKAGE)
    require_declarations(app)
    describe(app)
    return app


def _wires(settings: Settings, database: Database) -> list[Wire]:
    """What wakes this process when another saves; each needs a package of its own."""
    wires: list[Wire] = []
    if database.dialect == "postgresql":
        from sales_supervision.notices.postgresql import PostgresqlWire  # noqa: PLC0415 - a package that few need

        wires.append(PostgresqlWire(database.url))
    if settings.redis_url:
        from sales_supervision.notices.redis import RedisWire  # noqa: PLC0415 - a package that few need

        wires.append(RedisWire(settings.redis_url.get_secret_value()))
    return wires


def _running(services: Services) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = WRITERS + _READERS
        services.reviews.prepare()
        if services.settings.sign_in == "accounts":
            await to_thread.run_sync(services.accounts.passwords.prepare)
        async with (
            services.operations.running(),
            Checkpoints(services.database).running(),
            services.maintenance.running(),
            services.notices.running(),
        ):
            yield
        await to_thread.run_sync(services.reviews.close)
        await to_thread.run_sync(services.accounts.close)
        services.database.dispose()

    return lifespan
