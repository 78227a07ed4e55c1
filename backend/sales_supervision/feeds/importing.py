"""Importing a folder of files: each is checked as a whole, then written in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
from sqlalchemy.exc import DBAPIError

from sales_supervision.domain.access import COMMAND_LINE
from sales_supervision.feeds.checking import Checked, check
from sales_supervision.feeds.feed_file import LINE, FeedFile, FileRefusedError, readable
from sales_supervision.feeds.formats import FORMATS, FeedFormat, Known
from sales_supervision.feeds.reading import BATCH_ROWS, SUFFIXES, batches, examine
from sales_supervision.feeds.repetition import RepeatedKeys
from sales_supervision.feeds.typed_rows import key_hashes, with_types
from sales_supervision.interrupts import HeldInterrupt, held_interrupts
from sales_supervision.storage.audit_storage import AuditEntry, AuditStorage
from sales_supervision.storage.engine import FEEDS, Database
from sales_supervision.storage.errors import DatabaseUnavailableError
from sales_supervision.storage.feed_storage import Feed, FeedStorage
from sales_supervision.storage.known_codes import (
    KnownCodes,
    ensure_routes,
    known_codes,
    last_import,
)
from sales_supervision.storage.recommendation_storage import RecommendationStorage
from sales_supervision.storage.retrying import retried

MOST_REFUSED = 1_000_000
"""Refused rows of a file that are listed, so that none fills the disk with what is wrong in it."""

WriteRefused = Callable[[str, pl.DataFrame], None]
Progress = Callable[[str, str, int], None]


class NotConcludedError(Exception):
    """The rows of a file were taken and the database failed then; its cause says how."""

    def __init__(self, file_name: str, accepted: int) -> None:
        super().__init__(f"{file_name} was taken and not remembered.")
        self.file_name = file_name
        self.accepted = accepted


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file. ``problem``: why nothing of it was taken, None if it was read.

    ``to_recommend``: route days of which our recommender makes the orders anew.
    """

    file_name: str
    feed: Feed
    accepted: int = 0
    refused: int = 0
    to_recommend: int = 0
    unchanged_since: datetime | None = None
    problem: str | None = None
    encoding: str | None = None
    ignored_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """``unrecognised``: files of the folder that are no feed's."""

    files: tuple[FileReport, ...] = ()
    unrecognised: tuple[str, ...] = ()


@dataclass(slots=True)
class ImportOptions:
    """``again``: import files that were imported before, too. ``encoding``: of all CSV files.

    ``system_user``: who imports, as the audit trail has it. ``begun`` and ``finished`` are told of
    each file; an interrupt comes before its rows are committed or after ``finished``.
    """

    now: datetime
    zone: ZoneInfo
    system_user: str | None = None
    again: bool = False
    encoding: str | None = None
    batch_rows: int = BATCH_ROWS
    most_refused: int = MOST_REFUSED
    progress: Progress = lambda _file, _step, _rows: None
    write_refused: WriteRefused = lambda _file, _rows: None
    begun: Callable[[str], None] = lambda _file: None
    finished: Callable[[FileReport], None] = lambda _report: None


@dataclass(slots=True)
class _Findings:
    """``days``: route days that the file replaces. ``first_dates``: of sales, by route."""

    accepted: int = 0
    refused: int = 0
    days: set[tuple[str, date]] = field(default_factory=set)
    first_dates: dict[str, date] = field(default_factory=dict)
    routes: set[str] = field(default_factory=set)


def import_folder(database: Database, folder: Path, options: ImportOptions) -> ImportReport:
    """Import the files of ``folder`` that are named after a feed, in the order of dependency.

    Raises FileRefusedError when the folder cannot be read or holds no feed's file, or a feed twice;
    NotConcludedError where the database fails between a file's rows and remembering it.
    """
    names = {feed.value: feed for feed in Feed}
    found: dict[Feed, Path] = {}
    unrecognised = []
    for path in _paths(folder):
        feed = names.get(path.stem.lower())
        if path.suffix.lower() not in SUFFIXES or feed is None or not path.is_file():
            unrecognised.append(path.name)
        elif feed in found:
            raise FileRefusedError(
                f"{found[feed].name} and {path.name} are both of the feed {feed}; keep one."
            )
        else:
            found[feed] = path
    if not found:
        expected = ", ".join(feed.value for feed in Feed)
        raise FileRefusedError(
            f"{folder} holds no file to import; name files {expected} with .csv or .parquet."
        )
    reports = []
    for feed in (feed for feed in Feed if feed in found):
        with held_interrupts() as held:
            options.begun(found[feed].name)
            reports.append(_import_file(database, FORMATS[feed], found[feed], options, held))
            options.finished(reports[-1])
    return ImportReport(tuple(reports), tuple(unrecognised))


def _paths(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise FileRefusedError(f"{folder} is not a folder.")
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise FileRefusedError(f"{folder} cannot be read ({error.strerror}).") from error


def _import_file(
    database: Database,
    feed_format: FeedFormat,
    path: Path,
    options: ImportOptions,
    held: HeldInterrupt,
) -> FileReport:
    """Import one file: all its acceptable rows, or nothing if the file is refused as a whole."""
    feed = feed_format.feed
    try:
        file = examine(path, options.encoding)
        _require_columns(file, feed_format)
        with database.reading() as connection:
            before = last_import(connection, feed)
            known = _series(known_codes(connection))
        if before and before.is_whole(file.sha256) and not options.again:
            return FileReport(
                path.name, feed, accepted=before.accepted_rows, unchanged_since=before.imported_at
            )
        with RepeatedKeys() as keys:
            reading = _Reading(file, feed_format, known, keys, options)
            findings = _check_all(reading)
            _write_all(database, reading, findings, held)
        try:
            to_recommend = _conclude(database, reading, findings)
        except (DBAPIError, DatabaseUnavailableError) as error:
            raise NotConcludedError(path.name, findings.accepted) from error
    except FileRefusedError as error:
        return FileReport(path.name, feed, problem=str(error))
    columns = {column.name for column in feed_format.columns}
    return FileReport(
        path.name,
        feed,
        findings.accepted,
        findings.refused,
        to_recommend,
        encoding=file.encoding,
        ignored_columns=tuple(name for name in file.columns if name and name not in columns),
    )


def _require_columns(file: FeedFile, feed_format: FeedFormat) -> None:
    missing = [
        column.name
        for column in feed_format.columns
        if column.required and column.name not in file.columns
    ]
    if missing:
        raise FileRefusedError(
            f"{file.path.name} lacks the column{'s' if len(missing) > 1 else ''} "
            f"{', '.join(missing)}; "
            f"it has {readable(file.columns)}."
        )


@dataclass(frozen=True, slots=True)
class _Reading:
    """A file that is read twice, to check it and to write it, with the same result."""

    file: FeedFile
    feed_format: FeedFormat
    known: Mapping[Known, pl.Series]
    keys: RepeatedKeys
    options: ImportOptions

    def first(self) -> Iterator[Checked]:
        for typed in self._typed():
            hashes = key_hashes(typed, self.feed_format)
            yield self._checked(typed, self.keys.find(hashes, typed.get_column(LINE)))

    def second(self) -> Iterator[Checked]:
        for typed in self._typed():
            yield self._checked(typed, self.keys.recall(typed.get_column(LINE)))

    def _typed(self) -> Iterator[pl.DataFrame]:
        columns = [column.name for column in self.feed_format.columns]
        wanted = [name for name in columns if name in self.file.columns]
        for batch in batches(self.file, wanted, self.options.batch_rows):
            yield with_types(batch, self.feed_format, self.options.zone)

    def _checked(self, typed: pl.DataFrame, repeated: pl.Series) -> Checked:
        return check(typed, self.feed_format, self.known, repeated)


def _check_all(reading: _Reading) -> _Findings:
    """The first reading: nothing is written but the refused rows' list."""
    findings, feed_format, options = _Findings(), reading.feed_format, reading.options
    file_name = reading.file.path.name
    for checked in reading.first():
        accepted = checked.accepted
        findings.accepted += accepted.height
        findings.refused += checked.refused_rows
        if "route_code" in accepted.columns:
            findings.routes.update(accepted.get_column("route_code").drop_nulls().unique())
        if feed_format.day:
            day = feed_format.column(feed_format.day).target
            findings.days.update(accepted.select("route_code", day).unique().iter_rows())
        if feed_format.feed is Feed.SALES:
            _take_first_dates(findings.first_dates, accepted)
        if checked.refused_rows:
            options.write_refused(file_name, checked.refused)
            if findings.refused > options.most_refused:
                raise FileRefusedError(
                    f"More than {options.most_refused:,} rows of {file_name} are wrong, so nothing "
                    "of it was taken; mend what the list shows, then import it again."
                )
        options.progress(file_name, "checked", findings.accepted + findings.refused)
    return findings


def _take_first_dates(first_dates: dict[str, date], sales: pl.DataFrame) -> None:
    for route_code, first in sales.group_by("route_code").agg(pl.min("sale_date")).iter_rows():
        first_dates[route_code] = min(first, first_dates.get(route_code, first))


@retried
def _write_all(
    database: Database, reading: _Reading, findings: _Findings, held: HeldInterrupt
) -> None:
    """The second reading, in one transaction: an interruption leaves nothing of the file.

    From just before the commit on interrupts are ``held``, since they would come too late.
    """
    # Another attempt can be interrupted again.
    held.release()
    file, feed_format, options = reading.file, reading.feed_format, reading.options
    feed, written = feed_format.feed, 0
    with database.writing(FEEDS) as connection:
        storage = FeedStorage(connection, options.now)
        if feed is not Feed.ROUTES:
            ensure_routes(connection, findings.routes)
        if feed_format.day:
            storage.clear_days(feed, findings.days)
        write = storage.append if feed_format.day else storage.upsert
        for checked in reading.second():
            file.require_unchanged()
            written += write(feed, _table_rows(feed, checked.accepted))
            options.progress(file.path.name, "written", written)
        file.require_unchanged()
        told = {
            "system_user": options.system_user,
            "file": file.path.name,
            "feed": feed.value,
            "rows": findings.accepted,
            "refused": findings.refused,
        }
        entry = AuditEntry("data_imported", COMMAND_LINE, detail=told)
        AuditStorage(connection).record(entry, options.now)
        held.hold()


@retried
def _conclude(database: Database, reading: _Reading, findings: _Findings) -> int:
    """Have what the rows change recommended anew, then remember the file; returns the route days.

    In a transaction of its own, since the one that wrote the rows does not see what was recommended
    meanwhile from the old ones. A file that is not remembered is taken again.
    """
    file, feed, now = reading.file, reading.feed_format.feed, reading.options.now
    with database.writing(FEEDS) as connection:
        count = _forget_recommended(RecommendationStorage(connection), feed, findings, now)
        FeedStorage(connection, now).note_import(
            feed, file.path.name, file.sha256, findings.accepted, findings.refused
        )
    return count


def _forget_recommended(
    storage: RecommendationStorage, feed: Feed, findings: _Findings, now: datetime
) -> int:
    """What was recommended to the customers of another plan, or from another history."""
    days, first_dates = findings.days, findings.first_dates
    if feed is Feed.JOURNEY_PLAN and days:
        first = min(on for _, on in days)
        return storage.forget_made(first, lambda route, on: (route, on) in days, now)
    if feed is Feed.SALES and first_dates:
        # A sale counts for the days after it.
        first = min(first_dates.values())
        return storage.forget_made(first, lambda route, on: on > first_dates.get(route, on), now)
    return 0


def _table_rows(feed: Feed, accepted: pl.DataFrame) -> list[dict[str, object]]:
    if feed is Feed.RECOMMENDED_ORDERS:
        accepted = accepted.with_columns(pl.col("reason").cast(pl.String).fill_null(""))
    return accepted.to_dicts()


def _series(codes: KnownCodes) -> dict[Known, pl.Series]:
    return {
        Known.CUSTOMER: pl.Series(codes.customers, dtype=pl.String),
        Known.ITEM: pl.Series(codes.items, dtype=pl.String),
    }
