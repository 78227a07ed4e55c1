"""The HTTP routes of a session's versions: reopen, merge, look back, compare."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from sales_supervision.api import day_schemas, schemas, version_schemas
from sales_supervision.api.access import GuardedRoute, needs
from sales_supervision.api.openapi import problems
from sales_supervision.api.preconditions import (
    IdempotencyKey,
    change_key,
    request_id,
)
from sales_supervision.api.sales_supervision import (
    IN_TURN_TO_CHANGE,
    TELLS_NEWS,
    Asked,
    Key,
    first_answer,
)
from sales_supervision.api.services import In
from sales_supervision.api.version_view import (
    audit_view,
    cell_choices,
    difference_view,
    merge_view,
    version_view,
)
from sales_supervision.domain.access import Permission

router = APIRouter(
    prefix="/api/days/{route_code}/{date}", tags=["versions"], route_class=GuardedRoute
)

VersionInPath = Annotated[int, Path(ge=1, le=999_999_999)]


@router.post(
    "/session/reopen",
    operation_id="reopen_session",
    dependencies=[needs(Permission.REOPEN), TELLS_NEWS, IN_TURN_TO_CHANGE],
    response_model=version_schemas.SessionReopened,
    responses=problems(400, 404, 409, 422, 428),
)
def reopen_session(asked: Asked, body: version_schemas.ReopenSession, services: In) -> Response:
    """Make a saved day live again, for everyone, based on what was saved."""
    return first_answer(services.reopening.reopen(asked, body.reason))


@router.get(
    "/merge",
    operation_id="preview_merge",
    dependencies=[needs(Permission.SUPERVISE)],
    response_model=version_schemas.MergePreview,
    responses=problems(404, 422),
)
def preview_merge(key: Key, services: In) -> version_schemas.MergePreview:
    """Your draft beside the version that was saved since it began, cell by cell."""
    return merge_view(services.merging.preview(key))


@router.post(
    "/session/merge",
    operation_id="merge_session",
    dependencies=[needs(Permission.SUPERVISE), TELLS_NEWS, IN_TURN_TO_CHANGE],
    response_model=version_schemas.SessionSaved,
    status_code=201,
    responses=problems(400, 404, 409, 422, 428),
)
def merge_session(asked: Asked, body: version_schemas.MergeSession, services: In) -> Response:
    """Save your draft and theirs together as the next version; each conflict needs a choice."""
    return first_answer(services.merging.merge(asked, cell_choices(body.choices)))


@router.delete(
    "/draft",
    operation_id="discard_draft",
    dependencies=[needs(Permission.SUPERVISE), IN_TURN_TO_CHANGE],
    status_code=204,
    response_class=Response,
    responses=problems(404, 409, 422),
)
def discard_draft(
    request: Request, key: Key, services: In, idempotency_key: IdempotencyKey = None
) -> None:
    """Discard your own draft; what it held stays in the audit trail."""
    services.discarding.discard(key, change_key(request, idempotency_key), request_id(request))


@router.get(
    "/versions",
    operation_id="list_versions",
    dependencies=[needs(Permission.VIEW)],
    response_model=list[version_schemas.SessionVersion],
    responses=problems(404, 422),
)
def list_versions(key: Key, services: In) -> list[version_schemas.SessionVersion]:
    """Every saved version of the day, newest first; none where it was never saved."""
    return [version_view(found) for found in services.history.versions(key.route_code, key.on)]


@router.get(
    "/versions/{record_version}",
    operation_id="open_version",
    dependencies=[needs(Permission.VIEW)],
    response_model=day_schemas.Day,
    responses=problems(404, 422),
)
def open_version(key: Key, record_version: VersionInPath, services: In) -> Response:
    """The day exactly as that version saved it."""
    document = services.history.document(key.route_code, key.on, record_version)
    return Response(document.content, media_type="application/json")


@router.get(
    "/versions/{record_version}/differences/{other_version}",
    operation_id="compare_versions",
    dependencies=[needs(Permission.VIEW)],
    response_model=list[schemas.Difference],
    responses=problems(404, 422),
)
def compare_versions(
    key: Key, record_version: VersionInPath, other_version: VersionInPath, services: In
) -> list[schemas.Difference]:
    """Each cell that differs: ``before`` in the first version, ``after`` in the other."""
    compared = services.history.compare(key.route_code, key.on, record_version, other_version)
    return [difference_view(cell, compared.names) for cell in compared.differences]


@router.get(
    "/audit",
    operation_id="list_audit",
    dependencies=[needs(Permission.VIEW)],
    response_model=list[version_schemas.AuditRecord],
    responses=problems(404, 422),
)
def list_audit(key: Key, services: In) -> list[version_schemas.AuditRecord]:
    """Who did what to the day, newest first."""
    return [audit_view(found) for found in services.history.audit(key.route_code, key.on)]
