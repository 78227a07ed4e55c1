"""The import command as a person runs it: a folder of files, a command line, a database."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
from sqlalchemy import Table, select
from typer.testing import CliRunner, Result

from sales_supervision.cli import app
from sales_supervision.feeds.importing import (
    ImportOptions,
    ImportReport,
    Progress,
    WriteRefused,
    import_folder,
)
from sales_supervision.storage.engine import Database
from sales_supervision.storage.feed_storage import Feed
from sales_supervision.storage.tables import (
    customer,
    data_revision,
    feed_import,
    item,
    journey_plan,
    live_actual,
    recommendation_run,
    recommended_order,
    route,
    sale,
    van_load,
)
from tests.clocks import NOON

FED_TABLES = {
    Feed.ROUTES: route,
    Feed.CUSTOMERS: customer,
    Feed.ITEMS: item,
    Feed.JOURNEY_PLAN: journey_plan,
    Feed.SALES: sale,
    Feed.VAN_LOADS: van_load,
    Feed.RECOMMENDED_ORDERS: recommended_order,
    Feed.ACTUALS: live_actual,
}
"""By feed, the table that it fills."""


@dataclass(frozen=True, slots=True)
class Importer:
    """Runs ``sales-supervision import`` on ``folder``; the environment names ``database``."""

    folder: Path
    database: Database
    refused_path: Path
    _runner: CliRunner = field(default_factory=CliRunner)

    def put(self, name: str, content: str | bytes | pl.DataFrame) -> Path:
        """Write a file into the folder: text as UTF-8, a frame as Parquet."""
        path = self.folder / name
        if isinstance(content, pl.DataFrame):
            content.write_parquet(path)
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def run(self, *options: str) -> Result:
        arguments = ["import", str(self.folder), "--refused", str(self.refused_path), *options]
        result = self._runner.invoke(app, arguments)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def run_in_batches(
        self,
        rows: int,
        progress: Progress = lambda _file, _step, _rows: None,
        write_refused: WriteRefused = lambda _file, _rows: None,
    ) -> ImportReport:
        """What the command does, ``rows`` rows at a time, with what a test wants to watch."""
        options = ImportOptions(
            now=NOON,
            zone=ZoneInfo("Asia/Dubai"),
            batch_rows=rows,
            progress=progress,
            write_refused=write_refused,
        )
        return import_folder(self.database, self.folder, options)

    def refused(self) -> list[dict[str, str]]:
        """The rows of the refused rows' list; it must exist."""
        with self.refused_path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def reasons(self) -> list[tuple[int, str, str, str]]:
        """Line, column, reason and value of each entry in the refused rows' list."""
        return [
            (int(row["line"]), row["column"], row["reason"], row["value"]) for row in self.refused()
        ]

    def rows(self, table: Table) -> list[dict[str, Any]]:
        """All rows of a table by its primary key."""
        with self.database.reading() as connection:
            found = connection.execute(select(table).order_by(*table.primary_key))
            return [dict(row) for row in found.mappings()]

    def everything(self) -> dict[str, list[dict[str, Any]]]:
        """All rows of all tables that feeds write, and what is remembered of the imports."""
        tables = (*FED_TABLES.values(), feed_import, recommendation_run, data_revision)
        return {table.name: self.rows(table) for table in tables}
