"""Reviews as they were written, and the claims of those who are writing one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    and_,
    bindparam,
    case,
    delete,
    insert,
    not_,
    or_,
    select,
    update,
)

from sales_supervision.storage.bulk import insert_rows
from sales_supervision.storage.moments import from_stored, to_stored
from sales_supervision.storage.review_tables import review, review_claim, session_review
from sales_supervision.storage.tables import customer_summary, route_summary

_CUSTOMERS_AT_ONCE = 500
"""Three parameters each: SQL Server takes 2,100 in a statement."""

REVIEWS = "reviews"
"""The lock of whoever writes reviews, claims, figures of reviews or feedback."""


@dataclass(frozen=True, slots=True)
class ReviewTarget:
    """``customer_code``: None for the review of the route."""

    route_code: str
    on: date
    customer_code: str | None = None


@dataclass(frozen=True, slots=True)
class StoredReview:
    """``document``: the review as JSON, for ``reviews.documents``. ``price_micros``: millionths of
    a US dollar, None where nobody knows the price."""

    review_id: str
    cache_key: str
    target: ReviewTarget
    language: str
    is_fallback: bool
    facts_sha256: str
    model: str
    prompt_version: str
    tokens_in: int
    tokens_out: int
    price_micros: int | None
    latency_ms: int
    created_at: datetime
    expires_at: datetime
    document: str


@dataclass(frozen=True, slots=True)
class SavedReview:
    """A review that was saved with a day. ``text``: for reports that read the summary tables."""

    target: ReviewTarget
    language: str
    review_id: str
    created_at: datetime
    figures_changed: bool
    document: str
    text: str = ""


_OF_DAY = (
    review.c.route_code == bindparam("of_route"),
    review.c.supervision_date == bindparam("of_date"),
)
_REVIEWS = select(review).where(*_OF_DAY).order_by(review.c.created_at, review.c.review_id)


class ReviewStorage:
    """Works within the caller's transaction; who writes holds the lock REVIEWS."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def answer(self, cache_key: str, now: datetime) -> StoredReview | None:
        """The newest good review of exactly these figures that has not expired."""
        row = self._connection.execute(
            select(review)
            .where(
                review.c.cache_key == cache_key,
                not_(review.c.is_fallback),
                review.c.expires_at > to_stored(now),
            )
            .order_by(review.c.created_at.desc(), review.c.review_id.desc())
            .limit(1)
        ).one_or_none()
        return None if row is None else _stored(row)

    def newest(
        self, target: ReviewTarget, facts_sha: str, language: str | None = None
    ) -> StoredReview | None:
        """The newest review of ``target``, in any language where None.

        Of those of the figures of now, ``facts_sha``, where there are any: a model's before one
        that stood in for it.
        """
        fits = review.c.facts_sha256 == facts_sha
        rank = case((and_(fits, not_(review.c.is_fallback)), 0), (fits, 1), else_=2)
        wanted = [
            review.c.route_code == target.route_code,
            review.c.supervision_date == target.on,
            review.c.customer_code == (target.customer_code or ""),
        ]
        if language is not None:
            wanted.append(review.c.language == language)
        row = self._connection.execute(
            select(review)
            .where(*wanted)
            .order_by(rank, review.c.created_at.desc(), review.c.review_id.desc())
            .limit(1)
        ).one_or_none()
        return None if row is None else _stored(row)

    def find(self, review_id: str) -> StoredReview | None:
        row = self._connection.execute(
            select(review).where(review.c.review_id == review_id)
        ).one_or_none()
        return None if row is None else _stored(row)

    def of_day(self, route_code: str, on: date) -> list[StoredReview]:
        """Every review of the day, oldest first."""
        rows = self._connection.execute(_REVIEWS, {"of_route": route_code, "of_date": on})
        return [_stored(row) for row in rows]

    def keep(self, written: StoredReview) -> None:
        """Keep a review, and forget those that have expired."""
        self._connection.execute(
            delete(review).where(review.c.expires_at <= to_stored(written.created_at))
        )
        self._connection.execute(
            insert(review).values(
                review_id=written.review_id,
                cache_key=written.cache_key,
                route_code=written.target.route_code,
                supervision_date=written.target.on,
                customer_code=written.target.customer_code or "",
                language=written.language,
                is_fallback=written.is_fallback,
                facts_sha256=written.facts_sha256,
                model=written.model,
                prompt_version=written.prompt_version,
                tokens_in=written.tokens_in,
                tokens_out=written.tokens_out,
                price_micros=written.price_micros,
                latency_ms=written.latency_ms,
                created_at=to_stored(written.created_at),
                expires_at=to_stored(written.expires_at),
                document=written.document,
            )
        )

    def purge(self, route_code: str, on: date) -> list[str]:
        """Forget every review of the day, as when it is reopened; returns their cache keys."""
        of_day = {"of_route": route_code, "of_date": on}
        keys = self._connection.execute(
            select(review.c.cache_key).where(*_OF_DAY).distinct(), of_day
        )
        purged = list(keys.scalars())
        self._connection.execute(delete(review).where(*_OF_DAY), of_day)
        return purged

    def claimed_by_another(self, cache_key: str, claimant: str, now: datetime) -> bool:
        """Whether another server is writing this review at the moment."""
        return (
            self._connection.execute(
                select(review_claim.c.claimed_by).where(
                    review_claim.c.cache_key == cache_key,
                    review_claim.c.claimed_by != claimant,
                    review_claim.c.claimed_until > to_stored(now),
                )
            ).first()
            is not None
        )

    def claim(self, cache_key: str, claimant: str, now: datetime, until: datetime) -> bool:
        """Claim the writing of a review until ``until``; False where another holds the claim.

        A claim whose time is over may be taken: who held it was lost.
        """
        taken = self._connection.execute(
            update(review_claim)
            .where(
                review_claim.c.cache_key == cache_key,
                or_(
                    review_claim.c.claimed_by == claimant,
                    review_claim.c.claimed_until <= to_stored(now),
                ),
            )
            .values(claimed_by=claimant, claimed_until=to_stored(until))
        )
        if taken.rowcount:
            return True
        held = select(review_claim.c.cache_key).where(review_claim.c.cache_key == cache_key)
        if self._connection.execute(held).first() is not None:
            return False
        self._connection.execute(
            insert(review_claim).values(
                cache_key=cache_key, claimed_by=claimant, claimed_until=to_stored(until)
            )
        )
        return True

    def release(self, cache_key: str, claimant: str) -> None:
        self._connection.execute(
            delete(review_claim).where(
                review_claim.c.cache_key == cache_key, review_claim.c.claimed_by == claimant
            )
        )


class SavedReviewStorage:
    """Reviews that were saved with a day. Works within the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, session_id: str, record_version: int, saved: Iterable[SavedReview]) -> None:
        """Keep the reviews of a version, and show the newest of each in the summary tables."""
        reviews = sorted(saved, key=lambda one: one.created_at)
        insert_rows(
            self._connection,
            session_review,
            (
                {
                    "session_id": session_id,
                    "record_version": record_version,
                    "customer_code": one.target.customer_code or "",
                    "language": one.language,
                    "review_id": one.review_id,
                    "created_at": to_stored(one.created_at),
                    "figures_changed": one.figures_changed,
                    "document": one.document,
                }
                for one in reviews
            ),
        )
        newest = {one.target.customer_code: one.text for one in reviews}
        route_text = newest.pop(None, None)
        if route_text is not None:
            self._connection.execute(
                update(route_summary)
                .where(route_summary.c.session_id == session_id)
                .values(llm_performance_analysis=route_text)
            )
        of_customers = [(code, text) for code, text in newest.items() if code is not None]
        for first in range(0, len(of_customers), _CUSTOMERS_AT_ONCE):
            some = of_customers[first : first + _CUSTOMERS_AT_ONCE]
            self._connection.execute(
                update(customer_summary)
                .where(
                    customer_summary.c.session_id == session_id,
                    customer_summary.c.customer_code.in_([code for code, _ in some]),
                )
                .values(
                    llm_performance_analysis=case(
                        dict(some), value=customer_summary.c.customer_code
                    )
                )
            )

    def newest(
        self,
        session_id: str,
        record_version: int,
        target: ReviewTarget,
        language: str | None = None,
    ) -> SavedReview | None:
        """The newest saved review of ``target`` in a version of a day."""
        wanted = [
            session_review.c.session_id == session_id,
            session_review.c.record_version == record_version,
            session_review.c.customer_code == (target.customer_code or ""),
        ]
        if language is not None:
            wanted.append(session_review.c.language == language)
        row = self._connection.execute(
            select(session_review)
            .where(*wanted)
            .order_by(session_review.c.created_at.desc(), session_review.c.language)
            .limit(1)
        ).one_or_none()
        if row is None:
            return None
        return SavedReview(
            target=target,
            language=row.language,
            review_id=row.review_id,
            created_at=from_stored(row.created_at),
            figures_changed=row.figures_changed,
            document=row.document,
        )

    def find(self, review_id: str) -> SavedReview | None:
        """A saved review by its id, in the newest version that has it."""
        row = self._connection.execute(
            select(session_review, route_summary.c.route_code, route_summary.c.supervision_date)
            .join(route_summary, route_summary.c.session_id == session_review.c.session_id)
            .where(session_review.c.review_id == review_id)
            .order_by(session_review.c.record_version.desc())
            .limit(1)
        ).one_or_none()
        if row is None:
            return None
        return SavedReview(
            target=ReviewTarget(row.route_code, row.supervision_date, row.customer_code or None),
            language=row.language,
            review_id=row.review_id,
            created_at=from_stored(row.created_at),
            figures_changed=row.figures_changed,
            document=row.document,
        )


def _stored(row: Row[Any]) -> StoredReview:
    return StoredReview(
        review_id=row.review_id,
        cache_key=row.cache_key,
        target=ReviewTarget(row.route_code, row.supervision_date, row.customer_code or None),
        language=row.language,
        is_fallback=row.is_fallback,
        facts_sha256=row.facts_sha256,
        model=row.model,
        prompt_version=row.prompt_version,
        tokens_in=row.tokens_in,
        tokens_out=row.tokens_out,
        price_micros=row.price_micros,
        latency_ms=row.latency_ms,
        created_at=from_stored(row.created_at),
        expires_at=from_stored(row.expires_at),
        document=row.document,
    )
