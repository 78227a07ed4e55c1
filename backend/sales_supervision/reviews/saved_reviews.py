"""Reviews of a day that is saved: kept with the version, shown to reports, gone when it reopens."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from sales_supervision.days.opened_day import OpenedDay
from sales_supervision.domain.reviews.review import Language
from sales_supervision.reviews.answer_cache import AnswerCache
from sales_supervision.reviews.documents import KeptReview, as_text
from sales_supervision.reviews.situations import Situations
from sales_supervision.storage.review_storage import (
    ReviewStorage,
    SavedReview,
    SavedReviewStorage,
    StoredReview,
)
from sales_supervision.storage.supervision_storage import SessionRecord

_Rank = tuple[bool, bool]
"""Whether a review is of the figures that are saved, and then whether it is what was asked for."""


class SavedReviews:
    def __init__(self, situations: Situations) -> None:
        self._situations = situations

    def keep(self, connection: Connection, opened: OpenedDay, session: SessionRecord) -> None:
        """Keep the reviews of the day with the version that is being saved.

        Of each target and language the newest written from the figures that are saved, a model's
        before one that stood in for it; where there is none, the newest of all, marked as of other
        figures.
        """
        of_day = ReviewStorage(connection).of_day(opened.route.route_code, opened.on)
        known = set(opened.day.customer_codes())
        newest: dict[tuple[str | None, str], tuple[_Rank, StoredReview]] = {}
        for review in of_day:
            customer = review.target.customer_code
            if customer is not None and customer not in known:
                continue
            fits = self._fits(connection, opened, review)
            rank = fits, fits and not review.is_fallback
            before = newest.get((customer, review.language))
            if before is None or rank >= before[0]:
                newest[customer, review.language] = rank, review
        SavedReviewStorage(connection).save(
            session.session_id,
            session.record_version,
            [_saved(review, fits) for (fits, _), review in newest.values()],
        )

    def _fits(self, connection: Connection, opened: OpenedDay, review: StoredReview) -> bool:
        now = self._situations.within(
            connection, opened, review.target.customer_code, Language(review.language)
        )
        return now.facts_sha == review.facts_sha256


def purge_reviews(connection: Connection, cache: AnswerCache, route_code: str, on: date) -> None:
    """Forget the live reviews of a day that is reopened; those saved with its versions stay."""
    cache.forget(ReviewStorage(connection).purge(route_code, on))


def _saved(review: StoredReview, fits: bool) -> SavedReview:
    return SavedReview(
        target=review.target,
        language=review.language,
        review_id=review.review_id,
        created_at=review.created_at,
        figures_changed=not fits,
        document=review.document,
        text=as_text(KeptReview.model_validate_json(review.document)),
    )
