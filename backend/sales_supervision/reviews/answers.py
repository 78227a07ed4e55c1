"""A model's text as a review of the domain: strict, so that nothing half valid passes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from sales_supervision.domain.reviews.facts import CustomerFacts, Facts
from sales_supervision.domain.reviews.review import (
    CustomerReview,
    Evidence,
    Point,
    Review,
    RouteReview,
    sections,
)

LONGEST_ANSWER = 60_000
_MOST_POINTS = 12
_MOST_EVIDENCE = 50
_MOST_COMPLAINTS = 3

_STRICT = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class InvalidAnswerError(ValueError):
    """The message says what is wrong, in words that quote nothing of the answer."""


class _Evidence(BaseModel):
    model_config = _STRICT

    metric: Annotated[str, Field(max_length=60)]
    value: int | float
    customer_code: Annotated[str, Field(max_length=50)] | None = None
    item_code: Annotated[str, Field(max_length=50)] | None = None


class _Point(BaseModel):
    model_config = _STRICT

    text: Annotated[str, Field(max_length=2_000)]
    evidence: Annotated[list[_Evidence], Field(max_length=_MOST_EVIDENCE)]


def review_in(text: str, facts: Facts) -> Review:
    """The review that ``text`` is. Raises InvalidAnswerError."""
    if len(text) > LONGEST_ANSWER:
        raise InvalidAnswerError(f"it is longer than {LONGEST_ANSWER} characters")
    kind: type[CustomerReview] | type[RouteReview] = (
        CustomerReview if isinstance(facts, CustomerFacts) else RouteReview
    )
    try:
        answer = _MODELS[kind].model_validate_json(_without_fence(text))
    except ValidationError as error:
        raise InvalidAnswerError(_complaint(error)) from error
    return kind(**{name: tuple(_point(point) for point in points) for name, points in iter(answer)})


def _model_of(kind: type[CustomerReview] | type[RouteReview]) -> type[BaseModel]:
    points = Annotated[list[_Point], Field(max_length=_MOST_POINTS)]
    named: dict[str, Any] = {name: (points, ...) for name, _ in sections(kind())}
    return create_model(kind.__name__, __config__=_STRICT, **named)


_MODELS: Mapping[type[CustomerReview] | type[RouteReview], type[BaseModel]] = {
    kind: _model_of(kind) for kind in (CustomerReview, RouteReview)
}


def _without_fence(text: str) -> str:
    """Models that know no schema like to put JSON into a code block."""
    stripped = text.strip()
    if stripped.startswith("```") and stripped.endswith("```"):
        return stripped.removeprefix("```json").removeprefix("```").removesuffix("```")
    return stripped


def _point(point: _Point) -> Point:
    return Point(
        point.text,
        tuple(
            Evidence(piece.metric, piece.value, piece.customer_code, piece.item_code)
            for piece in point.evidence
        ),
    )


def _complaint(error: ValidationError) -> str:
    complaints = []
    for problem in error.errors(include_url=False, include_input=False)[:_MOST_COMPLAINTS]:
        # Only names of ours and places: a key that the model made up is not said back.
        place = ".".join(
            str(part) if isinstance(part, int) or part in _OUR_NAMES else "?"
            for part in problem["loc"]
        )
        complaints.append(f"{problem['type']} at {place or 'the top'}")
    return "; ".join(complaints)


_OUR_NAMES = frozenset(
    {name for kind in (CustomerReview, RouteReview) for name, _ in sections(kind())}
    | set(_Evidence.model_fields)
    | set(_Point.model_fields)
)
