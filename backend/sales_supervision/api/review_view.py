"""Reviews as the page sees them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sales_supervision.api import review_schemas as schemas
from sales_supervision.domain.reviews.metrics import METRICS
from sales_supervision.domain.reviews.segments import segments
from sales_supervision.reviews.budget import Spending
from sales_supervision.reviews.documents import BUILT_IN, KeptEvidence, KeptPoint, KeptReview
from sales_supervision.reviews.prices import MICROS
from sales_supervision.reviews.reviews import Answer
from sales_supervision.storage.review_figure_storage import PRICE, FigureKey


def review_view(answer: Answer) -> schemas.Review:
    kept, target = answer.kept, answer.target
    return schemas.Review(
        review_id=answer.review_id,
        target=schemas.ReviewTarget(
            route_code=target.route_code, date=target.on, customer_code=target.customer_code
        ),
        language=kept.language,
        analyst=schemas.Analyst(
            kind="built_in" if kept.model == BUILT_IN else "model", model=kept.model
        ),
        prompt_version=kept.prompt_version,
        written_at=answer.written_at,
        written_for=kept.written_for,
        price=None if kept.price_micros is None else kept.price_micros / MICROS,
        tokens=schemas.ReviewTokens(input=kept.tokens_in, output=kept.tokens_out),
        from_cache=answer.from_cache,
        facts_sha=kept.facts_sha,
        figures_changed=answer.figures_changed,
        sections=[
            schemas.ReviewSection(
                name=section.name, points=[_point(kept, point) for point in section.points]
            )
            for section in kept.sections
        ],
        dropped_points=kept.dropped_points,
        fallback_reason=kept.fallback_reason,
        retry_offered=kept.fallback_reason is not None and kept.fallback_reason.retry_offered,
    )


def figures_view(
    since: date,
    figures: Mapping[FigureKey, Mapping[str, int]],
    feedback: Mapping[FigureKey, tuple[int, int]],
    spending: Spending,
) -> schemas.ReviewFigures:
    keys = sorted(figures.keys() | feedback.keys(), key=lambda key: (key.model, key.prompt_version))
    keys.sort(key=lambda key: key.on, reverse=True)
    return schemas.ReviewFigures(
        since=since,
        days=[_day(key, figures.get(key, {}), feedback.get(key, (0, 0))) for key in keys],
        budget=schemas.ReviewBudget(
            day_limit=spending.day_limit / MICROS,
            day_spent=spending.day_spent / MICROS,
            month_limit=spending.month_limit / MICROS,
            month_spent=spending.month_spent / MICROS,
        ),
    )


def _point(kept: KeptReview, point: KeptPoint) -> schemas.ReviewPoint:
    return schemas.ReviewPoint(
        text=point.text,
        segments=[
            schemas.ReviewSegment(kind=piece.kind, text=piece.text, evidence=piece.evidence)
            for piece in segments(point.text)
        ],
        evidence=[_evidence(kept, piece) for piece in point.evidence],
    )


def _evidence(kept: KeptReview, piece: KeptEvidence) -> schemas.ReviewEvidence:
    customer, item = piece.customer_code, piece.item_code
    return schemas.ReviewEvidence(
        metric=piece.metric,
        unit=METRICS[piece.metric],
        value=piece.value,
        customer_code=customer,
        customer_name=None if customer is None else kept.customer_names.get(customer, customer),
        item_code=item,
        item_name=None if item is None else kept.item_names.get(item, item),
    )


def _day(
    key: FigureKey, amounts: Mapping[str, int], feedback: tuple[int, int]
) -> schemas.ReviewDay:
    return schemas.ReviewDay(
        date=key.on,
        model=key.model,
        prompt_version=key.prompt_version,
        asked=amounts.get("asked", 0),
        calls=amounts.get("calls", 0),
        hits=amounts.get("hits", 0),
        outdated=amounts.get("outdated", 0),
        misses=amounts.get("misses", 0),
        ahead=amounts.get("ahead", 0),
        coalesced=amounts.get("coalesced", 0),
        limited=amounts.get("limited", 0),
        latency_ms=amounts.get("latency_ms", 0),
        tokens_in=amounts.get("tokens_in", 0),
        tokens_out=amounts.get("tokens_out", 0),
        price=amounts.get(PRICE, 0) / MICROS,
        price_saved=amounts.get("price_saved_micros", 0) / MICROS,
        points=amounts.get("points", 0),
        dropped_points=_by_reason("dropped_", amounts),
        fallbacks=_by_reason("fallback_", amounts),
        helpful=feedback[0],
        unhelpful=feedback[1],
    )


def _by_reason(prefix: str, amounts: Mapping[str, int]) -> dict[str, int]:
    return {
        figure.removeprefix(prefix): amount
        for figure, amount in sorted(amounts.items())
        if figure.startswith(prefix)
    }
