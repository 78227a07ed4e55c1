"""What a password costs, and what each request pays for knowing who asks."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.filled_database import new_database
from benchmarks.limits import PASSWORD_HASH, SIGN_IN
from benchmarks.measurements import Measurement, Stopwatch
from benchmarks.options import Options
from sales_supervision.accounts.accounts import Accounts
from sales_supervision.accounts.composition import compose_accounts
from sales_supervision.accounts.device import By, Device
from sales_supervision.accounts.errors import SignInFailedError
from sales_supervision.clock import system_clock
from sales_supervision.domain.access import EVERY_ROUTE, Role
from sales_supervision.settings import Settings

PART = "sign-in"

_WORDS = "unlikely green horses"
_DEVICE = Device("127.0.0.1", "benchmark")


def measure(options: Options) -> Iterator[Measurement]:
    options.say(PART)
    database = new_database(options.folder(PART) / "accounts.db")
    settings = Settings()
    accounts = compose_accounts(database, settings, system_clock)
    accounts.passwords.prepare()
    by = By("benchmark", _DEVICE)
    accounts.users.add("Amal", Role.SUPERVISOR, EVERY_ROUTE, by, _WORDS)
    times = options.times(30, 5)
    argon2 = (
        f"argon2id, {settings.password_hash_memory_mib} MiB, "
        f"{settings.password_hash_passes} passes, one thread"
    )
    hashes = Stopwatch()
    for _ in range(times):
        with hashes:
            accounts.passwords.hash(_WORDS)
    yield Measurement(PART, "one password hash", "ms", hashes.summary, PASSWORD_HASH, argon2)
    known, unknown, looks = Stopwatch(), Stopwatch(), Stopwatch()
    cookie = ""
    for number in range(times):
        with known:
            cookie = accounts.password_sign_in.sign_in("Amal", _WORDS, _DEVICE).cookie
        with unknown:
            _fail(accounts, f"nobody {number}", f"192.0.2.{number}")
    for _ in range(options.times(500, 20)):
        with looks:
            accounts.user_of_session(cookie)
    yield Measurement(PART, "a sign-in, from name to cookie", "ms", known.summary, SIGN_IN)
    yield Measurement(
        PART, "a sign-in of a name that nobody has", "ms", unknown.summary, note="the same work"
    )
    yield Measurement(
        PART, "who a cookie stands for", "ms", looks.summary, note="one read, on each request"
    )
    accounts.close()
    database.dispose()


def _fail(accounts: Accounts, user_name: str, address: str) -> None:
    try:
        accounts.password_sign_in.sign_in(user_name, _WORDS, Device(address, "benchmark"))
    except SignInFailedError:
        return
    raise AssertionError("Nobody may sign in as somebody who is not there.")
