"""Why a review cannot be shown or judged; each message is for a person."""

from __future__ import annotations

from sales_supervision.days.errors import DayRefusedError


class ReviewGoneError(DayRefusedError):
    """Feedback on a review that is not kept any more, or is of something else."""

    def __init__(self) -> None:
        super().__init__("That review is not kept any more; open the newest one.")
