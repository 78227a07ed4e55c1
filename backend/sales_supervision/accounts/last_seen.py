"""Noting that sign-ins and tokens are used: at most once a minute, while nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Lock

import structlog
from sqlalchemy import Connection

from sales_supervision.clock import Clock
from sales_supervision.storage.account_storage import ACCOUNTS
from sales_supervision.storage.api_token_storage import ApiToken, ApiTokenStorage
from sales_supervision.storage.engine import Database
from sales_supervision.storage.errors import DatabaseUnavailableError
from sales_supervision.storage.retrying import retried
from sales_supervision.storage.sign_in_storage import SignIn, SignInStorage

log = structlog.get_logger(__name__)

EVERY = timedelta(minutes=1)


class LastSeen:
    """One writer for the whole process. A request never waits for another's write."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="last-seen")
        self._noted: dict[str, datetime] = {}
        self._lock = Lock()

    def sign_in(self, found: SignIn) -> None:
        """Have it noted where it was seen long ago, as read just now."""
        now = self._clock()
        if self._is_due(found.sign_in_id, found.seen_at, now):
            self._worker.submit(
                self._try, lambda c: SignInStorage(c).see(found.sign_in_id, found.user_name, now)
            )

    def token(self, found: ApiToken) -> None:
        """Have it noted where it was used long ago, as read just now."""
        now = self._clock()
        if self._is_due(found.token_id, found.used_at, now):
            self._worker.submit(
                self._try, lambda c: ApiTokenStorage(c).use(found.token_id, found.user_name, now)
            )

    def settle(self) -> None:
        """Wait until all that was noted is written."""
        self._worker.submit(lambda: None).result()

    def close(self) -> None:
        self._worker.shutdown(wait=True)

    def _is_due(self, key: str, seen_at: datetime | None, now: datetime) -> bool:
        before = now - EVERY
        with self._lock:
            newest = max(filter(None, (seen_at, self._noted.get(key))), default=None)
            if newest is not None and newest > before:
                return False
            self._noted = {one: at for one, at in self._noted.items() if at > before}
            self._noted[key] = now
            return True

    def _try(self, note: Callable[[Connection], None]) -> None:
        try:
            self._write(note)
        except DatabaseUnavailableError as error:
            log.warning("last_seen_not_noted", error=str(error))
        except Exception:
            log.exception("last_seen_failed")

    @retried
    def _write(self, note: Callable[[Connection], None]) -> None:
        with self._database.writing(ACCOUNTS) as connection:
            note(connection)
