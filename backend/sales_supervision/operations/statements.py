"""Database statements, timed; those that took long are logged too, without their parameters."""

from __future__ import annotations

import time
from typing import Any

import structlog
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import ExceptionContext

from sales_supervision.operations.observations import Figure, Observations, unobserved

log = structlog.get_logger(__name__)

SLOW_SECONDS = 0.1
_KINDS = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "BEGIN"})
_SHOWN_CHARACTERS = 300
_BEGAN = "statement_began"


class StatementObserver:
    """Listens to every statement of an engine, from the moment it is sent to its first row.

    Waiting for a lock counts; the commit itself is no statement.
    """

    def __init__(self, observations: Observations) -> None:
        self._observations = observations

    def listen(self, engine: Engine) -> None:
        event.listen(engine, "before_cursor_execute", self._before)
        event.listen(engine, "after_cursor_execute", self._after)
        event.listen(engine, "handle_error", self._failed)

    def _before(self, connection: Connection, *_: Any) -> None:
        connection.info[_BEGAN] = time.perf_counter()

    def _after(self, connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        self._observe(connection.info.pop(_BEGAN, None), statement)

    def _failed(self, failure: ExceptionContext) -> None:
        if failure.connection is not None and failure.statement is not None:
            self._observe(failure.connection.info.pop(_BEGAN, None), failure.statement)

    def _observe(self, began: float | None, statement: str) -> None:
        if began is None or unobserved.get():
            return
        seconds = time.perf_counter() - began
        kind = kind_of(statement)
        self._observations.time(Figure.STATEMENT_SECONDS, kind, seconds=seconds)
        if seconds > SLOW_SECONDS:
            self._observations.count(Figure.SLOW_STATEMENTS, kind)
            log.warning(
                "slow_statement",
                statement=" ".join(statement.split())[:_SHOWN_CHARACTERS],
                milliseconds=round(seconds * 1000),
            )


def kind_of(statement: str) -> str:
    """The statement's first word where it is a usual one, else ``other``."""
    word = statement.lstrip()[:6].upper().split(None, 1)[0] if statement.strip() else ""
    return word.lower() if word in _KINDS else "other"
