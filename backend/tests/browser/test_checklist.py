"""``checklist`` as somebody goes through it, against a real server and its database."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from sales_supervision.checklist.lines import SIGN_OFFS
from sales_supervision.checklist.record import Result, read_record
from sales_supervision.clock import system_clock
from sales_supervision.domain.maintenance import Maintenance
from sales_supervision.maintenance.announcing import Announcing
from sales_supervision.storage.engine import Database
from sales_supervision.storage.epoch import stamp_epoch
from tests.browser.served import Server
from tests.checklist.made_checkout import make_checkout

ASKED = 6
"""Questions; each is answered with yes and a word."""
YES = "y\nby Noura\n"
SIGNED = "".join(f"{role}'s name\n" for role in SIGN_OFFS)


def checklist(
    server: Server, folder: Path, typed: str, *arguments: str, database: Path | None = None
) -> subprocess.CompletedProcess[str]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("SALES_SUPERVISION_")}
    return subprocess.run(
        [
            *(sys.executable, "-m", "sales_supervision", "checklist"),
            *(arguments if "--resume" in arguments else _begun(server, folder, *arguments)),
        ],
        input=typed,
        env=inherited
        | {"SALES_SUPERVISION_DATABASE_URL": f"sqlite:///{database or server.database}"},
        capture_output=True,
        text=True,
        check=False,
    )


def _begun(server: Server, folder: Path, *arguments: str) -> list[str]:
    """A checklist that is gone on with remembers these."""
    at = ["--url", server.address, "--folder", str(folder), "--source", str(folder.parent)]
    return [*at, "--chromium", "", "--by", "Amal", *arguments]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the record goes, beside a checkout of which all is well."""
    make_checkout(tmp_path)
    return tmp_path / "deployments"


def test_phase_1_from_the_first_line_to_the_last_signature(server: Server, folder: Path) -> None:
    ran = checklist(server, folder, YES * ASKED + "The lift was broken.\n\n" + SIGNED)

    assert ran.returncode == 0, ran.stdout + ran.stderr
    (file,) = folder.glob("deployment-*[0-9].json")
    kept = read_record(file)
    assert {line.result for line in kept.lines} == {Result.PASSED}
    assert [line.key for line in kept.lines] == [
        "lint",
        "tests",
        "build",
        "documents",
        "staging",
        "tagged",
        "back-up",
        "migrated",
        "schema",
        "same-database",
        "health",
        "smoke",
        "report",
        "monitoring",
        "logs",
    ]
    assert kept.issues == ["The lift was broken."]
    assert kept.unsigned(SIGN_OFFS) == []
    assert file.with_suffix(".bak").is_file()
    verified = checklist(server, folder, "", "--verify", str(file))
    assert verified.stdout.startswith(f"{file} is as it was written: 0.1.0, 15 passed")
    page = file.with_suffix(".md")
    page.write_text(page.read_text().replace("passed", "noted"))
    changed = checklist(server, folder, "", "--verify", str(file))
    assert changed.returncode == 1
    assert "was changed after it was written" in changed.stderr


def test_it_stops_at_what_fails_and_is_gone_on_with(server: Server, folder: Path) -> None:
    failing = "check:\n\t@echo fine\ntest:\n\t@echo 1 failed; false\n"
    make_checkout(folder.parent, makefile=failing)
    stopped = checklist(server, folder, "s\n")
    assert stopped.returncode == 1
    (file,) = folder.glob("deployment-*[0-9].json")
    assert stopped.stderr == f"Not done yet; go on with --resume {file}.\n"
    assert read_record(file).result_of("tests") is Result.FAILED
    unfinished = checklist(server, folder, "", "--verify", str(file))
    assert unfinished.returncode == 1
    assert "not finished: 1 passed (1 run, 0 asked), 0 noted, 1 failed" in unfinished.stderr

    make_checkout(folder.parent)
    typed = YES * ASKED + "\n" + SIGNED
    again = checklist(server, folder, typed, "--resume", str(file))

    assert again.returncode == 0, again.stdout + again.stderr
    assert "… Lint, format and types" not in again.stdout
    assert read_record(file).result_of("tests") is Result.PASSED


def test_phase_2_wants_users_told_first_and_maintenance_over_last(
    server: Server, folder: Path
) -> None:
    typed = YES * 3  # documents, staging, tag
    unannounced = checklist(server, folder, typed + "s\n", "--phase", "2")
    assert unannounced.returncode == 1
    (file,) = folder.glob("deployment-*[0-9].json")
    assert read_record(file).result_of("users-told") is Result.FAILED

    database = Database(f"sqlite:///{server.database}")
    now = system_clock()
    announcing = Announcing(database, system_clock)
    announcing.announce(Maintenance(now, now + timedelta(hours=1), "The new release."), "root")
    still_on = checklist(server, folder, YES + "s\n", "--resume", str(file))
    assert still_on.returncode == 1
    kept = read_record(file)
    assert kept.result_of("way-back") is Result.PASSED
    assert kept.result_of("smoke") is Result.PASSED
    assert kept.result_of("maintenance-over") is Result.FAILED

    announcing.call_off("root")
    database.dispose()
    typed = YES * 2 + "\n" + SIGNED  # monitoring, logs
    done = checklist(server, folder, typed, "--resume", str(file))
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_database_of_another_deployment_is_noticed(
    server: Server, folder: Path, demo_file: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copy(demo_file, tmp_path / "other.db"))
    database = Database(f"sqlite:///{other}")
    with database.writing() as connection:
        stamp_epoch(connection, system_clock())
    database.dispose()

    ran = checklist(server, folder, YES * 4 + "s\n", database=other)

    assert ran.returncode == 1
    (file,) = folder.glob("deployment-*[0-9].json")
    kept = read_record(file)
    assert kept.database == f"sqlite:///{other}"
    assert kept.result_of("same-database") is Result.FAILED
    assert "works on another database" in kept.lines[-1].detail
    mixed = checklist(server, folder, "", "--resume", str(file))
    assert mixed.returncode == 2
    assert "set SALES_SUPERVISION_DATABASE_URL as it was" in mixed.stderr
