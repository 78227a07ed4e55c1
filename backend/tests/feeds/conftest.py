"""A database that knows the sample route, customers and items, and the command to import more."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sales_supervision.feeds.importing import ImportOptions, import_folder
from sales_supervision.storage.engine import Database
from sales_supervision.storage.feed_storage import Feed
from tests.clocks import NOON
from tests.feeds.importer import Importer
from tests.feeds.sample_feeds import SAMPLES

DATABASE_URL = "SALES_SUPERVISION_DATABASE_URL"
REPOSITORY = Path(__file__).resolve().parents[3]
TEST_DATA = "SALES_SUPERVISION_TEST_DATA"


@pytest.fixture(scope="session")
def known_template(empty_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the route, customers and items of ``sample_feeds``."""
    folder = tmp_path_factory.mktemp("known")
    file = folder / "known.db"
    shutil.copy(empty_template, file)
    feeds = folder / "feeds"
    feeds.mkdir()
    for feed in (Feed.ROUTES, Feed.CUSTOMERS, Feed.ITEMS):
        (feeds / f"{feed}.csv").write_text(SAMPLES[feed], encoding="utf-8")
    database = Database(f"sqlite:///{file}")
    import_folder(database, feeds, ImportOptions(now=NOON, zone=ZoneInfo("Asia/Dubai")))
    _close_into_one_file(database)
    return file


@pytest.fixture
def importer(
    known_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Importer]:
    """The command on an empty folder and a database that knows route, customers and items."""
    yield from _importer(known_template, tmp_path, monkeypatch)


@pytest.fixture
def empty_importer(
    empty_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Importer]:
    """The command on an empty folder and an empty database."""
    yield from _importer(empty_template, tmp_path, monkeypatch)


@pytest.fixture(scope="session")
def online_retail() -> Path:
    """The folder of real sales that stands beside the repository."""
    named = os.environ.get(TEST_DATA)
    folder = (Path(named) if named else REPOSITORY.parent / "shared" / "data") / "online-retail"
    if not folder.is_dir():
        pytest.fail(f"{folder} does not exist; set {TEST_DATA} to the folder of the test data.")
    return folder


def _importer(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Importer]:
    file = tmp_path / "test.db"
    shutil.copy(template, file)
    folder = tmp_path / "feeds"
    folder.mkdir()
    monkeypatch.setenv(DATABASE_URL, f"sqlite:///{file}")
    database = Database(f"sqlite:///{file}")
    yield Importer(folder, database, tmp_path / "refused-rows.csv")
    database.dispose()


def _close_into_one_file(database: Database) -> None:
    """Move the write-ahead log into the file, so that a copy of the file is the database."""
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()
