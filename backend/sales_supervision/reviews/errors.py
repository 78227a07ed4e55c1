"""Why a review cannot be shown or judged; each message is for a person."""

from __future__ import annotations

from sales_supervision.days.errors import DayRefusedError


class ReviewNotFoundError(DayRefusedError):
    """``customer_code``: None for the review of the route."""

    def __init__(self, customer_code: str | None) -> None:
        of = "the route" if customer_code is None else f"customer {customer_code}"
        super().__init__(f"Nobody has had a review of {of} written on this day.")


class ReviewGoneError(DayRefusedError):
    """Feedback on a review that is not kept any more, or is of something else."""

    def __init__(self) -> None:
        super().__init__("That review is not kept any more; open the newest one.")
