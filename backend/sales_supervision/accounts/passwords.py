"""Password hashes: argon2id, a few at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from threading import BoundedSemaphore, Semaphore

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from sales_supervision.accounts.errors import SignInBusyError
from sales_supervision.accounts.secret_values import new_secret

AT_ONCE = 2
"""Hashes at work at a time: each takes a core, and memory by the setting."""

WAITING = 16
"""Most that are at work or wait; others are told to come again, so that threads stay free."""

_WAIT_SECONDS = 10


class Passwords:
    """Works in the calling thread; never call it on the event loop. Safe for many threads."""

    def __init__(self, *, passes: int, memory_mib: int) -> None:
        self._hasher = PasswordHasher(
            time_cost=passes, memory_cost=memory_mib * 1024, parallelism=1, type=Type.ID
        )
        self._at_work = Semaphore(AT_ONCE)
        self._admitted = BoundedSemaphore(WAITING)

    def hash(self, password: str) -> str:
        """Raises SignInBusyError where too many wait already."""
        with self._turn():
            return self._hasher.hash(_bytes(password))

    def verify(self, password_hash: str | None, password: str) -> bool:
        """Whether it is the password; without a hash as much work, and False.

        Raises SignInBusyError where too many wait already.
        """
        with self._turn():
            try:
                return self._hasher.verify(password_hash or self._nobodys, _bytes(password)) and (
                    password_hash is not None
                )
            except VerifyMismatchError:
                return False
            except (VerificationError, InvalidHashError) as error:
                raise RuntimeError("A password hash in the database cannot be read.") from error

    def is_outdated(self, password_hash: str) -> bool:
        """Whether the hash was made with other settings."""
        return self._hasher.check_needs_rehash(password_hash)

    def prepare(self) -> None:
        """Make now what the first attempt of a nobody would otherwise take longer for."""
        self._nobodys  # noqa: B018 - made by being looked at

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash(new_secret())

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._admitted.acquire(blocking=False):
            raise SignInBusyError
        try:
            if not self._at_work.acquire(timeout=_WAIT_SECONDS):
                raise SignInBusyError
            try:
                yield
            finally:
                self._at_work.release()
        finally:
            self._admitted.release()


def _bytes(password: str) -> bytes:
    """A lone half of a surrogate pair, which JSON can carry, must not be an error of ours."""
    return password.encode(errors="surrogatepass")
