"""The table of hourly figures: what each server process observed in each hour."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, SmallInteger, Table, Unicode

from sales_supervision.storage.column_types import MOMENT, exact
from sales_supervision.storage.tables import metadata

hourly_figure = Table(
    "tbl_hourly_figure",
    metadata,
    Column("figure_hour", MOMENT, primary_key=True),
    Column("figure", Unicode(40), primary_key=True),
    Column("subject", exact(200), primary_key=True),
    Column("bucket", SmallInteger, primary_key=True, autoincrement=False),
    Column("replica", Unicode(32), primary_key=True),
    Column("amount", BigInteger, nullable=False),
)
