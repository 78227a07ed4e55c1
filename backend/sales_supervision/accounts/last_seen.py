"""Noting that sign-ins and tokens are used: at most once a minute, while nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Event, Lock

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

_COLLECTED_SECONDS = 5.0
"""How long others may join a writing. With 500 at work somebody is due each eighth of a second, and
each writing of its own has to wait for the database's one lock on SQLite, and for its disk."""


Note = Callable[[Connection], None]
"""What is to be written of somebody who was seen."""


class LastSeen:
    """One writer for the whole process. A request never waits for another's write."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="last-seen")
        self._noted: dict[str, datetime] = {}
        self._unwritten: list[Note] = []
        self._lock = Lock()
        self._is_hurried = Event()

    def sign_in(self, found: SignIn) -> None:
        """Have it noted where it was seen long ago, as read just now."""
        now = self._clock()
        if self._is_due(found.sign_in_id, found.seen_at, now):
            self._note(lambda c: SignInStorage(c).see(found.sign_in_id, found.user_name, now))

    def token(self, found: ApiToken) -> None:
        """Have it noted where it was used long ago, as read just now."""
        now = self._clock()
        if self._is_due(found.token_id, found.used_at, now):
            self._note(lambda c: ApiTokenStorage(c).use(found.token_id, found.user_name, now))

    def settle(self) -> None:
        """Wait until all that was noted is written."""
        self._is_hurried.set()
        self._worker.submit(self._is_hurried.clear).result()

    def close(self) -> None:
        self._is_hurried.set()
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

    def _note(self, note: Note) -> None:
        """Have it written with what comes meanwhile: a whole depot begins to work at once."""
        with self._lock:
            self._unwritten.append(note)
            if len(self._unwritten) == 1:
                self._worker.submit(self._write_all)

    def _write_all(self) -> None:
        self._is_hurried.wait(_COLLECTED_SECONDS)
        with self._lock:
            notes, self._unwritten = self._unwritten, []
        try:
            self._write(notes)
        except DatabaseUnavailableError as error:
            log.warning("last_seen_not_noted", error=str(error))
        except Exception:
            log.exception("last_seen_failed")

    @retried
    def _write(self, notes: Sequence[Note]) -> None:
        with self._database.writing(ACCOUNTS) as connection:
            for note in notes:
                note(connection)
