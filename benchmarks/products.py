"""The databases on which a part is measured, by the names that its rows give."""

from __future__ import annotations

from enum import StrEnum


class Product(StrEnum):
    SQLITE = "SQLite"
    POSTGRESQL = "PostgreSQL"
