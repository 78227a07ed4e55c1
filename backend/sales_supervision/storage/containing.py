"""Text found by part, in any case, alike on every database."""

from __future__ import annotations

import re

from sqlalchemy import ColumnElement, func


def contains(column: ColumnElement[str], search: str) -> ColumnElement[bool]:
    """Whether ``column`` contains ``search`` as it stands."""
    # Not autoescape: it leaves [ alone, which begins a set of letters on SQL Server.
    escaped = re.sub(r"[/%_[]", r"/\g<0>", search.lower())
    return func.lower(column).like(f"%{escaped}%", escape="/")
