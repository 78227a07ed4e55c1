"""Who writes a review: a model, held to the facts, or the built-in analyst."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from sales_supervision.domain.reviews.analyst import review_customer, review_route
from sales_supervision.domain.reviews.evidence import Verdict, check
from sales_supervision.domain.reviews.facts import CustomerFacts, Facts, RouteFacts
from sales_supervision.domain.reviews.review import CustomerReview, Language, Review, RouteReview
from sales_supervision.reviews.answers import InvalidAnswerError, review_in
from sales_supervision.reviews.budget import Budget
from sales_supervision.reviews.calling import Caller
from sales_supervision.reviews.chat_completions import MOST_TOKENS_OUT
from sales_supervision.reviews.fallbacks import FallbackReason
from sales_supervision.reviews.prices import Prices
from sales_supervision.reviews.progress import Progress, Stage
from sales_supervision.reviews.prompts import (
    prompt_for,
    repair_of,
    retry_of,
    schema_of,
    shown,
    size_of,
)
from sales_supervision.reviews.providers import (
    Prompt,
    ProviderAnswer,
    ProviderError,
    Schema,
    Watch,
)

_CHARACTERS_A_TOKEN = 3
"""Fewer than there are, so that a call costs rather less than was held back for it."""

_SAID_BACK = 20_000
"""Characters of a failed answer that are sent back with the complaint."""


@dataclass(slots=True)
class Effort:
    """What the writing took, whether or not a review came of it. ``price_micros`` is None where
    nobody knows the price; ``dropped``: points by reason, of every attempt."""

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    price_micros: int | None = 0
    points: int = 0
    dropped: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class ModelsReview:
    """A review that stands. ``dropped_points``: how many of its own points fell."""

    review: Review
    dropped_points: int


class ModelAnalyst:
    """Has a model write, checks every point, and asks once more where too little stands."""

    def __init__(self, caller: Caller, prices: Prices, budget: Budget) -> None:
        self._caller = caller
        self._prices = prices
        self._budget = budget

    @property
    def model(self) -> str:
        return self._caller.provider.model

    def prepare(self) -> None:
        self._caller.provider.prepare()

    def close(self) -> None:
        self._caller.provider.close()

    def write(
        self, facts: Facts, language: Language, until: float, progress: Progress, effort: Effort
    ) -> ModelsReview:
        """A review by the moment ``until`` of ``time.monotonic``; ``effort`` tells what it took.

        One repair of an answer that is invalid, one retry of one whose points do not hold. Raises
        ProviderError.
        """
        schema, prompt = schema_of(facts), prompt_for(facts, language)
        asked_again: set[FallbackReason] = set()
        while True:
            answer = self._ask(prompt, schema, until, progress, effort)
            progress.tell(Stage.CHECKING, len(answer.text))
            try:
                verdict = checked(review_in(answer.text, facts), facts)
            except InvalidAnswerError as error:
                failure, reply = FallbackReason.INVALID_ANSWER, repair_of(str(error))
            else:
                effort.points += verdict.points
                effort.dropped.update(fall.reason.value for fall in verdict.dropped)
                if not verdict.too_many:
                    return ModelsReview(verdict.review, len(verdict.dropped))
                failure, reply = FallbackReason.UNGROUNDED, retry_of(verdict.dropped)
            if failure in asked_again:
                raise ProviderError(failure, "asked twice in vain")
            asked_again.add(failure)
            progress.tell(Stage.REPAIRING)
            turn = answer.text[:_SAID_BACK], reply
            prompt = replace(prompt, turns=(*prompt.turns, turn))

    def _ask(
        self, prompt: Prompt, schema: Schema, until: float, progress: Progress, effort: Effort
    ) -> ProviderAnswer:
        progress.tell(Stage.ASKING)

        def attempted() -> None:
            effort.calls += 1

        tokens = (size_of(prompt) + len(shown(schema))) // _CHARACTERS_A_TOKEN
        with self._budget.reserve(self._prices.of(tokens, MOST_TOKENS_OUT)):
            answer = self._caller.ask(
                prompt,
                schema,
                until=until,
                watch=Watch(attempted, lambda characters: progress.tell(Stage.WRITING, characters)),
            )
        effort.tokens_in += answer.tokens_in
        effort.tokens_out += answer.tokens_out
        price = self._prices.of(answer.tokens_in, answer.tokens_out)
        if price is None or effort.price_micros is None:
            effort.price_micros = None
        else:
            effort.price_micros += price
        return answer


def built_in_review(facts: Facts, language: Language) -> Review:
    """The review of the built-in analyst."""
    if isinstance(facts, CustomerFacts):
        return review_customer(facts, language)
    if isinstance(facts, RouteFacts):
        return review_route(facts, language)
    raise TypeError(f"No review is made of {type(facts).__name__}.")


def checked(review: Review, facts: Facts) -> Verdict[CustomerReview] | Verdict[RouteReview]:
    if isinstance(review, CustomerReview):
        return check(review, facts)
    return check(review, facts)
