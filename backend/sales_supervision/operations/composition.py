"""The parts that watch the product, wired by the settings."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.pool import QueuePool

from sales_supervision.clock import Clock
from sales_supervision.operations.disk import free_bytes
from sales_supervision.operations.exposition import Exposition, Gauge
from sales_supervision.operations.keeping import Keeping
from sales_supervision.operations.observations import Figure, Observations
from sales_supervision.operations.reporting import Reporting
from sales_supervision.operations.requests import RequestObserver
from sales_supervision.operations.standing import Standing
from sales_supervision.operations.statements import StatementObserver
from sales_supervision.settings import Settings
from sales_supervision.storage.engine import Database


@dataclass(frozen=True, slots=True)
class Operations:
    """``observe_request``: to be called with each answered request."""

    observations: Observations
    standing: Standing
    observe_request: RequestObserver
    statements: StatementObserver
    keeping: Keeping
    exposition: Exposition
    reporting: Reporting

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep figures each minute until the block ends."""
        async with self.keeping.running():
            yield

    def count_review(self, model: str, amounts: Mapping[str, int]) -> None:
        """Add to what reviews counted of ``model``."""
        for figure, amount in amounts.items():
            self.observations.count(Figure.REVIEWS, model, figure, amount=amount)


def compose_operations(
    database: Database,
    settings: Settings,
    clock: Clock,
    *,
    version: str,
    count_streams: Callable[[], int],
) -> Operations:
    """``count_streams``: how many notice streams this process serves."""
    observations = Observations()
    standing = Standing(database, settings.smoke_route)
    statements = StatementObserver(observations)
    keeping = Keeping(database, clock, observations, settings.figures_kept_days, also=standing.look)
    gauges = (
        Gauge("drafts", "Drafts that are kept.", None, lambda: _alone(standing.drafts)),
        Gauge(
            "feed_arrival_timestamp_seconds",
            "When each feed last brought something.",
            "feed",
            lambda: tuple(standing.feeds.items()),
        ),
        Gauge(
            "feed_stale_seconds",
            "How long a daily feed may not come before it is overdue, as it was set.",
            None,
            lambda: _alone(settings.feed_stale_hours * 3600),
        ),
        Gauge(
            "notice_streams",
            "Browsers that listen for notices here.",
            None,
            lambda: _alone(count_streams()),
        ),
        Gauge("running_tasks", "Tasks of the event loop of this process.", None, _running_tasks),
        Gauge(
            "database_connections",
            "Connections of this process that are in use, and how many may be.",
            "state",
            lambda: _connections(database),
        ),
        Gauge(
            "disk_free_bytes",
            "Room beside the database's file.",
            None,
            lambda: _alone(free_bytes(database.url)),
        ),
        Gauge(
            "figures_kept_timestamp_seconds",
            "When the hourly figures were last written to the database.",
            None,
            lambda: _alone(keeping.kept_at.timestamp() if keeping.kept_at else None),
        ),
    )
    return Operations(
        observations=observations,
        standing=standing,
        observe_request=RequestObserver(observations, clock),
        statements=statements,
        keeping=keeping,
        exposition=Exposition(observations, gauges, version),
        reporting=Reporting(database, settings, clock),
    )


def _alone(value: float | None) -> Iterable[tuple[str, float]]:
    return () if value is None else (("", value),)


def _running_tasks() -> Iterable[tuple[str, float]]:
    """Nothing where no loop runs, as for whoever only wants the text."""
    try:
        return _alone(len(asyncio.all_tasks()))
    except RuntimeError:
        return ()


def _connections(database: Database) -> Iterable[tuple[str, float]]:
    pool = database.engine.pool
    if isinstance(pool, QueuePool):
        yield "in_use", pool.checkedout()
        yield "most", pool.size() + pool._max_overflow
