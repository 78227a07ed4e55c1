"""The HTTP routes of reviews: have one written, open the newest, judge it, and the figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Header, Query, Response
from fastapi.responses import StreamingResponse

from sales_supervision.api import review_schemas as schemas
from sales_supervision.api.access import GuardedRoute, needs
from sales_supervision.api.day_problem_types import DayProblem
from sales_supervision.api.openapi import Responses, problems
from sales_supervision.api.problems import ProblemError
from sales_supervision.api.review_view import figures_view, review_view
from sales_supervision.api.sales_supervision import CodeInPath, Key
from sales_supervision.api.services import In, Services
from sales_supervision.domain.access import Permission
from sales_supervision.domain.reviews.review import Language
from sales_supervision.reviews.rate_limits import TooSoonError
from sales_supervision.reviews.reviews import Answer, Pending, Reviews
from sales_supervision.storage.draft_storage import DraftKey
from sales_supervision.storage.review_figure_storage import (
    ReviewFeedbackStorage,
    ReviewFigureStorage,
)
from sales_supervision.storage.review_storage import ReviewTarget

router = APIRouter(tags=["reviews"], route_class=GuardedRoute)

_ROUTE = "/api/days/{route_code}/{date}/review"
_CUSTOMER = "/api/days/{route_code}/{date}/customers/{customer_code}/review"
_EVENT_STREAM = "text/event-stream"
_NEWS_SECONDS = 1.0
_NOT_KEPT = {"Cache-Control": "private, no-store"}

_STREAMED: Responses = {
    200: {
        "description": "The review; with `Accept: text/event-stream` events `progress` "
        "(ReviewProgress) while it is written, then one event `review` (Review).",
        "content": {_EVENT_STREAM: {"schema": {"type": "string"}}},
    }
}
_LIMITED: Responses = {
    429: {
        "description": "Problem details",
        "headers": {
            "Retry-After": {"schema": {"type": "integer"}},
            "RateLimit": {"schema": {"type": "string"}},
            "RateLimit-Policy": {"schema": {"type": "string"}},
        },
        **problems(429)[429],
    }
}

Accept = Annotated[str | None, Header(include_in_schema=False)]
NONE_YET: Responses = {
    204: {"description": "Nobody has had one written, or none was saved with the day."}
}
InLanguage = Annotated[
    Language | None, Query(description="Only in this language; the newest of all if left out.")
]
Recheck = Annotated[
    bool,
    Query(
        description="The caller shows one already and asks whether it still holds: this counts as "
        "no request for a review."
    ),
]


@router.post(
    _CUSTOMER,
    operation_id="review_customer",
    dependencies=[needs(Permission.REVIEW)],
    response_model=schemas.Review,
    responses={**_STREAMED, **_LIMITED, **problems(404, 409, 422)},
)
def review_customer(
    key: Key,
    customer_code: CodeInPath,
    body: schemas.AskForReview,
    services: In,
    accept: Accept = None,
) -> Response:
    """Have a customer's review written, or get the one that was written from equal figures."""
    return _review(services, key, customer_code, body, accept)


@router.post(
    _ROUTE,
    operation_id="review_route",
    dependencies=[needs(Permission.REVIEW)],
    response_model=schemas.Review,
    responses={**_STREAMED, **_LIMITED, **problems(404, 409, 422)},
)
def review_route(
    key: Key, body: schemas.AskForReview, services: In, accept: Accept = None
) -> Response:
    """Have the route's review written, or get the one that was written from equal figures."""
    return _review(services, key, None, body, accept)


@router.get(
    _CUSTOMER,
    operation_id="newest_customer_review",
    dependencies=[needs(Permission.VIEW)],
    response_model=schemas.Review,
    responses={**NONE_YET, **problems(404, 422)},
)
def newest_customer_review(
    key: Key,
    customer_code: CodeInPath,
    services: In,
    language: InLanguage = None,
    recheck: Recheck = False,
) -> Response:
    """The newest review of the customer on this day, rather one of the figures of now.

    Of a saved day as it was saved with it. 204 where there is none: POST has one written.
    """
    return _newest(services.reviews.reviews.newest(key, customer_code, language, recheck=recheck))


@router.get(
    _ROUTE,
    operation_id="newest_route_review",
    dependencies=[needs(Permission.VIEW)],
    response_model=schemas.Review,
    responses={**NONE_YET, **problems(404, 422)},
)
def newest_route_review(
    key: Key,
    services: In,
    language: InLanguage = None,
    recheck: Recheck = False,
) -> Response:
    """The newest review of the route on this day, rather one of the figures of now.

    Of a saved day as it was saved with it. 204 where there is none: POST has one written.
    """
    return _newest(services.reviews.reviews.newest(key, None, language, recheck=recheck))


@router.post(
    f"{_CUSTOMER}/feedback",
    operation_id="judge_customer_review",
    dependencies=[needs(Permission.REVIEW)],
    responses=problems(404, 422),
)
def judge_customer_review(
    key: Key, customer_code: CodeInPath, body: schemas.ReviewFeedback, services: In
) -> schemas.FeedbackKept:
    """Say whether a customer's review helped; saying it again replaces what was said."""
    return _judged(services, key, customer_code, body)


@router.post(
    f"{_ROUTE}/feedback",
    operation_id="judge_route_review",
    dependencies=[needs(Permission.REVIEW)],
    responses=problems(404, 422),
)
def judge_route_review(
    key: Key, body: schemas.ReviewFeedback, services: In
) -> schemas.FeedbackKept:
    """Say whether a route's review helped; saying it again replaces what was said."""
    return _judged(services, key, None, body)


@router.get(
    "/api/reviews/figures",
    operation_id="review_figures",
    dependencies=[needs(Permission.SEE_OPERATIONS)],
    responses=problems(422),
)
def review_figures(
    services: In, since: Annotated[date, Query(description="The first day.")]
) -> schemas.ReviewFigures:
    """Calls, hits, tokens, money, fallbacks and feedback by day, model and prompt version."""
    services.reviews.figures.flush()
    with services.database.reading() as connection:
        figures = ReviewFigureStorage(connection).since(since)
        feedback = ReviewFeedbackStorage(connection).since(since)
    return figures_view(since, figures, feedback, services.reviews.budget.spending())


def _review(
    services: Services,
    key: DraftKey,
    customer_code: str | None,
    body: schemas.AskForReview,
    accept: str | None,
) -> Response:
    reviews = services.reviews.reviews
    try:
        begun = reviews.begin(key, customer_code, body.language, again=body.again)
    except TooSoonError as error:
        raise ProblemError(
            DayProblem.TOO_SOON,
            str(error),
            extensions={"retry_after": error.seconds},
            headers={
                "Retry-After": str(error.seconds),
                "RateLimit": f'"{error.policy}";r=0;t={error.seconds}',
                "RateLimit-Policy": f'"{error.policy}";q=1;w={error.every}',
            },
        ) from error
    if _EVENT_STREAM in (accept or ""):
        return StreamingResponse(_told(reviews, begun), media_type=_EVENT_STREAM)
    return _shown(begun if isinstance(begun, Answer) else reviews.finish(begun))


def _told(reviews: Reviews, begun: Answer | Pending) -> Iterator[str]:
    """Events until the review is there."""
    if isinstance(begun, Pending):
        number, ended = 0, False
        while not ended and reviews.seconds_left(begun) > 0:
            wait = min(_NEWS_SECONDS, reviews.seconds_left(begun))
            newest, step, ended = begun.flight.progress.after(number, wait)
            if newest > number:
                number = newest
                told = schemas.ReviewProgress(stage=step.stage, characters=step.characters)
                yield _event("progress", told.model_dump_json())
        begun = reviews.finish(begun)
    yield _event("review", review_view(begun).model_dump_json())


def _event(name: str, data: str) -> str:
    return f"event: {name}\ndata: {data}\n\n"


def _newest(answer: Answer | None) -> Response:
    return Response(status_code=204, headers=_NOT_KEPT) if answer is None else _shown(answer)


def _shown(answer: Answer) -> Response:
    return Response(
        review_view(answer).model_dump_json(), media_type="application/json", headers=_NOT_KEPT
    )


def _judged(
    services: Services, key: DraftKey, customer_code: str | None, body: schemas.ReviewFeedback
) -> schemas.FeedbackKept:
    target = ReviewTarget(key.route_code, key.on, customer_code)
    word = body.word or None
    services.reviews.feedback.give(
        target, body.review_id, key.user_name, helpful=body.helpful, word=word
    )
    return schemas.FeedbackKept(review_id=body.review_id, helpful=body.helpful, word=word)
