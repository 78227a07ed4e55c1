"""`pg_dump` and `pg_restore`: where they are, and running them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from sales_supervision.storage.backup.errors import BackupError

_DEBIAN = Path("/usr/lib/postgresql")


def find_program(name: str, connection: Connection) -> str:
    """`name` of at least the server's version: on the PATH, beside the server, or where Debian
    puts it. ``connection`` commits each statement. Raises BackupError where there is none."""
    info = connection.connection.driver_connection.info  # type: ignore[union-attr]
    needed = info.server_version // 10_000
    older = []
    for program in _candidates(name, connection, needed):
        version = _major_version(program)
        if version >= needed:
            return program
        older.append(f"{program} is of version {version}")
    found = f" ({'; '.join(older)})" if older else ""
    raise BackupError(
        f"{name} of PostgreSQL {needed} or newer is not here{found}: install "
        f"postgresql-client-{needed}, or put it on the PATH."
    )


def run_program(program: str, url: URL, *arguments: str) -> None:
    """Run a program on the database that ``url`` names. Raises BackupError with its words."""
    options = {key: str(value) for key, value in url.query.items()}
    known = {
        "dbname": url.database,
        "host": url.host,
        "port": url.port,
        "user": url.username,
        **options,
    }
    address = " ".join(f"{key}={_quoted(value)}" for key, value in known.items() if value)
    # The password is not among the arguments, which every user of the machine can read.
    secret = {"PGPASSWORD": str(url.password)} if url.password else {}
    ran = subprocess.run(  # noqa: S603 - a program of PostgreSQL's, and no shell
        [program, f"--dbname={address}", "--no-password", *arguments],
        env={**os.environ, **secret, "LC_MESSAGES": "C"},
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        words = [line for line in ran.stderr.splitlines() if "error" in line] or [
            ran.stderr.strip()
        ]
        raise BackupError(f"{Path(program).name} failed: {words[0]}")


def _candidates(name: str, connection: Connection, version: int) -> Iterator[str]:
    found = shutil.which(name)
    if found:
        yield found
    folders = [
        *_beside_the_server(connection),
        _DEBIAN / str(version) / "bin",
        *sorted(_DEBIAN.glob("*/bin"), reverse=True),
    ]
    for folder in folders:
        if (program := folder / name).is_file():
            yield str(program)


def _beside_the_server(connection: Connection) -> list[Path]:
    """The server's own folder of programs, where the user may know it."""
    try:
        folder = connection.scalar(text("SELECT setting FROM pg_config WHERE name = 'BINDIR'"))
    except DBAPIError:
        return []
    return [Path(folder)] if folder else []


def _major_version(program: str) -> int:
    told = subprocess.run(  # noqa: S603
        [program, "--version"], capture_output=True, text=True, check=False
    ).stdout
    number = re.search(r"\d+", told)
    return int(number.group()) if number else 0


def _quoted(value: object) -> str:
    escaped = str(value).replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
