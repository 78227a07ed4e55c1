"""The HTTP routes of the page: a route day opened, changed and saved."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Depends, Header, Path, Request, Response
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from sales_supervision.api import schemas
from sales_supervision.api.day_view import day_change, live_day
from sales_supervision.api.openapi import NOT_MODIFIED, TAGGED, problems
from sales_supervision.api.problems import ProblemError, ProblemType
from sales_supervision.api.services import Services, services_of
from sales_supervision.days.opened_day import SavedDay
from sales_supervision.days.route_days import Change
from sales_supervision.days.saving import SaveRequest
from sales_supervision.domain import route_day
from sales_supervision.storage.draft_storage import DraftKey

router = APIRouter(prefix="/api/days/{route_code}/{date}", tags=["days"])

CodeInPath = Annotated[str, Path(min_length=1, max_length=50, pattern=r"^[^\x00]+$")]


def _iso(value: str) -> str:
    # Left alone, Pydantic would take numbers for seconds since 1970.
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) is None:
        raise PydanticCustomError("iso_date", "must be a date such as 2026-03-17")
    return value


DateInPath = Annotated[date, Path(alias="date"), BeforeValidator(_iso)]


def day_key(
    request: Request,
    route_code: CodeInPath,
    on: DateInPath,
) -> DraftKey:
    return DraftKey(route_code, on, services_of(request).settings.user_name)


Key = Annotated[DraftKey, Depends(day_key)]
In = Annotated[Services, Depends(services_of)]


@router.get(
    "",
    operation_id="open_day",
    response_model=schemas.Day,
    responses={200: TAGGED, 304: NOT_MODIFIED, **problems(404, 422)},
)
def open_day(
    key: Key,
    services: In,
    if_none_match: Annotated[
        str | None, Header(description="ETags that the caller holds already.")
    ] = None,
) -> Response:
    """The route day: live with the user's draft, or read-only as it was saved."""
    # Read before the day, the tag is never newer than what it is given to.
    tag = f'W/"{services.version}.{services.days.stamp(key)}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if tag in {held.strip() for held in (if_none_match or "").split(",")}:
        return Response(status_code=304, headers=headers)
    opened = services.days.open(key)
    content = (
        opened.document.content
        if isinstance(opened, SavedDay)
        else live_day(opened).model_dump_json().encode()
    )
    return Response(content, media_type="application/json", headers=headers)


@router.put(
    "/visits/{customer_code}",
    operation_id="mark_visited",
    response_model=schemas.DayChange,
    responses=problems(404, 409, 422),
)
def mark_visited(
    key: Key, customer_code: CodeInPath, body: schemas.MarkVisited, services: In
) -> Response:
    """Mark a customer visited; repeating it changes nothing."""
    services.days.require_items(customer_code, list(body.actuals))
    now = services.clock()
    return _changed(
        services,
        key,
        lambda day: route_day.mark_visited(day, customer_code, now, body.actuals),
    )


@router.delete(
    "/visits/{customer_code}",
    operation_id="unmark_visited",
    response_model=schemas.DayChange,
    responses=problems(404, 409, 422),
)
def unmark_visited(key: Key, customer_code: CodeInPath, services: In) -> Response:
    """Take a visit back; quantities entered stay as notes."""
    return _changed(services, key, lambda day: route_day.unmark_visited(day, customer_code))


@router.patch(
    "/customers/{customer_code}/actuals",
    operation_id="enter_actuals",
    response_model=schemas.DayChange,
    responses=problems(404, 409, 422),
)
def enter_actuals(
    key: Key, customer_code: CodeInPath, body: schemas.EnterActuals, services: In
) -> Response:
    """Enter or correct quantities sold, one item or many at once."""
    services.days.require_items(customer_code, list(body.actuals))
    return _changed(
        services, key, lambda day: route_day.enter_actuals(day, customer_code, body.actuals)
    )


@router.delete(
    "/customers/{customer_code}/actuals/{item_code}",
    operation_id="remove_item",
    response_model=schemas.DayChange,
    responses=problems(404, 409, 422),
)
def remove_item(
    key: Key, customer_code: CodeInPath, item_code: CodeInPath, services: In
) -> Response:
    """Remove an item that was added outside the recommendation."""
    return _changed(services, key, lambda day: route_day.remove_item(day, customer_code, item_code))


@router.put(
    "/customers/{customer_code}/not-visited-reason",
    operation_id="give_reason",
    response_model=schemas.DayChange,
    responses=problems(404, 409, 422),
)
def give_reason(
    key: Key, customer_code: CodeInPath, body: schemas.GiveReason, services: In
) -> Response:
    """Say why a planned customer was not visited."""
    return _changed(
        services, key, lambda day: route_day.give_reason(day, customer_code, body.reason)
    )


@router.put(
    "/unplanned-customers/{customer_code}",
    operation_id="add_unplanned_customer",
    response_model=schemas.DayChange,
    responses=problems(404, 409, 422),
)
def add_unplanned_customer(key: Key, customer_code: CodeInPath, services: In) -> Response:
    """Add a customer outside the journey plan."""
    services.days.require_customer(customer_code)
    return _changed(services, key, lambda day: route_day.add_unplanned_customer(day, customer_code))


@router.delete(
    "/unplanned-customers/{customer_code}",
    operation_id="remove_unplanned_customer",
    response_model=schemas.DayChange,
    responses=problems(404, 409, 422),
)
def remove_unplanned_customer(key: Key, customer_code: CodeInPath, services: In) -> Response:
    """Remove an added customer with all its entries."""
    return _changed(
        services, key, lambda day: route_day.remove_unplanned_customer(day, customer_code)
    )


@router.post(
    "/session",
    operation_id="save_session",
    response_model=schemas.SessionSaved,
    status_code=201,
    responses=problems(400, 404, 409, 422, 428),
)
def save_session(
    request: Request,
    key: Key,
    services: In,
    if_match: Annotated[
        str | None, Header(description='Version that the draft began from, such as "0".')
    ] = None,
    idempotency_key: Annotated[
        str | None, Header(min_length=8, max_length=100, pattern=r"^[\x21-\x7e]+$")
    ] = None,
) -> Response:
    """Save the day. From then on it is read-only; a repeat with the same key changes nothing."""
    if idempotency_key is None:
        raise ProblemError(
            ProblemType.IDEMPOTENCY_KEY_MISSING,
            "Send an Idempotency-Key header with a value of your own, the same on each repeat.",
        )
    first = services.saving.save(
        SaveRequest(
            key=key,
            expected_version=_version(if_match),
            idempotency_key=idempotency_key,
            request_id=getattr(request.state, "request_id", str(uuid4())),
        )
    )
    return Response(first.answer, status_code=first.status_code, media_type="application/json")


def _changed(services: Services, key: DraftKey, change: Change) -> Response:
    changed = services.days.change(key, change)
    services.reviews.warming.after(key, changed)
    view = day_change(changed)
    return Response(view.model_dump_json(), media_type="application/json")


def _version(if_match: str | None) -> int:
    """The number in an If-Match header such as ``"3"``."""
    if if_match is None:
        raise ProblemError(
            ProblemType.PRECONDITION_REQUIRED,
            'Send If-Match with the version that your draft began from, such as "0".',
        )
    digits = if_match.strip().removeprefix("W/").strip('"')
    if not digits.isascii() or not digits.isdigit() or len(digits) > 9:
        raise ProblemError(
            ProblemType.INVALID_REQUEST, f'If-Match must be a version such as "0", not {if_match}.'
        )
    return int(digits)
