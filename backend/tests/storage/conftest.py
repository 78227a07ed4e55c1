"""A database without any schema, for the tests of the migrations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sales_supervision.storage.engine import Database


@pytest.fixture
def blank_database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'blank.db'}")
    yield database
    database.dispose()
