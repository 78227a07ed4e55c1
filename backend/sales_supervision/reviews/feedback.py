"""What people think of a review, kept for the model and the prompt that wrote it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from sales_supervision.clock import Clock, today
from sales_supervision.reviews.documents import KeptReview
from sales_supervision.reviews.errors import ReviewGoneError
from sales_supervision.storage.engine import Database
from sales_supervision.storage.retrying import retried
from sales_supervision.storage.review_figure_storage import Feedback, ReviewFeedbackStorage
from sales_supervision.storage.review_storage import (
    REVIEWS,
    ReviewStorage,
    ReviewTarget,
    SavedReviewStorage,
)


class ReviewFeedback:
    def __init__(self, database: Database, clock: Clock, zone: ZoneInfo) -> None:
        self._database = database
        self._clock = clock
        self._zone = zone

    @retried
    def give(
        self,
        target: ReviewTarget,
        review_id: str,
        user_name: str,
        *,
        helpful: bool,
        word: str | None,
    ) -> None:
        """Keep it, in place of what the user said of the review before.

        Raises ReviewGoneError where the review is not kept any more or is of another target.
        """
        with self._database.writing(REVIEWS) as connection:
            found = ReviewStorage(connection).find(review_id) or SavedReviewStorage(
                connection
            ).find(review_id)
            if found is None or found.target != target:
                raise ReviewGoneError
            kept = KeptReview.model_validate_json(found.document)
            ReviewFeedbackStorage(connection).keep(
                Feedback(review_id, user_name, kept.model, kept.prompt_version, helpful, word),
                today(self._clock, self._zone),
                self._clock(),
            )
