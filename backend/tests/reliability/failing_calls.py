"""A database whose calls fail one by one: each statement of a save, and its commit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError


class CallFailsOnce:
    """Fails the call with the given number of those that follow ``arm``, and no other."""

    def __init__(self) -> None:
        self._left: int | None = None
        self.calls = 0

    def arm(self, number: int | None) -> None:
        """``number`` counts from 0; None: only count."""
        self._left, self.calls = number, 0

    def statement(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        self._count(statement)

    def commit(self, _connection: Any) -> None:
        self._count("COMMIT")

    def _count(self, call: str) -> None:
        number, self.calls = self.calls, self.calls + 1
        if self._left is not None and number == self._left:
            self._left = None
            raise OperationalError(call, {}, RuntimeError("a call that failed on purpose"))


@contextmanager
def failing_calls(engine: Engine) -> Iterator[CallFailsOnce]:
    """Every statement and commit of ``engine`` goes through what is handed out."""
    calls = CallFailsOnce()
    event.listen(engine, "before_cursor_execute", calls.statement)
    event.listen(engine, "commit", calls.commit)
    try:
        yield calls
    finally:
        event.remove(engine, "before_cursor_execute", calls.statement)
        event.remove(engine, "commit", calls.commit)
