"""Doing a transaction's work again when another transaction got in its way."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from sqlalchemy.exc import IntegrityError
from tenacity import retry, retry_if_exception, stop_after_attempt, wait_random_exponential

from sales_supervision.storage.errors import DisturbedError

ATTEMPTS = 8

_P = ParamSpec("_P")
_T = TypeVar("_T")


def retried(work: Callable[_P, _T]) -> Callable[_P, _T]:
    """Do ``work`` again when its transaction was disturbed: at once, then after random pauses.

    For functions that open ``Database.writing()``: each attempt reads anew. Not for a lost
    connection: whether its transaction was committed is unknown, and the idempotency key tells.
    """
    again = retry(
        retry=retry_if_exception(_was_disturbed),
        wait=wait_random_exponential(multiplier=0.02, max=1),
        stop=stop_after_attempt(ATTEMPTS - 1),
        reraise=True,
    )(work)

    @wraps(work)
    def persistent(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        # The first attempt without tenacity, whose calls each leave a cycle to the collector.
        try:
            return work(*args, **kwargs)
        except Exception as error:
            if not _was_disturbed(error):
                raise
        return again(*args, **kwargs)

    return persistent


def _was_disturbed(error: BaseException) -> bool:
    if isinstance(error, IntegrityError):
        # What was looked for and not found came meanwhile; the next attempt finds it.
        is_duplicate = getattr(error.orig, "sqlstate", None) == "23505"
        return is_duplicate or "duplicate key" in str(error.orig)
    return isinstance(error, DisturbedError)
