"""The HTTP routes of the page: a route day opened, changed and saved."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Request, Response
from pydantic import BaseModel, BeforeValidator
from pydantic_core import PydanticCustomError

from sales_supervision.api import day_schemas as schemas
from sales_supervision.api import version_schemas
from sales_supervision.api.access import GuardedRoute, needs
from sales_supervision.api.day_view import day_change
from sales_supervision.api.identity import CurrentUser
from sales_supervision.api.languages import CallersLanguage
from sales_supervision.api.openapi import NOT_MODIFIED, TAGGED, problems
from sales_supervision.api.preconditions import (
    DatabaseEpoch,
    IdempotencyKey,
    IfMatch,
    change_key,
    session_request,
)
from sales_supervision.api.services import In, Services
from sales_supervision.days.opened_day import DayStamp, SavedDay
from sales_supervision.days.requests import AskedChange, SessionRequest
from sales_supervision.days.route_days import Change
from sales_supervision.domain import route_day
from sales_supervision.domain.access import Permission, Scope
from sales_supervision.domain.reviews.review import Language
from sales_supervision.storage.draft_storage import DraftKey
from sales_supervision.storage.idempotency_storage import FirstAnswer

router = APIRouter(prefix="/api/days/{route_code}/{date}", tags=["days"], route_class=GuardedRoute)

CodeInPath = Annotated[str, Path(min_length=1, max_length=50, pattern=r"^[^\x00]+$")]


def _iso(value: str) -> date:
    # Left alone, Pydantic would take numbers for seconds since 1970.
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    raise PydanticCustomError("iso_date", "is not a date such as 2026-11-23")


DateInPath = Annotated[date, Path(alias="date"), BeforeValidator(_iso)]


async def day_key(route_code: CodeInPath, on: DateInPath, user: CurrentUser) -> DraftKey:
    return DraftKey(route_code, on, user.user_name)


Key = Annotated[DraftKey, Depends(day_key)]


@dataclass(frozen=True, slots=True)
class Changing:
    """One change of the user's day."""

    services: Services
    request: Request
    key: DraftKey
    language: Language
    idempotency_key: str | None
    epoch: str | None

    def apply(
        self,
        change: Change,
        body: BaseModel | None = None,
        *,
        customer_code: str = "",
        item_codes: Sequence[str] = (),
        adds_customer_of: Scope | None = None,
    ) -> Response:
        """Keep ``change``, which ``body`` asks for, in the user's draft; not again for a repeat.

        Refused where neither the day nor a feed names the items, or the customer that it adds.
        """
        request = change_key(self.request, self.idempotency_key, body)
        asked = AskedChange(request, self.epoch, customer_code, item_codes, adds_customer_of)
        changed = self.services.days.change(self.key, change, asked)
        self.services.reviews.warming.after(self.key, changed, self.language)
        return Response(day_change(changed), media_type="application/json")


async def changing(
    request: Request,
    key: Key,
    services: In,
    language: CallersLanguage,
    *,
    idempotency_key: IdempotencyKey = None,
    database_epoch: DatabaseEpoch = None,
) -> AsyncIterator[Changing]:
    async with services.changes.turn():
        yield Changing(services, request, key, language, idempotency_key, database_epoch)


Day = Annotated[Changing, Depends(changing, scope="function")]


async def in_turn_to_change(services: In) -> AsyncIterator[None]:
    """The operation waits for its turn to change a day."""
    async with services.changes.turn():
        yield


async def in_turn_to_look(services: In) -> AsyncIterator[None]:
    """The operation waits for its turn to look at a day."""
    async with services.looks.turn():
        yield


IN_TURN_TO_CHANGE = Depends(in_turn_to_change, scope="function")
IN_TURN_TO_LOOK = Depends(in_turn_to_look, scope="function")


async def asked_of_session(
    request: Request, key: Key, if_match: IfMatch = None, idempotency_key: IdempotencyKey = None
) -> SessionRequest:
    """What a save, a reopening or a merge has in its headers; each repeat of it has the same."""
    return session_request(request, key, if_match, idempotency_key)


Asked = Annotated[SessionRequest, Depends(asked_of_session)]


async def tell_news(key: Key, services: In) -> AsyncIterator[None]:
    """Once the operation has succeeded, whoever has the day open is told."""
    yield
    services.notices.tell((key.route_code, key.on))


TELLS_NEWS = Depends(tell_news, scope="function")


@router.get(
    "",
    operation_id="open_day",
    dependencies=[needs(Permission.VIEW), IN_TURN_TO_LOOK],
    response_model=schemas.Day,
    responses={200: TAGGED, 304: NOT_MODIFIED, **problems(404, 422)},
)
def open_day(
    key: Key,
    user: CurrentUser,
    services: In,
    language: CallersLanguage,
    if_none_match: Annotated[
        str | None, Header(description="ETags that the caller holds already.")
    ] = None,
) -> Response:
    """The route day: live with the user's draft, or read-only as it was saved."""
    held = {tag.strip() for tag in (if_none_match or "").split(",")}

    def etag(stamp: DayStamp) -> str:
        return f'W/"{services.version}.{stamp.text}"'

    stamp, opened = services.days.look(
        key, lambda found: etag(found) in held, only_look=not user.may(Permission.SUPERVISE)
    )
    headers = {
        "ETag": etag(stamp),
        "Version-Tag": f'"{stamp.tag}"',
        "Cache-Control": "private, no-cache",
    }
    if stamp.draft_base is not None:
        headers["Draft-Base"] = str(stamp.draft_base)
    if opened is None:
        return Response(status_code=304, headers=headers)
    if isinstance(opened, SavedDay):
        content = opened.document.content
    else:
        if user.may(Permission.REVIEW):
            services.reviews.warming.after_opening(key, opened, language)
        content = services.day_views.live_day(opened)
    return Response(content, media_type="application/json", headers=headers)


@router.put(
    "/visits/{customer_code}",
    operation_id="mark_visited",
    dependencies=[needs(Permission.SUPERVISE)],
    response_model=schemas.DayChange,
    responses=problems(404, 409, 422),
)
def mark_visited(changing: Day, customer_code: CodeInPath, body: schemas.MarkVisited) -> Response:
    """Mark a customer visited; repeating it changes nothing."""
    now = changing.services.clock()
    return changing.apply(
        lambda day: route_day.mark_visited(day, customer_code, now, body.actuals),
        body,
        customer_code=customer_code,
        item_codes=list(body.actuals),
    )


@router.delete(
    "/visits/{customer_code}",
    operation_id="unmark_visited",
    dependencies=[needs(Permission.SUPERVISE)],
    response_model=schemas.DayChange,
    responses=problems(404, 409, 422),
)
def unmark_visited(changing: Day, customer_code: CodeInPath) -> Response:
    """Take a visit back; quantities entered stay as notes."""
    return changing.apply(lambda day: route_day.unmark_visited(day, customer_code))


@router.patch(
    "/customers/{customer_code}/actuals",
    operation_id="enter_actuals",
    dependencies=[needs(Permission.SUPERVISE)],
    response_model=schemas.DayChange,
    responses=problems(404, 409, 422),
)
def enter_actuals(changing: Day, customer_code: CodeInPath, body: schemas.EnterActuals) -> Response:
    """Enter or correct quantities sold, one item or many at once."""
    return changing.apply(
        lambda day: route_day.enter_actuals(day, customer_code, body.actuals),
        body,
        customer_code=customer_code,
        item_codes=list(body.actuals),
    )


@router.delete(
    "/customers/{customer_code}/actuals/{item_code}",
    operation_id="remove_item",
    dependencies=[needs(Permission.SUPERVISE)],
    response_model=schemas.DayChange,
    responses=problems(404, 409, 422),
)
def remove_item(changing: Day, customer_code: CodeInPath, item_code: CodeInPath) -> Response:
    """Remove an item that was added outside the recommendation."""
    return changing.apply(lambda day: route_day.remove_item(day, customer_code, item_code))


@router.put(
    "/customers/{customer_code}/not-visited-reason",
    operation_id="give_reason",
    dependencies=[needs(Permission.SUPERVISE)],
    response_model=schemas.DayChange,
    responses=problems(404, 409, 422),
)
def give_reason(changing: Day, customer_code: CodeInPath, body: schemas.GiveReason) -> Response:
    """Say why a planned customer was not visited."""
    return changing.apply(lambda day: route_day.give_reason(day, customer_code, body.reason), body)


@router.put(
    "/unplanned-customers/{customer_code}",
    operation_id="add_unplanned_customer",
    dependencies=[needs(Permission.SUPERVISE)],
    response_model=schemas.DayChange,
    responses=problems(404, 409, 422),
)
def add_unplanned_customer(changing: Day, customer_code: CodeInPath, user: CurrentUser) -> Response:
    """Add a customer outside the journey plan."""
    return changing.apply(
        lambda day: route_day.add_unplanned_customer(day, customer_code),
        customer_code=customer_code,
        adds_customer_of=user.scope,
    )


@router.delete(
    "/unplanned-customers/{customer_code}",
    operation_id="remove_unplanned_customer",
    dependencies=[needs(Permission.SUPERVISE)],
    response_model=schemas.DayChange,
    responses=problems(404, 409, 422),
)
def remove_unplanned_customer(changing: Day, customer_code: CodeInPath) -> Response:
    """Remove an added customer with all its entries."""
    return changing.apply(lambda day: route_day.remove_unplanned_customer(day, customer_code))


@router.post(
    "/session",
    operation_id="save_session",
    dependencies=[needs(Permission.SUPERVISE), TELLS_NEWS, IN_TURN_TO_CHANGE],
    response_model=version_schemas.SessionSaved,
    status_code=201,
    responses=problems(400, 404, 409, 422, 428),
)
def save_session(asked: Asked, services: In) -> Response:
    """Save the day. From then on it is read-only; a repeat with the same key changes nothing."""
    return first_answer(services.saving.save(asked))


def first_answer(first: FirstAnswer) -> Response:
    """The answer that is kept with an idempotency key, as it was given first."""
    return Response(first.answer, status_code=first.status_code, media_type="application/json")
