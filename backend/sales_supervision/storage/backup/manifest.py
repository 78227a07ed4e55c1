"""What is written beside a back-up: what it holds, so that it can be checked at any time."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from sales_supervision.storage.backup.errors import BackupError
from sales_supervision.storage.backup.table_sums import TableSum


@dataclass(frozen=True, slots=True)
class Manifest:
    """``verified_by``: how it was read back. ``schema_step``: None for no step of ours."""

    database: str
    release: str
    schema_step: str | None
    taken_at: datetime
    verified_by: str
    tables: dict[str, TableSum]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    def written(self) -> str:
        return json.dumps(asdict(self) | {"taken_at": self.taken_at.isoformat()}, indent=2) + "\n"


def manifest_path(backup: Path) -> Path:
    """Where the manifest of a back-up lies: beside it, with `.json` added to its name."""
    return backup.with_name(f"{backup.name}.json")


def read_manifest(backup: Path) -> Manifest:
    """The manifest beside a back-up. Raises BackupError where there is none."""
    file = manifest_path(backup)
    try:
        fields = json.loads(file.read_text(encoding="utf-8"))
        tables = {name: TableSum(**found) for name, found in fields.pop("tables").items()}
        taken_at = datetime.fromisoformat(fields.pop("taken_at"))
        return Manifest(tables=tables, taken_at=taken_at, **fields)
    except FileNotFoundError as error:
        raise BackupError(f"{file} is missing: without it a back-up cannot be verified.") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BackupError(f"{file} is not the manifest of a back-up.") from error
