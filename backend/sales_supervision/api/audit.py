"""The HTTP routes of the audit trail as a whole: search, and export as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import StringConstraints

from sales_supervision.accounts.trail import note
from sales_supervision.api import audit_schemas as schemas
from sales_supervision.api.access import GuardedRoute, needs
from sales_supervision.api.identity import CurrentUser
from sales_supervision.api.openapi import problems
from sales_supervision.api.problems import ProblemError
from sales_supervision.api.request_problem_types import RequestProblem
from sales_supervision.api.services import In, Services
from sales_supervision.api.version_view import audit_view
from sales_supervision.api.visitor import From
from sales_supervision.clock import today
from sales_supervision.domain.access import Permission, Scope
from sales_supervision.spreadsheet_cells import as_text
from sales_supervision.storage.audit_storage import AuditRecord, AuditSearch, AuditStorage

router = APIRouter(prefix="/api/audit", tags=["audit"], route_class=GuardedRoute)

_ROWS_AT_ONCE = 1000
_EXPORT = "audit export"
"""The lock of whoever notes an export."""

_LARGEST_ID = 2**31 - 1
_FIRST_DAY = date(1970, 1, 2)
_LAST_DAY = date(9999, 12, 30)

COLUMNS = (
    "audit_id",
    "happened_at",
    "user_name",
    "action",
    "route_code",
    "supervision_date",
    "session_id",
    "record_version",
    "from_version",
    "reason",
    "request_id",
    "detail",
)

_Text = Annotated[str | None, Query(min_length=1, max_length=100, pattern=r"^[^\x00]+$")]
_Action = Annotated[
    str,
    StringConstraints(min_length=1, max_length=50, pattern=r"^[a-z_]+$"),
]
_Day = Annotated[date | None, Query(ge=_FIRST_DAY, le=_LAST_DAY)]


_PARTS = ("user_name", "action", "route_code", "first_date", "last_date", "text", "text_action")
_PAGE = ("before", "limit")


def only(*known: str) -> Callable[[Request], None]:
    """Refuses other parameters: a misspelt one would find more, and nobody would notice."""

    def check(request: Request) -> None:
        for name in request.query_params:
            if name not in known:
                told = f"There is no parameter {name[:50]!r}; there are {', '.join(known)}."
                if not known:
                    told = f"There is no parameter {name[:50]!r}; leave it out."
                raise ProblemError(RequestProblem.INVALID_REQUEST, told)

    return check


def wanted(  # noqa: PLR0917 - a parameter of the address each
    services: In,
    user_name: _Text = None,
    action: _Text = None,
    route_code: _Text = None,
    first_date: _Day = None,
    last_date: _Day = None,
    text: _Text = None,
    text_action: Annotated[list[_Action], Query(max_length=50)] = [],  # noqa: B006 - never changed
) -> AuditSearch:
    """Dates are of the deployment's time zone, and both included."""
    zone = services.settings.zone

    def begins(day: date | None) -> datetime | None:
        return None if day is None else datetime.combine(day, time(), zone).astimezone(UTC)

    after_last = None if last_date is None else last_date + timedelta(days=1)
    return AuditSearch(
        user_name,
        action,
        route_code,
        begins(first_date),
        begins(after_last),
        text,
        text_actions=tuple(text_action),
    )


Wanted = Annotated[AuditSearch, Depends(wanted)]


@router.get(
    "",
    operation_id="search_audit",
    dependencies=[needs(Permission.SEE_AUDIT), Depends(only(*_PARTS, *_PAGE))],
    responses=problems(422),
)
def search_audit(
    services: In,
    user: CurrentUser,
    search: Wanted,
    before: Annotated[int | None, Query(ge=1, le=_LARGEST_ID)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> schemas.Trail:
    """Who did what, newest first; `text` is looked for everywhere in an entry, in any case.

    `text_action` are kinds of acts that `text` stands for as well: the page has words for them.
    """
    found = _search(services, replace(search, before=before), user.scope, limit + 1)
    shown = found[:limit]
    more = len(found) > limit
    return schemas.Trail(
        records=[_record(record) for record in shown], next=shown[-1].audit_id if more else None
    )


@router.get(
    "/actions",
    operation_id="list_audit_actions",
    dependencies=[needs(Permission.SEE_AUDIT), Depends(only())],
    responses=problems(422),
)
def list_audit_actions(services: In) -> list[str]:
    """Every kind of act that is in the trail."""
    with services.database.reading() as connection:
        return AuditStorage(connection).actions()


@router.get(
    "/export",
    operation_id="export_audit",
    dependencies=[needs(Permission.SEE_AUDIT), Depends(only(*_PARTS))],
    response_class=StreamingResponse,
    responses={
        200: {"content": {"text/csv": {"schema": {"type": "string"}}}},
        **problems(422),
    },
)
def export_audit(
    services: In, user: CurrentUser, search: Wanted, device: From
) -> StreamingResponse:
    """All that a search finds as CSV, in UTF-8; the export is in the trail itself."""
    now, on = services.clock(), today(services.clock, services.settings.zone)
    told = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name in ("user_name", "action", "route_code", "since", "until", "text")
        if (value := getattr(search, name)) is not None
    }
    with services.database.writing(_EXPORT) as connection:
        note(connection, "audit_exported", user.user_name, device, now, search=told)
    return StreamingResponse(
        _lines(services, search, user.scope),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="audit-{on:%Y-%m-%d}.csv"'},
    )


def _lines(services: Services, search: AuditSearch, scope: Scope) -> Iterator[bytes]:
    # The mark tells spreadsheets that it is UTF-8.
    yield b"\xef\xbb\xbf" + _csv([COLUMNS])
    while found := _search(services, search, scope, _ROWS_AT_ONCE):
        yield _csv(_cells(record) for record in found)
        search = replace(search, before=found[-1].audit_id)


def _csv(rows: Iterable[Iterable[str]]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode(errors="replace")


def _cells(record: AuditRecord) -> list[str]:
    shown = _record(record).model_dump()
    detail = shown["detail"]
    shown["detail"] = None if detail is None else json.dumps(detail, ensure_ascii=False)
    shown["happened_at"] = record.happened_at.isoformat()
    return ["" if shown[name] is None else as_text(str(shown[name])) for name in COLUMNS]


def _search(services: Services, search: AuditSearch, scope: Scope, limit: int) -> list[AuditRecord]:
    with services.database.reading() as connection:
        return AuditStorage(connection).search(search, scope, limit)


def _record(record: AuditRecord) -> schemas.TrailRecord:
    entry = record.entry
    return schemas.TrailRecord(
        **audit_view(record).model_dump(),
        audit_id=record.audit_id,
        route_code=entry.route_code,
        supervision_date=entry.supervision_date,
        session_id=entry.session_id,
        request_id=entry.request_id,
    )
