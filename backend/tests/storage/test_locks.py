"""Who waits for whom, and what a connection that breaks leaves behind."""

from __future__ import annotations

from threading import Thread

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import OperationalError

from sales_supervision.storage.engine import FEEDS, Database, day_lock
from sales_supervision.storage.retrying import retried
from sales_supervision.storage.revisions import raise_revision, read_revisions
from sales_supervision.storage.tables import route
from tests.clocks import NOON, TODAY
from tests.database_servers import address_of

OURS, THEIRS = day_lock("1004", TODAY), day_lock("1001", TODAY)


@pytest.fixture
def served(database: Database) -> Database:
    """A database on a server: SQLite has one writer at a time, whatever it locks."""
    if database.dialect == "sqlite":
        pytest.skip("SQLite has one lock.")
    return database


def test_writers_of_other_days_do_not_wait(served: Database) -> None:
    other = Database(address_of(served))
    with served.writing(OURS), other.writing(THEIRS), served.writing(FEEDS):
        pass
    other.dispose()


@pytest.mark.parametrize("lock", [OURS, "everything"])
def test_what_is_read_under_the_lock_is_what_its_last_holder_left(
    database: Database, lock: str
) -> None:
    """Also by a writer of another process, that waited while the first was at work."""
    other = Database(address_of(database))
    seen: list[int] = []

    def wait_and_read() -> None:
        with other.writing(OURS) as connection:
            seen.append(read_revisions(connection, ["x"])["x"])

    with database.writing(lock) as connection:
        waiting = Thread(target=wait_and_read)
        waiting.start()
        raise_revision(connection, "x", NOON)
    waiting.join(timeout=60)
    other.dispose()
    assert seen == [1]


def test_a_lock_is_free_again_after_a_failure(database: Database) -> None:
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), database.writing(OURS):
            _ = 1 // 0
    with database.writing(OURS):
        pass


def test_rows_that_changed_since_the_snapshot_disturb_and_the_next_attempt_succeeds(
    served: Database,
) -> None:
    with served.writing() as connection:
        raise_revision(connection, "x", NOON)
    attempts: list[int] = []

    @retried
    def work() -> int:
        attempts.append(1)
        with served.writing(OURS) as ours:
            read_revisions(ours, ["x"])
            if len(attempts) == 1:
                with served.writing(THEIRS) as theirs:
                    raise_revision(theirs, "x", NOON)
            return raise_revision(ours, "x", NOON)

    assert work() == 3
    assert len(attempts) == 2


def test_connections_that_the_server_ended_are_replaced_before_use(served: Database) -> None:
    with served.reading():
        pass
    administrator = Database(address_of(served))
    if served.dialect != "postgresql":
        pytest.skip("Ends connections in PostgreSQL's way.")
    with administrator.engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    administrator.dispose()
    with served.writing(OURS) as connection:
        connection.execute(insert(route).values(route_code="1", route_name="One"))


def test_a_connection_lost_at_work_is_told_and_the_next_writer_works(served: Database) -> None:
    if served.dialect != "postgresql":
        pytest.skip("Ends connections in PostgreSQL's way.")
    with pytest.raises(OperationalError), served.writing(OURS) as connection:
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    with served.writing(OURS) as connection:
        connection.execute(insert(route).values(route_code="1", route_name="One"))
