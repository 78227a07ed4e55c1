"""Whether a column of a database holds what ours holds, whatever the database calls its type."""

from __future__ import annotations

from typing import Any

from sqlalchemy import types
from sqlalchemy.dialects import mssql
from sqlalchemy.types import TypeEngine

_KINDS: list[tuple[str, tuple[type[TypeEngine[Any]], ...]]] = [
    ("true or false", (types.Boolean, mssql.BIT)),
    ("a date and time", (types.DateTime,)),
    ("a date", (types.Date,)),
    ("text", (types.String, types.Enum)),
    ("bytes", (types._Binary,)),
    ("whole numbers", (types.Integer,)),
    ("numbers", (types.Numeric, types.Float)),
]
_WITHOUT_UNICODE = (types.VARCHAR, types.CHAR, types.TEXT)


def kind_of(type_: TypeEngine[Any]) -> str:
    """What a column holds, in words."""
    return next((kind for kind, classes in _KINDS if isinstance(type_, classes)), str(type_))


def misfit(real: TypeEngine[Any], ours: TypeEngine[Any], dialect: str) -> str | None:
    """Why what we write would not fit into a column, None where it fits."""
    wanted, found = kind_of(ours), kind_of(real)
    if wanted != found and not (wanted == "true or false" and found == "whole numbers"):
        return f"holds {found} ({_name(real)}) and must hold {wanted}"
    if wanted == "text":
        if dialect == "mssql" and isinstance(real, _WITHOUT_UNICODE):
            return f"is {_name(real)}, which cannot hold Arabic names; it must be NVARCHAR"
        length, needed = getattr(real, "length", None), getattr(ours, "length", None)
        if length is not None and (needed is None or length < needed):
            needs = "any length" if needed is None else f"{needed}"
            return f"holds texts of {length} characters and must hold {needs}"
    if wanted == "a date and time" and getattr(real, "timezone", False):
        return "is of a type with a time zone and must be without one (UTC)"
    return None


def narrowness(real: TypeEngine[Any], ours: TypeEngine[Any], dialect: str) -> str | None:
    """What of the values that we may write a column would refuse or round, None if nothing."""
    if isinstance(real, types.Numeric) and isinstance(ours, types.Numeric):
        if None not in (real.precision, ours.precision):
            digits = (real.precision or 0) - (real.scale or 0)
            if digits < (ours.precision or 0) - (ours.scale or 0):
                return f"is {_name(real)}: {10**digits:,} and above cannot be saved"
    elif isinstance(real, types.SMALLINT) and not isinstance(ours, types.SMALLINT):
        return "is SMALLINT: 32,768 and above cannot be saved"
    elif dialect == "mssql" and isinstance(real, types.DATETIME):
        return "is DATETIME: times are rounded to three milliseconds"
    return None


def _name(type_: TypeEngine[Any]) -> str:
    return str(type_).split(" COLLATE")[0]
