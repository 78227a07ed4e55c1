"""Why a route day cannot be opened, changed or saved; each message is for a person."""

from __future__ import annotations

from datetime import date

from sales_supervision.domain.differences import Difference
from sales_supervision.storage.supervision_storage import SessionRecord


class DayRefusedError(Exception):
    """Base of the refusals; nothing was written."""


class RouteNotFoundError(DayRefusedError):
    def __init__(self, route_code: str) -> None:
        super().__init__(f"There is no route {route_code}.")


class DayNotPlannedError(DayRefusedError):
    def __init__(self, route_code: str, on: date) -> None:
        super().__init__(
            f"Route {route_code} has no journey plan on {on.isoformat()}; "
            "choose another date or import the journey plan."
        )


class CustomerNotFoundError(DayRefusedError):
    def __init__(self, customer_code: str) -> None:
        self.customer_code = customer_code
        super().__init__(f"There is no customer {customer_code}.")


class ItemNotFoundError(DayRefusedError):
    def __init__(self, customer_code: str, item_code: str) -> None:
        self.customer_code = customer_code
        self.item_code = item_code
        super().__init__(f"There is no item {item_code} to sell to customer {customer_code}.")


class SessionSavedError(DayRefusedError):
    """The day is read-only since it was saved."""

    def __init__(self, session: SessionRecord) -> None:
        self.session = session
        super().__init__(
            f"This day was saved by {session.saved_by} as version {session.record_version} "
            "and is read-only."
        )


class VersionConflictError(DayRefusedError):
    """The day was saved since the draft began; ``session`` is that save.

    ``differences``: from the saved day to the draft, None where the user has no draft any more, as
    after a save of their own from another tab.
    """

    def __init__(
        self, session: SessionRecord, expected: int, differences: tuple[Difference, ...] | None
    ) -> None:
        self.session = session
        self.differences = differences or ()
        kept = "you have no entries beside it" if differences is None else "your entries are kept"
        super().__init__(
            f"{session.saved_by} saved this day as version {session.record_version} after you "
            f"began from version {expected}; {kept} and nothing was overwritten."
        )


class VersionUnknownError(DayRefusedError):
    """A save that names a version that this day never had."""

    def __init__(self, expected: int) -> None:
        super().__init__(
            f"This day has no version {expected}; open it again and save from what is there."
        )


class KeyReusedError(DayRefusedError):
    def __init__(self) -> None:
        super().__init__(
            "This Idempotency-Key was used for another request; send a new key with a new save."
        )
