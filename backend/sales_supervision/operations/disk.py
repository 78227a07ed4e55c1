"""Room on the disk that the database's file is on."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy.engine import URL


def free_bytes(url: URL) -> int | None:
    """Bytes free beside the database's file; None where it is on another machine, or unknown."""
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    try:
        return shutil.disk_usage(Path(url.database).resolve().parent).free
    except OSError:
        return None
