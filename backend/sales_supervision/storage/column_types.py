"""Column types that differ by database. Tables and migrations share them.

Codes and user names compare character by character on every database: SQL Server's usual
collations take `a1` for `A1`, and PostgreSQL's sort by the habits of a language.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Date, DateTime, LargeBinary, Unicode, UnicodeText
from sqlalchemy.dialects import mssql
from sqlalchemy.types import TypeEngine

SQL_SERVER_COLLATION = "Latin1_General_100_BIN2"

MOMENT: TypeEngine[Any] = DateTime().with_variant(mssql.DATETIME2(precision=6), "mssql")
"""A point in time as UTC without offset, to the microsecond."""

# Named outright: without a connection SQLAlchemy would write SQL Server's old DATETIME, NTEXT and
# IMAGE.
DAY: TypeEngine[Any] = Date().with_variant(mssql.DATE(), "mssql")
LONG_TEXT: TypeEngine[Any] = UnicodeText().with_variant(mssql.NVARCHAR(), "mssql")
BYTES: TypeEngine[Any] = LargeBinary().with_variant(mssql.VARBINARY("max"), "mssql")


def exact(length: int) -> TypeEngine[Any]:
    """Text of at most ``length`` characters that equals only itself."""
    return (
        Unicode(length)
        .with_variant(Unicode(length, collation=SQL_SERVER_COLLATION), "mssql")
        .with_variant(Unicode(length, collation="C"), "postgresql")
    )
