"""A certificate for a proxy of the tests' own, and a database that several processes share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sales_supervision.storage.engine import Database
from tests.clocks import TODAY
from tests.database_servers import DatabaseServer, server_names
from tests.database_servers import database_server as open_server
from tests.deploy.proxy import Certificate, make_certificate


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> DatabaseServer:
    """The server that several processes would share: the tests' own PostgreSQL, or one named."""
    return open_server(server_names()[-1], tmp_path_factory.mktemp("databases"))


@pytest.fixture
def shared(shared_server: DatabaseServer) -> Iterator[Database]:
    """An empty database without a schema."""
    database = shared_server.copy(None)
    yield database
    shared_server.drop(database)


def days_of(database: Database) -> list[str]:
    """The addresses of the planned days of the demo, one for each supervisor."""
    with database.reading() as connection:
        planned = connection.exec_driver_sql(
            "SELECT DISTINCT route_code, plan_date FROM tbl_journey_plan ORDER BY 1, 2"
        ).all()
    return [f"/api/days/{route}/{on}" for route, on in planned if str(on) >= str(TODAY)]
