"""A session's versions as the page sees them: from what the shell found to the schemas."""

from __future__ import annotations

from sales_supervision.api import schemas, version_schemas
from sales_supervision.api.day_view import session_view
from sales_supervision.days.history import VersionEntry
from sales_supervision.days.merging import MergeSides
from sales_supervision.days.naming import CellNames
from sales_supervision.days.reopening import Reopened
from sales_supervision.domain.differences import Cell, Difference, Field
from sales_supervision.domain.merge import Choice, Conflict, MergedCell
from sales_supervision.storage.audit_storage import AuditRecord

_SPOKEN: dict[Field, str] = {
    "visited": "the visit",
    "not_visited_reason": "the reason for not visiting",
    "actual": "the quantities",
}


def difference_view(cell: Difference, names: CellNames) -> schemas.Difference:
    customer, item = names.customers.get(cell.customer_code), names.items.get(cell.item_code or "")
    return schemas.Difference(
        customer_code=cell.customer_code,
        customer_name=customer.customer_name if customer else cell.customer_code,
        customer_name_ar=customer.customer_name_ar if customer else None,
        field=cell.field,
        item_code=cell.item_code,
        item_name=item.item_name if item else cell.item_code,
        item_name_ar=item.item_name_ar if item else None,
        before=cell.before,
        after=cell.after,
    )


def undecided_view(conflict: Conflict, names: CellNames) -> schemas.FieldProblem:
    """A conflict that a merge left undecided, as an offending field."""
    code, field, item_code = conflict.cell
    customer, item = names.customers.get(code), names.items.get(item_code or "")
    customer_name = customer.customer_name if customer else code
    what = (
        f"{item.item_name if item else item_code} of {customer_name}"
        if item_code
        else f"{_SPOKEN[field]} of {customer_name}"
    )
    return schemas.FieldProblem(
        field=field,
        message=f"Choose mine or theirs for {what}.",
        customer_code=code,
        item_code=item_code,
    )


def merge_view(sides: MergeSides) -> version_schemas.MergePreview:
    session = sides.session
    return version_schemas.MergePreview(
        base_version=sides.draft.base_version,
        current_version=session.record_version,
        version_tag=str(sides.tag),
        saved_by=session.saved_by,
        saved_at=session.saved_at,
        session_status=session.status,
        cells=[_merge_cell(cell, sides) for cell in sides.result.cells],
    )


def _merge_cell(cell: MergedCell, sides: MergeSides) -> version_schemas.MergeCell:
    code, field, item_code = cell.cell
    customer, item = sides.names.customers.get(code), sides.names.items.get(item_code or "")
    return version_schemas.MergeCell(
        customer_code=code,
        customer_name=customer.customer_name if customer else code,
        customer_name_ar=customer.customer_name_ar if customer else None,
        field=field,
        item_code=item_code,
        item_name=item.item_name if item else item_code,
        item_name_ar=item.item_name_ar if item else None,
        before=cell.before,
        mine=cell.mine,
        theirs=cell.theirs,
        merged=cell.merged,
        is_conflict=cell.is_conflict,
        mine_at=sides.draft.kept_at if cell.mine != cell.before else None,
        theirs_at=sides.session.saved_at if cell.theirs != cell.before else None,
    )


def cell_choices(choices: list[version_schemas.MergeChoice]) -> dict[Cell, Choice]:
    """The choices by cell; of two for the same cell, the later."""
    return {(one.customer_code, one.field, one.item_code): one.choice for one in choices}


def session_reopened_answer(reopened: Reopened) -> str:
    """JSON of the answer to a reopening; kept with its idempotency key."""
    return version_schemas.SessionReopened(
        session=session_view(reopened.session),
        reopened_by=reopened.by,
        reopened_at=reopened.at,
        reason=reopened.reason,
    ).model_dump_json()


def version_view(entry: VersionEntry) -> version_schemas.SessionVersion:
    version = entry.version
    return version_schemas.SessionVersion(
        record_version=version.record_version,
        saved_at=version.saved_at,
        saved_by=version.saved_by,
        how=version.how,
        from_version=version.from_version,
        reopened_reason=entry.reopened_reason,
    )


def audit_view(record: AuditRecord) -> version_schemas.AuditRecord:
    entry = record.entry
    return version_schemas.AuditRecord(
        happened_at=record.happened_at,
        user_name=entry.user_name,
        action=entry.action,
        record_version=entry.record_version,
        from_version=entry.from_version,
        reason=entry.reason,
        detail=entry.detail,
    )
