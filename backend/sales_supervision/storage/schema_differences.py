"""A real schema beside the expected one: what differs, and whether we can work on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Index,
    Inspector,
    MetaData,
    Table,
    UniqueConstraint,
    func,
    inspect,
    literal_column,
    select,
    table,
)
from sqlalchemy.engine.interfaces import ReflectedColumn

from sales_supervision.storage.column_kinds import misfit, narrowness

Addable = Column[Any] | Index | UniqueConstraint
_EXAMPLES = 3


class Severity(StrEnum):
    """blocking: we cannot work so. addable: what is missing can be added beside the rows that are
    there. harmless: it may stay so."""

    BLOCKING = "must be mended"
    ADDABLE = "can be added"
    HARMLESS = "may stay"


@dataclass(frozen=True, slots=True)
class SchemaDifference:
    """``what`` ends the sentence that begins with the table; ``part`` is what can be added."""

    table: str
    what: str
    severity: Severity
    part: Addable | None = None

    def __str__(self) -> str:
        return f"{self.table}: {self.what}."


def schema_differences(connection: Connection, expected: MetaData) -> list[SchemaDifference]:
    """What differs in the tables that ``expected`` names, the worst first."""
    inspector = inspect(connection)
    there = set(inspector.get_table_names())
    found: list[SchemaDifference] = []
    for name in sorted(expected.tables):
        if name in there:
            found.extend(_Compared(connection, inspector, expected.tables[name]).differences())
        else:
            found.append(SchemaDifference(name, "the table is missing", Severity.BLOCKING))
    order = list(Severity)
    return sorted(found, key=lambda difference: order.index(difference.severity))


class _Compared:
    """One table of the database beside the expected one."""

    def __init__(self, connection: Connection, inspector: Inspector, expected: Table) -> None:
        self._connection = connection
        self._inspector = inspector
        self._expected = expected
        self._name = expected.name
        self._columns = {column["name"]: column for column in inspector.get_columns(self._name)}

    def differences(self) -> Iterator[SchemaDifference]:
        for column in self._expected.columns:
            real = self._columns.get(column.name)
            if real is None:
                yield self._missing_column(column)
            else:
                yield from self._column(real, column)
        for name, real in self._columns.items():
            if name not in self._expected.columns:
                yield self._extra_column(real)
        yield from self._uniques()
        yield from self._indexes()
        yield from self._foreign_keys()

    def _missing_column(self, column: Column[Any]) -> SchemaDifference:
        what = f"column {column.name} is missing"
        if column.nullable or column.server_default is not None:
            return self._told(what, Severity.ADDABLE, column)
        return self._told(what, Severity.BLOCKING)

    def _extra_column(self, real: ReflectedColumn) -> SchemaDifference:
        what = f"column {real['name']} is not ours"
        if real["nullable"] or _fills_itself(real):
            return self._told(what, Severity.HARMLESS)
        return self._told(
            f"{what} and must be filled, which our saves do not; let it be NULL or give it a "
            "default",
            Severity.BLOCKING,
        )

    def _column(self, real: ReflectedColumn, ours: Column[Any]) -> Iterator[SchemaDifference]:
        name, dialect = f"column {ours.name}", self._connection.dialect.name
        wrong = misfit(real["type"], ours.type, dialect)
        if wrong is not None:
            yield self._told(f"{name} {wrong}", Severity.BLOCKING)
        elif narrow := narrowness(real["type"], ours.type, dialect):
            yield self._told(f"{name} {narrow}", Severity.HARMLESS)
        if ours.primary_key:
            yield from self._key(real, ours)
        elif real["nullable"] and not ours.nullable:
            empty = self._count(literal_column(_quoted(self._connection, ours.name)).is_(None))
            if empty:
                yield self._told(f"{name} is empty in {empty} rows", Severity.BLOCKING)
            else:
                yield self._told(f"{name} may be empty, and nowhere is", Severity.HARMLESS)
        elif ours.nullable and not real["nullable"]:
            yield self._told(
                f"{name} must be filled, and our saves leave it empty where nothing is known; "
                "let it be NULL",
                Severity.BLOCKING,
            )
        if ours.server_default is not None and not _fills_itself(real):
            yield self._told(
                f"{name} has no default: a release that does not know it cannot save",
                Severity.HARMLESS,
            )

    def _key(self, real: ReflectedColumn, ours: Column[Any]) -> Iterator[SchemaDifference]:
        key = self._inspector.get_pk_constraint(self._name)["constrained_columns"]
        if key != [column.name for column in self._expected.primary_key]:
            told = ", ".join(key) or "nothing"
            yield self._told(f"the primary key is {told}, not {ours.name}", Severity.BLOCKING)
        elif (
            ours is self._expected.autoincrement_column
            and self._connection.dialect.name != "sqlite"
            and not _fills_itself(real)
        ):
            yield self._told(f"column {ours.name} does not number by itself", Severity.BLOCKING)

    def _uniques(self) -> Iterator[SchemaDifference]:
        ours = {
            tuple(column.name for column in constraint.columns): constraint
            for constraint in self._expected.constraints
            if isinstance(constraint, UniqueConstraint)
        }
        key = self._inspector.get_pk_constraint(self._name)["constrained_columns"]
        theirs = {frozenset(columns) for columns in self._unique_columns()} | {frozenset(key)}
        for columns, constraint in sorted(ours.items()):
            if frozenset(columns) in theirs or not set(columns) <= self._columns.keys():
                continue
            what = f"nothing makes {_listed(columns)} unique"
            twice = self._duplicates(columns)
            if twice:
                yield self._told(f"{what}, and there are several of {twice}", Severity.BLOCKING)
            else:
                yield self._told(what, Severity.ADDABLE, constraint)
        by_index = [tuple(index.columns.keys()) for index in self._expected.indexes if index.unique]
        for found in sorted(theirs, key=sorted):
            if found and not any(found >= set(columns) for columns in [*ours, *by_index, key]):
                yield self._told(
                    f"{_listed(sorted(found))} must be unique, which ours need not be",
                    Severity.BLOCKING,
                )

    def _unique_columns(self) -> Iterator[Sequence[str]]:
        for constraint in self._inspector.get_unique_constraints(self._name):
            yield constraint["column_names"]
        for index in self._inspector.get_indexes(self._name, include_auto_indexes=True):
            if index["unique"]:
                yield [name for name in index["column_names"] if name]

    def _indexes(self) -> Iterator[SchemaDifference]:
        theirs = [tuple(index["column_names"]) for index in self._inspector.get_indexes(self._name)]
        for index in sorted(self._expected.indexes, key=lambda index: str(index.name)):
            columns = tuple(column.name for column in index.columns)
            if columns not in theirs:
                what = f"index {index.name} on {_listed(columns)} is missing"
                yield self._told(what, Severity.ADDABLE, index)

    def _foreign_keys(self) -> Iterator[SchemaDifference]:
        theirs = {
            (tuple(key["constrained_columns"]), key["referred_table"])
            for key in self._inspector.get_foreign_keys(self._name)
        }
        for constraint in sorted(self._expected.foreign_key_constraints, key=str):
            columns, referred = tuple(constraint.column_keys), constraint.referred_table.name
            if (columns, referred) not in theirs:
                what = f"no foreign key leads from {_listed(columns)} to {referred}"
                yield self._told(what, Severity.HARMLESS)

    def _duplicates(self, columns: Sequence[str]) -> str:
        """Values that are there more than once, in words; empty where there are none."""
        grouped: list[ColumnElement[Any]] = [
            literal_column(_quoted(self._connection, name)) for name in columns
        ]
        rows = self._connection.execute(
            select(*grouped)
            .select_from(table(self._name))
            .group_by(*grouped)
            .having(func.count() > 1)
            .limit(_EXAMPLES + 1)
        ).all()
        told = "; ".join(" and ".join(map(str, row)) for row in rows[:_EXAMPLES])
        return f"{told}; and more" if len(rows) > _EXAMPLES else told

    def _count(self, condition: Any) -> int:
        return self._connection.execute(
            select(func.count()).select_from(table(self._name)).where(condition)
        ).scalar_one()

    def _told(self, what: str, severity: Severity, part: Addable | None = None) -> SchemaDifference:
        return SchemaDifference(self._name, what, severity, part)


def _fills_itself(real: ReflectedColumn) -> bool:
    return (
        bool(real.get("default") or real.get("identity") or real.get("computed"))
        or real.get("autoincrement") is True
    )


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote(name)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
