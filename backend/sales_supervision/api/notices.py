"""The stream of a day's notices, as server-sent events."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from sales_supervision.api import notice_schemas
from sales_supervision.api.access import GuardedRoute, may_still, needs
from sales_supervision.api.openapi import problems
from sales_supervision.api.sales_supervision import Key
from sales_supervision.api.services import In
from sales_supervision.days.errors import RouteNotFoundError
from sales_supervision.domain.access import Permission
from sales_supervision.notices.notice import Notice, People, Reopened
from sales_supervision.notices.subscription import Subscription
from sales_supervision.storage.catalogue_storage import CatalogueStorage
from sales_supervision.storage.draft_storage import DraftKey

router = APIRouter(
    prefix="/api/days/{route_code}/{date}", tags=["notices"], route_class=GuardedRoute
)

_LARGEST_ID = 2**31 - 1


def key_of_known_route(key: Key, services: In) -> DraftKey:
    with services.database.reading() as connection:
        if CatalogueStorage(connection).route(key.route_code) is None:
            raise RouteNotFoundError(key.route_code)
    return key


async def subscription(
    key: Annotated[DraftKey, Depends(key_of_known_route)],
    services: In,
    tab: Annotated[
        str,
        Query(
            min_length=1,
            max_length=36,
            pattern=r"^[\x21-\x7e]+$",
            description="The browser tab, by a name that it made up.",
        ),
    ],
    after: Annotated[
        int | None,
        Query(ge=0, le=_LARGEST_ID, description="Last-Event-ID of a browser that cannot send it."),
    ] = None,
    last_event_id: Annotated[
        int | None, Header(ge=0, le=_LARGEST_ID, description="The newest notice that arrived.")
    ] = None,
) -> AsyncIterator[Subscription]:
    day = (key.route_code, key.on)
    last_id = after if last_event_id is None else last_event_id
    async with services.notices.watching(day, key.user_name, tab, last_id) as watched:
        yield watched


@router.get(
    "/notices",
    operation_id="watch_day",
    dependencies=[needs(Permission.VIEW)],
    response_class=EventSourceResponse,
    responses={
        200: {
            "model": notice_schemas.NoticeData,
            "description": "Events `saved`, `reopened` and `present`, until either side ends.",
        },
        **problems(404, 422),
    },
)
async def watch_day(
    request: Request,
    watched: Annotated[Subscription, Depends(subscription)],
) -> AsyncIterable[ServerSentEvent]:
    """Who saves or reopens the day, and who has it open, told as it happens.

    `saved` and `reopened` have an id. A stream that begins after such an id (`Last-Event-ID`) tells
    first what was missed, one that begins without tells the newest.
    """
    async for news in watched.news():
        if not await may_still(request, Permission.VIEW):
            return  # The browser asks again, and is told why.
        yield _present(news) if isinstance(news, tuple) else _event(news)


def _present(people: People) -> ServerSentEvent:
    return ServerSentEvent(
        event="present",
        data=notice_schemas.PresentNotice(
            people=[
                notice_schemas.PersonPresent(user_name=person.user_name, since=person.since)
                for person in people
            ]
        ),
    )


def _event(notice: Notice) -> ServerSentEvent:
    if isinstance(notice, Reopened):
        return ServerSentEvent(
            event="reopened",
            id=str(notice.notice_id),
            data=notice_schemas.ReopenedNotice(
                record_version=notice.record_version,
                by=notice.by,
                at=notice.at,
                reason=notice.reason,
            ),
        )
    return ServerSentEvent(
        event="saved",
        id=str(notice.notice_id),
        data=notice_schemas.SavedNotice(
            record_version=notice.record_version, by=notice.by, at=notice.at, how=notice.how
        ),
    )
