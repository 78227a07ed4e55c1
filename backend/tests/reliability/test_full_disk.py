"""The disk of the database fills up during a save: said in words, reading goes on, nothing lost."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from sales_supervision.storage.backup.backing_up import back_up
from sales_supervision.storage.backup.errors import BackupError
from sales_supervision.storage.engine import Database
from tests.clocks import NOON, StandingClock
from tests.http.conftest import application, client_of
from tests.http.supervisor import Supervisor, problem_of
from tests.reliability.many_days import CUSTOMERS, ITEMS, ROUTE, feed_many_days
from tests.reliability.stored_save import stored_save

MEGABYTES = 4


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with room for a few megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root can mount a small disk, and not in every container")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_save_on_a_full_disk_is_refused_in_words_and_succeeds_once_there_is_room(
    small_disk: Path, empty_template: Path, clock: StandingClock
) -> None:
    database = Database(f"sqlite:///{shutil.copy(empty_template, small_disk / 'days.db')}")
    [on] = feed_many_days(database, 1)
    key = str(uuid4())
    with client_of(application(database, clock)) as http:
        day = Supervisor(http, ROUTE, on)
        day.visit(CUSTOMERS[0], dict.fromkeys(ITEMS, 7))
        before = day.open()
        filler = _fill(small_disk)
        refused = day.try_save(key=key)
        problem_of(refused, 507, "storage-full")
        assert refused.headers["Retry-After"]
        problem_of(day.try_visit(CUSTOMERS[1], dict.fromkeys(ITEMS, 7)), 507, "storage-full")
        assert day.open() == before
        assert http.get("/health/live").status_code == 200
        assert stored_save(database, on, key).is_absent
        filler.unlink()
        assert day.try_save(key=key).status_code == 201
        assert stored_save(database, on, key).is_whole
    database.dispose()


def test_a_back_up_on_a_full_disk_is_refused_and_the_last_good_one_stays(
    small_disk: Path, demo_database: Database
) -> None:
    good = small_disk / "good.bak"
    back_up(demo_database, good, NOON, lambda *_: None)
    before = {file.name: file.read_bytes() for file in small_disk.iterdir()}
    filler = _fill(small_disk)
    with pytest.raises(BackupError, match="full"):
        back_up(demo_database, good, NOON, lambda *_: None, replace=True)
    filler.unlink()
    assert {file.name: file.read_bytes() for file in small_disk.iterdir()} == before


def _fill(folder: Path) -> Path:
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            return filler
