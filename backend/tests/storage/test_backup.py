"""Back-up and restore: of one moment, read back, and nothing good is lost when one fails."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest
from sqlalchemy import delete, func, insert, select

from sales_supervision.accounts.composition import compose_accounts
from sales_supervision.accounts.errors import LinkInvalidError
from sales_supervision.settings import Settings
from sales_supervision.storage import tables
from sales_supervision.storage.backup import backing_up
from sales_supervision.storage.backup.backing_up import back_up, restore
from sales_supervision.storage.backup.errors import BackupError
from sales_supervision.storage.backup.manifest import manifest_path, read_manifest
from sales_supervision.storage.backup.sql_server_backup import (
    backup_statement,
    restore_statement,
    verify_statement,
)
from sales_supervision.storage.backup.table_sums import TableSum, sum_tables
from sales_supervision.storage.engine import Database
from sales_supervision.storage.epoch import database_epoch, find_epoch
from sales_supervision.storage.migrating import upgrade
from sales_supervision.storage.schema import NEWEST_STEP
from tests.clocks import NOON, StandingClock
from tests.people import CHEAP, OFFICE, OTHER_PASSWORD, PASSWORD, TABLET, add_person

EPOCH = "tbl_database_epoch"


def _quiet(_description: str) -> None:
    pass


def sums(database: Database) -> dict[str, TableSum]:
    with database.reading() as connection:
        return sum_tables(connection)


def add_route(database: Database, code: str) -> None:
    with database.writing() as connection:
        connection.execute(insert(tables.route).values(route_code=code, route_name="متجر"))


def test_a_restored_database_holds_what_was_backed_up_in_another_epoch(
    demo_database: Database, tmp_path: Path
) -> None:
    before, file = sums(demo_database), tmp_path / "days.bak"
    with demo_database.reading() as connection:
        epoch = database_epoch(connection)

    manifest = back_up(demo_database, file, NOON, _quiet)

    assert manifest.tables == before
    assert (manifest.schema_step, manifest.taken_at) == (NEWEST_STEP, NOON)
    assert read_manifest(file) == manifest
    assert manifest.tables["tbl_sale"].rows > 0
    with demo_database.writing() as connection:
        connection.execute(delete(tables.sale))
    add_route(demo_database, "made since")

    restore(demo_database, file, NOON, _quiet)

    after = sums(demo_database)
    assert {name for name in before if before[name] != after[name]} == {EPOCH}
    with demo_database.reading() as connection:
        assert database_epoch(connection) != epoch
        assert find_epoch(connection).stamped_at == NOON
    assert sorted(path.name for path in tmp_path.iterdir()) == ["days.bak", "days.bak.json"]


def test_sign_ins_and_links_do_not_come_back(database: Database, tmp_path: Path) -> None:
    """They may have been ended since, or their user disabled; users and passwords come back."""
    clock = StandingClock()
    accounts = compose_accounts(database, Settings.model_validate(CHEAP), clock)
    add_person(database, "Badr")
    begun = accounts.password_sign_in.sign_in("Badr", PASSWORD, TABLET)
    link = accounts.users.make_reset_link("Badr", OFFICE)
    back_up(database, tmp_path / "days.bak", NOON, _quiet)
    restore(database, tmp_path / "days.bak", NOON, _quiet)
    assert accounts.user_of_session(begun.cookie) is None
    with pytest.raises(LinkInvalidError):
        accounts.users.reset(link, OTHER_PASSWORD, TABLET)
    assert accounts.password_sign_in.sign_in("Badr", PASSWORD, TABLET)
    accounts.close()


def test_a_back_up_from_before_epochs_is_restored(blank_database: Database, tmp_path: Path) -> None:
    upgrade(blank_database, "drafts_and_versions")
    add_route(blank_database, "kept")
    before = sums(blank_database)
    back_up(blank_database, tmp_path / "days.bak", NOON, _quiet)
    upgrade(blank_database)
    restore(blank_database, tmp_path / "days.bak", NOON, _quiet)
    assert sums(blank_database) == before
    upgrade(blank_database)


def test_what_is_written_meanwhile_is_not_in_it_and_not_lost(
    demo_database: Database, tmp_path: Path
) -> None:
    before, written = sums(demo_database), list[str]()

    def write_once(description: str) -> None:
        if description.startswith(("Copying", "Dumping")) and not written:
            add_route(demo_database, "meanwhile")
            written.append(description)

    manifest = back_up(demo_database, tmp_path / "days.bak", NOON, write_once)

    assert written
    assert manifest.tables == before
    assert sums(demo_database)["tbl_route"].rows == before["tbl_route"].rows + 1


def test_a_back_up_that_does_not_read_back_never_replaces_the_last_good_one(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "days.bak"
    back_up(database, file, NOON, _quiet)
    good = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def write_into_the_copy(description: str) -> None:
        if description in ("Checking the copy", "Restoring into a scratch database"):
            (part,) = tmp_path.glob("*.part")
            with part.open("r+b") as opened:
                # Where a page of SQLite begins: there is nothing that no check reads.
                opened.seek(part.stat().st_size // 2 // 4096 * 4096)
                opened.write(b"\xff" * 600)

    with pytest.raises(BackupError):
        back_up(database, file, NOON, write_into_the_copy, replace=True)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == good


def test_a_damaged_back_up_is_not_restored(demo_database: Database, tmp_path: Path) -> None:
    file, before = tmp_path / "days.bak", sums(demo_database)
    back_up(demo_database, file, NOON, _quiet)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BackupError):
        restore(demo_database, file, NOON, _quiet)
    assert sums(demo_database) == before


def test_a_back_up_that_holds_something_else_is_not_restored(
    demo_database: Database, tmp_path: Path
) -> None:
    file, before = tmp_path / "days.bak", sums(demo_database)
    back_up(demo_database, file, NOON, _quiet)
    noted = json.loads(manifest_path(file).read_text())
    noted["tables"]["tbl_sale"]["checksum"] = "0" * 32
    manifest_path(file).write_text(json.dumps(noted))
    with pytest.raises(BackupError, match="is not what was backed up: tbl_sale"):
        restore(demo_database, file, NOON, _quiet)
    assert sums(demo_database) == before


def test_a_back_up_without_manifest_or_of_another_database_is_not_restored(
    database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "days.bak"
    with pytest.raises(BackupError, match="json is missing"):
        restore(database, file, NOON, _quiet)
    manifest_path(file).write_text("[]")
    with pytest.raises(BackupError, match="is not the manifest"):
        restore(database, file, NOON, _quiet)
    back_up(database, file, NOON, _quiet)
    noted = json.loads(manifest_path(file).read_text())
    manifest_path(file).write_text(json.dumps(noted | {"database": "oracle"}))
    with pytest.raises(BackupError, match="is a back-up of oracle"):
        restore(database, file, NOON, _quiet)


def test_no_scratch_database_is_left_behind(database: Database, tmp_path: Path) -> None:
    if database.dialect != "postgresql":
        pytest.skip("only servers have scratch databases")
    back_up(database, tmp_path / "days.bak", NOON, _quiet)
    with database.reading() as connection:
        names = connection.exec_driver_sql("SELECT datname FROM pg_database").scalars().all()
    assert not [name for name in names if name.startswith(f"{database.url.database}_")]


def test_a_full_disk_is_said_to_be(
    sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    file = tmp_path / "days.bak"
    monkeypatch.setattr(backing_up, "_sync", full)
    with pytest.raises(BackupError, match=r"The disk of .*days\.bak is full"):
        back_up(sqlite_database, file, NOON, _quiet)
    assert list(tmp_path.iterdir()) == []


def test_a_database_is_not_backed_up_over_itself(sqlite_database: Database) -> None:
    with pytest.raises(BackupError, match="is the database itself"):
        back_up(sqlite_database, Path(str(sqlite_database.url.database)), NOON, _quiet)


def test_the_checksum_sees_a_changed_value_but_not_the_order(database: Database) -> None:
    for code in ("b", "a"):
        add_route(database, code)
    before = sums(database)["tbl_route"]
    with database.writing() as connection:
        connection.execute(delete(tables.route).where(tables.route.c.route_code == "b"))
    add_route(database, "b")
    assert sums(database)["tbl_route"] == before
    with database.writing() as connection:
        connection.execute(tables.route.update().values(territory="x"))
        assert connection.scalar(select(func.count()).select_from(tables.route)) == 2
    assert sums(database)["tbl_route"] != before


def test_the_statements_for_sql_server_quote_names_and_files() -> None:
    """As in Microsoft's reference of BACKUP and RESTORE; tried where a server's URL is given."""
    assert backup_statement("Sales]x", r"D:\it's.bak") == (
        r"BACKUP DATABASE [Sales]]x] TO DISK = N'D:\it''s.bak' "
        "WITH COPY_ONLY, CHECKSUM, FORMAT, STATS = 5"
    )
    assert verify_statement("/b/x.bak") == (
        "RESTORE VERIFYONLY FROM DISK = N'/b/x.bak' WITH CHECKSUM"
    )
    assert restore_statement(
        "s", "/b/x.bak", {"data": "/d/s_0", "log": "/d/s_1"}, replace=True
    ) == (
        "RESTORE DATABASE [s] FROM DISK = N'/b/x.bak' WITH CHECKSUM, REPLACE, "
        "MOVE N'data' TO N'/d/s_0', MOVE N'log' TO N'/d/s_1'"
    )
