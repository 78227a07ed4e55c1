"""Why a route day cannot be opened, changed or saved; each message is for a person."""

from __future__ import annotations

from datetime import date, datetime

from sales_supervision.days.naming import NO_NAMES, CellNames
from sales_supervision.domain.differences import Difference
from sales_supervision.domain.merge import Conflict
from sales_supervision.storage.supervision_storage import SessionRecord


class DayRefusedError(Exception):
    """Base of the refusals; nothing was written."""


class UnpreparedError(Exception):
    """The day still lacks something that is made outside the transaction; never for a person."""


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
    after a save of their own from another tab. ``names`` names what they name.
    """

    def __init__(
        self,
        session: SessionRecord,
        expected: int,
        differences: tuple[Difference, ...] | None,
        names: CellNames = NO_NAMES,
    ) -> None:
        self.session = session
        self.differences = differences or ()
        self.names = names
        kept = "you have no entries beside it" if differences is None else "your entries are kept"
        super().__init__(
            f"{session.saved_by} saved this day as version {session.record_version} after you "
            f"began from version {expected}; {kept} and nothing was overwritten."
        )


class SessionNotSavedError(DayRefusedError):
    """A reopening of a day that is live."""

    def __init__(self, session: SessionRecord | None) -> None:
        self.session = session
        super().__init__(
            "This day was never saved, so there is nothing to reopen."
            if session is None
            else f"Version {session.record_version} of this day is reopened already: open the day "
            "and change it."
        )


class DatabaseRestoredError(DayRefusedError):
    """A request about a version of another epoch of the database."""

    def __init__(self, restored_at: datetime) -> None:
        super().__init__(
            f"The database was restored from a back-up at {restored_at:%Y-%m-%d %H:%M} UTC, after "
            "you opened this day; nothing was overwritten, open the day again."
        )


class VersionNotFoundError(DayRefusedError):
    def __init__(self, record_version: int) -> None:
        super().__init__(f"This day has no saved version {record_version}.")


class NothingToMergeError(DayRefusedError):
    """The user has no draft, or one that began from the version that is current."""

    def __init__(self) -> None:
        super().__init__("You have no entries from before the version that is saved.")


class MergeUndecidedError(DayRefusedError):
    """A merge that leaves conflicts undecided."""

    def __init__(self, conflicts: tuple[Conflict, ...], names: CellNames) -> None:
        self.conflicts = conflicts
        self.names = names
        count = len(conflicts)
        what = "one value that both of you" if count == 1 else f"{count} values that both of you"
        super().__init__(f"Choose whose entry stays for {what} changed; nothing was saved.")


class VersionUnknownError(DayRefusedError):
    """A save that names a version that this day never had."""

    def __init__(self, expected: int) -> None:
        super().__init__(
            f"This day has no version {expected}; open it again and save from what is there."
        )


class SmokeRouteTakenError(DayRefusedError):
    """The route reserved for smoke tests is somebody's."""

    def __init__(self, route_code: str) -> None:
        super().__init__(
            f"The code {route_code}, reserved for smoke tests, is that of a route, a customer or "
            "an item of yours; set SALES_SUPERVISION_SMOKE_ROUTE to one that does not."
        )


class KeyReusedError(DayRefusedError):
    def __init__(self) -> None:
        super().__init__(
            "This Idempotency-Key was used for another request; send a new key with a new request."
        )


class RequestInFlightError(DayRefusedError):
    """A repeat that came while the first request with the key was still at work."""

    def __init__(self) -> None:
        super().__init__(
            "The first request with this Idempotency-Key is still at work; repeat it in a moment "
            "with the same key."
        )
