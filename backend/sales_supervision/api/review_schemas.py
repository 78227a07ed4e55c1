"""What goes over HTTP about reviews.

A point's words come apart into ``segments``, so that the page shows figures and names from the data
and never from the writer. Money is in US dollars.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from sales_supervision.api.schemas import Model
from sales_supervision.domain.reviews.metrics import Unit
from sales_supervision.domain.reviews.review import Language
from sales_supervision.domain.reviews.segments import SegmentKind
from sales_supervision.reviews.fallbacks import FallbackReason
from sales_supervision.reviews.progress import Stage


class AskForReview(Model):
    """Ask for a review; ``again`` has it written anew even where one of these figures is kept."""

    language: Language = Language.ENGLISH
    again: bool = False


class ReviewTarget(Model):
    """What the review is of: a customer of the route day, or the route where it is null."""

    route_code: str
    date: date
    customer_code: str | None


class Analyst(Model):
    """Who wrote: the built-in analyst, or the model of a provider."""

    kind: Literal["built_in", "model"]
    model: str = Field(description="Name of the model; `built-in` for the built-in analyst.")


class ReviewTokens(Model):
    """Tokens that the provider counted, of all attempts."""

    input: int
    output: int


class ReviewEvidence(Model):
    """One figure that a point rests on, as the server's facts have it."""

    metric: str
    unit: Unit
    value: int | float
    customer_code: str | None
    customer_name: str | None
    item_code: str | None
    item_name: str | None


class ReviewSegment(Model):
    """A piece of a point: words, or a figure or name of the evidence at ``evidence``."""

    kind: SegmentKind
    text: str = Field(description="Of words alone; empty for all other kinds.")
    evidence: int | None


class ReviewPoint(Model):
    """``text`` has placeholders such as `{0}` and `{0.item}`; ``segments`` are the same, parsed."""

    text: str
    segments: list[ReviewSegment]
    evidence: list[ReviewEvidence]


class ReviewSection(Model):
    name: str
    points: list[ReviewPoint]


class Review(Model):
    """A review as it was written, with who wrote it, when and at what price."""

    review_id: str
    target: ReviewTarget
    language: Language
    analyst: Analyst
    prompt_version: str
    written_at: datetime
    written_for: str = Field(description="Who asked for it first.")
    price: float | None = Field(
        description="US dollars; 0 from the built-in analyst, null where nobody knows the price."
    )
    tokens: ReviewTokens
    from_cache: bool
    facts_sha: str = Field(description="Of the figures that it was written from.")
    figures_changed: bool = Field(description="The figures have changed since it was written.")
    sections: list[ReviewSection]
    dropped_points: int = Field(description="Points left out: their figures were not in the data.")
    fallback_reason: FallbackReason | None = Field(
        description="Why the built-in analyst wrote in place of the model."
    )
    retry_offered: bool = Field(description="Asking again may bring the model's review.")


class ReviewFeedback(Model):
    """Whether a review helped, with a word about why."""

    review_id: Annotated[str, StringConstraints(min_length=1, max_length=36)]
    helpful: bool
    word: Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)] | None = None


class FeedbackKept(Model):
    """The answer to feedback: what is kept of it."""

    review_id: str
    helpful: bool
    word: str | None


class ReviewProgress(Model):
    """How far a review is, sent while it is written: event `progress` of the stream."""

    stage: Stage
    characters: int = Field(description="What the model has written so far.")


class ReviewDay(Model):
    """Reviews of one day by one model and prompt version."""

    date: date
    model: str
    prompt_version: str
    asked: int = Field(description="Requests for a review, however they were answered.")
    calls: int = Field(description="Calls to the provider, repairs and retries included.")
    hits: int = Field(description="Answered from what is kept, without a call.")
    outdated: int = Field(description="Of the hits: shown and marked as of earlier figures.")
    misses: int = Field(description="Had to be written.")
    ahead: int = Field(description="Written before anybody asked.")
    coalesced: int = Field(description="Waited for another request's review.")
    limited: int = Field(description="Refused by the rate limit.")
    latency_ms: int = Field(description="Sum over the reviews that a model wrote.")
    tokens_in: int
    tokens_out: int
    price: float
    price_saved: float = Field(description="What the hits would have cost.")
    points: int
    dropped_points: dict[str, int] = Field(description="By reason.")
    fallbacks: dict[str, int] = Field(description="By reason.")
    helpful: int
    unhelpful: int


class ReviewBudget(Model):
    """US dollars; a limit of 0 means that no model is asked."""

    day_limit: float
    day_spent: float
    month_limit: float
    month_spent: float


class ReviewFigures(Model):
    """Figures of the reviews, day by day."""

    since: date
    days: list[ReviewDay]
    budget: ReviewBudget
