"""Database statements, timed; those that took long are logged too, without their parameters."""

from __future__ import annotations

import time
from functools import lru_cache
from typing import Any

import structlog
from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from sales_supervision.operations.observations import Figure, Observations, unobserved

log = structlog.get_logger(__name__)

SLOW_SECONDS = 0.1
_KINDS = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "BEGIN"})
_SHOWN_CHARACTERS = 300


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

    # Six arguments, as SQLAlchemy gives them: the context is the statement's own.
    def _before(self, _0: Any, _1: Any, _2: Any, _3: Any, context: Any, _5: Any) -> None:
        context.observed_from = time.perf_counter()

    def _after(self, _0: Any, _1: Any, statement: str, _3: Any, context: Any, _5: Any) -> None:
        self._observe(context.observed_from, statement)

    def _failed(self, failure: ExceptionContext) -> None:
        began = getattr(failure.execution_context, "observed_from", None)
        if began is not None and failure.statement is not None:
            self._observe(began, failure.statement)

    def _observe(self, began: float, statement: str) -> None:
        seconds = time.perf_counter() - began
        is_slow = seconds > SLOW_SECONDS
        if not unobserved.get():
            kind = kind_of(statement)
            self._observations.time(Figure.STATEMENT_SECONDS, kind, seconds=seconds)
            if is_slow:
                self._observations.count(Figure.SLOW_STATEMENTS, kind)
        if is_slow:
            log.warning(
                "slow_statement",
                statement=" ".join(statement.split())[:_SHOWN_CHARACTERS],
                milliseconds=round(seconds * 1000),
            )


@lru_cache(maxsize=1000)
def kind_of(statement: str) -> str:
    """The statement's first word where it is a usual one, else ``other``."""
    word = statement.lstrip()[:6].upper().split(None, 1)[0] if statement.strip() else ""
    return word.lower() if word in _KINDS else "other"
