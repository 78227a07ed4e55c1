"""Where the stage is set once, and copied for each run, so that every run begins alike."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from benchmarks.postgresql import postgresql


@dataclass(frozen=True, slots=True)
class Standing:
    """Of a database at a moment. ``server_id``: PostgreSQL's first process; ``waiting``: how many
    connections wait for a lock of another."""

    bytes: int
    server_id: int | None = None
    waiting: int = 0
    connections: int = 0


class Copy(Protocol):
    """A database of one run."""

    @property
    def url(self) -> str: ...

    def standing(self) -> Standing: ...


class StageDatabase(Protocol):
    """``url``: where the stage is to be set."""

    @property
    def url(self) -> str: ...

    def copied(self, name: str) -> AbstractContextManager[Copy]:
        """``with`` gives a copy and throws it away at the end."""


@dataclass(frozen=True, slots=True)
class SqliteCopy:
    file: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{self.file}"

    def standing(self) -> Standing:
        files = (self.file, self.file.with_name(f"{self.file.name}-wal"))
        return Standing(sum(file.stat().st_size for file in files if file.exists()))


@dataclass(frozen=True, slots=True)
class SqliteStage:
    folder: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{self._file}"

    @property
    def _file(self) -> Path:
        return self.folder / "stage.db"

    @contextmanager
    def copied(self, name: str) -> Iterator[SqliteCopy]:
        copy = SqliteCopy(self.folder / f"{name}.db")
        shutil.copyfile(self._file, copy.file)
        try:
            yield copy
        finally:
            for file in self.folder.glob(f"{name}.db*"):
                file.unlink()


@dataclass(frozen=True, slots=True)
class PostgresqlCopy:
    url: str
    connection: psycopg.Connection

    def standing(self) -> Standing:
        found = self.connection.execute(
            "SELECT pg_database_size(current_database()), pg_backend_pid(), "
            "count(*) FILTER (WHERE wait_event_type = 'Lock'), count(*) - 1 "
            "FROM pg_stat_activity WHERE datname = current_database()"
        ).fetchone()
        assert found is not None
        return Standing(*found)


@dataclass(frozen=True, slots=True)
class PostgresqlStage:
    """``server``: URL of any database of the server."""

    server: str

    @property
    def url(self) -> str:
        return self._url("stage")

    @contextmanager
    def copied(self, name: str) -> Iterator[PostgresqlCopy]:
        database = name.replace("-", "_")
        with self._administering() as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE stage").format(sql.Identifier(database))
            )
        url = self._url(database)
        try:
            with closing(psycopg.connect(_plain(url), autocommit=True)) as looking:
                yield PostgresqlCopy(url, looking)
        finally:
            with self._administering() as connection:
                connection.execute(
                    sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database))
                )

    def make_empty(self) -> None:
        with self._administering() as connection:
            connection.execute("CREATE DATABASE stage")

    def analyse(self) -> None:
        """What autovacuum would have done by the time that people work."""
        with closing(psycopg.connect(_plain(self.url), autocommit=True)) as connection:
            connection.execute("VACUUM ANALYZE")

    @contextmanager
    def _administering(self) -> Iterator[psycopg.Connection]:
        with closing(psycopg.connect(_plain(self.server), autocommit=True)) as connection:
            yield connection

    def _url(self, database: str) -> str:
        url = make_url(self.server).set(database=database)
        return url.render_as_string(hide_password=False)


@contextmanager
def postgresql_stage() -> Iterator[PostgresqlStage]:
    """On a server of its own, which is removed at the end."""
    with postgresql() as url:
        stage = PostgresqlStage(url)
        stage.make_empty()
        yield stage


def _plain(url: str) -> str:
    """Without SQLAlchemy's name of the driver."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
