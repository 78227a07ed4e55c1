"""The statements around a transaction on SQL Server, in their order."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from sales_supervision.storage.engine import Database
from sales_supervision.storage.errors import (
    DatabaseBusyError,
    DatabaseUnavailableError,
    DisturbedError,
)
from sales_supervision.storage.retrying import ATTEMPTS, retried
from tests.sql_server.recording import RecordingDriver

SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL SNAPSHOT"
WORK = text("UPDATE work SET done = 1")
DEADLOCK = (
    "Transaction (Process ID 52) was deadlocked on lock resources with another process and has "
    "been chosen as the deadlock victim. Rerun the transaction."
)
CONFLICT = (
    "Snapshot isolation transaction aborted due to update conflict. You cannot use snapshot "
    "isolation to access table 'dbo.x' directly or indirectly in database 'sales'."
)
REFUSED = (
    "Snapshot isolation transaction failed accessing database 'sales' because snapshot isolation "
    "is not allowed in this database."
)


def test_a_reader_reads_a_snapshot(recorded: Database, driver: RecordingDriver) -> None:
    with recorded.reading() as connection:
        connection.execute(WORK)
    statements = driver.statements
    assert statements.index(SNAPSHOT) < statements.index(WORK.text)
    assert statements[statements.index(WORK.text) + 1] == "ROLLBACK"


def test_the_lock_is_taken_before_the_snapshot_and_given_back_after_the_commit(
    recorded: Database, driver: RecordingDriver
) -> None:
    with recorded.writing("day x") as connection:
        connection.execute(WORK)
    order = [_kind(statement) for statement in driver.statements]
    assert order[order.index("take") :] == [
        *("take", "COMMIT", "snapshot", "COMMIT", "work", "COMMIT", "give back", "COMMIT"),
        *("ROLLBACK", "reset"),
    ]
    taken = next(sent for sent in driver.sent if "sp_getapplock" in sent.statement)
    assert "@Resource = N'everything', @LockMode = 'Shared'" in taken.statement
    assert "@Resource = ?, @LockMode = 'Exclusive'" in taken.statement
    assert tuple(taken.parameters) == ("day x",)


def test_row_counts_are_told_again_after_the_lock(
    recorded: Database, driver: RecordingDriver
) -> None:
    """SET NOCOUNT lasts as long as the connection, and a conditional update needs its count."""
    with recorded.writing():
        pass
    taken = next(text for text in driver.statements if "sp_getapplock" in text)
    assert taken.index("SET NOCOUNT ON") < taken.index("sp_getapplock")
    assert taken.index("sp_getapplock") < taken.index("SET NOCOUNT OFF")


def test_a_failure_rolls_back_and_gives_the_lock_back(
    recorded: Database, driver: RecordingDriver
) -> None:
    with pytest.raises(ZeroDivisionError), recorded.writing() as connection:
        connection.execute(WORK)
        _ = 1 // 0
    order = [_kind(statement) for statement in driver.statements]
    assert order[order.index("work") :][:3] == ["work", "ROLLBACK", "give back"]


@pytest.mark.parametrize(
    ("answer", "error"),
    [(-1, DatabaseBusyError), (-3, DisturbedError), (-999, DatabaseUnavailableError)],
)
def test_a_lock_that_is_not_granted_ends_the_session(
    recorded: Database,
    driver: RecordingDriver,
    answer: int,
    error: type[DatabaseUnavailableError],
) -> None:
    driver.answers["@taken"] = [(answer,)]
    with pytest.raises(error), recorded.writing("day x"):
        raise AssertionError("Nobody may work without the lock.")
    assert driver.ended[-1] == "close"


@pytest.mark.parametrize("message", [DEADLOCK, CONFLICT])
def test_a_disturbed_transaction_is_done_again(
    recorded: Database, driver: RecordingDriver, message: str
) -> None:
    driver.failures["UPDATE work"] = driver.OperationalError(message)
    attempts = []

    @retried
    def work() -> None:
        attempts.append(1)
        if len(attempts) == 3:
            driver.failures.clear()
        with recorded.writing() as connection:
            connection.execute(WORK)

    work()
    assert len(attempts) == 3


def test_a_transaction_that_is_always_disturbed_is_given_up(
    recorded: Database, driver: RecordingDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    driver.failures["UPDATE work"] = driver.OperationalError(DEADLOCK)
    attempts = []

    @retried
    def work() -> None:
        attempts.append(1)
        with recorded.writing() as connection:
            connection.execute(WORK)

    with pytest.raises(DisturbedError):
        work()
    assert len(attempts) == ATTEMPTS


@pytest.mark.parametrize(
    ("message", "error", "sentence"),
    [
        ("Lock request time out period exceeded.", DatabaseBusyError, "No lock came"),
        (REFUSED, DatabaseUnavailableError, "ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION"),
        ("Failed to load the driver. Please read", DatabaseUnavailableError, "apt-get install"),
        ("Login timeout expired", OperationalError, "Login timeout expired"),
    ],
)
def test_other_failures_are_told_and_not_tried_again(
    recorded: Database,
    driver: RecordingDriver,
    message: str,
    error: type[Exception],
    sentence: str,
) -> None:
    driver.failures["UPDATE work"] = driver.OperationalError(message)
    with pytest.raises(error, match=sentence), recorded.writing() as connection:
        connection.execute(WORK)


def test_a_row_that_came_meanwhile_is_looked_for_again(
    recorded: Database, driver: RecordingDriver
) -> None:
    driver.failures["UPDATE work"] = driver.IntegrityError(
        "Violation of PRIMARY KEY constraint 'pk'. Cannot insert duplicate key in object 'dbo.x'."
    )
    attempts = []

    @retried
    def work() -> None:
        attempts.append(1)
        if len(attempts) == 2:
            driver.failures["UPDATE work"] = driver.IntegrityError("The CHECK constraint 'ck'.")
        with recorded.writing() as connection:
            connection.execute(WORK)

    with pytest.raises(IntegrityError, match="CHECK"):
        work()
    assert len(attempts) == 2


def test_a_migration_allows_snapshots_and_runs_outside_of_them(
    recorded: Database, driver: RecordingDriver
) -> None:
    driver.answers["sys.databases"] = [(0,)]
    with recorded.migrating() as connection:
        connection.execute(WORK)
    statements = driver.statements
    allowed = statements.index("ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON")
    assert allowed < statements.index(WORK.text)
    assert SNAPSHOT not in statements


def test_a_migration_leaves_a_database_alone_that_allows_snapshots(
    recorded: Database, driver: RecordingDriver
) -> None:
    with recorded.migrating():
        pass
    assert not any(statement.startswith("ALTER DATABASE") for statement in driver.statements)


def test_a_migration_without_the_right_to_allow_snapshots_says_who_must(
    recorded: Database, driver: RecordingDriver
) -> None:
    driver.answers["sys.databases"] = [(0,)]
    driver.failures["ALTER DATABASE"] = driver.ProgrammingError("User does not have permission")
    driver.failures["information_schema"] = driver.ProgrammingError("is not allowed")
    with pytest.raises(DatabaseUnavailableError, match="have its owner run"), recorded.migrating():
        pass


def test_a_migration_goes_on_where_snapshots_work_and_may_not_be_allowed(
    recorded: Database, driver: RecordingDriver
) -> None:
    driver.answers["sys.databases"] = [(0,)]
    driver.failures["ALTER DATABASE"] = driver.ProgrammingError("User does not have permission")
    with recorded.migrating() as connection:
        connection.execute(WORK)
    assert WORK.text in driver.statements


def _kind(statement: str) -> str:
    for words, kind in (
        ("sp_getapplock", "take"),
        ("sp_releaseapplock", "give back"),
        (SNAPSHOT, "snapshot"),
        ("SET TRANSACTION", "reset"),
        ("work", "work"),
    ):
        if words in statement:
            return kind
    return statement
