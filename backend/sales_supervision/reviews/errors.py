"""Why a review cannot be shown or judged; each message is for a person."""

from __future__ import annotations

from sales_supervision.days.errors import DayRefusedError


class ReviewNotFoundError(DayRefusedError):
    def __init__(self, customer_code: str | None = None) -> None:
        of = "the route" if customer_code is None else f"customer {customer_code}"
        super().__init__(f"Nobody has had a review of {of} written on this day.")


class ReviewGoneError(ReviewNotFoundError):
    """Feedback on a review that is not kept any more."""

    def __init__(self) -> None:
        Exception.__init__(self, "That review is not kept any more; open the newest one.")
