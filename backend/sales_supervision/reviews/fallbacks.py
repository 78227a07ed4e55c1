"""Why the built-in analyst wrote in place of a model."""

from __future__ import annotations

from enum import StrEnum


class FallbackReason(StrEnum):
    TOO_SLOW = "too_slow"
    """No answer within the time for a first answer; the writing goes on and is kept."""
    UNREACHABLE = "unreachable"
    """No connection, silence, or an answer that broke off."""
    RATE_LIMITED = "rate_limited"
    """The provider asks to wait longer than the call may take."""
    PROVIDER_ERROR = "provider_error"
    """The provider answered with an error of its own."""
    REFUSED = "refused"
    """The provider refused the request: key, model or size."""
    RESTING = "resting"
    """The provider failed so often that it is left alone for a while."""
    INVALID_ANSWER = "invalid_answer"
    """No valid review, even after a repair."""
    UNGROUNDED = "ungrounded"
    """Too many points with figures that are not in the data, twice."""
    BUDGET_SPENT = "budget_spent"
    """The budget of the day or the month is spent."""

    @property
    def retry_offered(self) -> bool:
        """Whether asking again soon may bring the model's review."""
        return self not in (FallbackReason.REFUSED, FallbackReason.BUDGET_SPENT)
