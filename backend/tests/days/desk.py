"""A supervisor's desk on a day small enough to work out by hand.

Route 1004 today: C1 (bread 10, cake 4), C2 (bread 10), C3 (bread 10); on the van bread 30, cake 4.
C9 and rusk exist and are not planned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import uuid4

from sales_supervision.api.day_view import DayViews, session_saved_answer
from sales_supervision.api.version_view import session_reopened_answer
from sales_supervision.clock import Clock
from sales_supervision.days.discarding import Discarding
from sales_supervision.days.history import History
from sales_supervision.days.merging import Merging
from sales_supervision.days.opened_day import ChangedDay, OpenedDay, SavedDay
from sales_supervision.days.reopening import Reopening
from sales_supervision.days.requests import AskedChange, RequestKey, SessionRequest
from sales_supervision.days.route_days import Change, RouteDays
from sales_supervision.days.saving import Saving
from sales_supervision.days.session_writing import SessionWriting
from sales_supervision.days.version_tags import VersionTag
from sales_supervision.domain import route_day
from sales_supervision.domain.differences import Cell
from sales_supervision.domain.merge import Choice
from sales_supervision.domain.policy import Policy
from sales_supervision.domain.quantities import Quantity
from sales_supervision.recommendations.purchase_cycles import PurchaseCycleRecommender
from sales_supervision.recommendations.recommender import Recommender
from sales_supervision.reviews.saved_reviews import SavedReviews
from sales_supervision.reviews.situations import Situations
from sales_supervision.storage.draft_storage import DraftKey
from sales_supervision.storage.engine import Database
from sales_supervision.storage.epoch import database_epoch
from sales_supervision.storage.feed_storage import Feed, FeedStorage
from sales_supervision.storage.idempotency_storage import FirstAnswer
from tests.clocks import TODAY
from tests.storage.feed_rows import Row, customer, item, loaded, order, route, stop

PLANNED_DAY: dict[Feed, list[Row]] = {
    Feed.ROUTES: [route("1004", "Deira North", "Dubai")],
    Feed.CUSTOMERS: [customer(f"C{n}", f"Shop {n}", f"متجر {n}") for n in (1, 2, 3, 9)],
    Feed.ITEMS: [item("bread", "White Bread"), item("cake", "Date Cake"), item("rusk", "Rusk")],
    Feed.JOURNEY_PLAN: [stop("C1", 1), stop("C2", 2), stop("C3", 3)],
    Feed.VAN_LOADS: [loaded("bread", 30), loaded("cake", 4)],
    Feed.RECOMMENDED_ORDERS: [
        order("C1", "bread", 10),
        order("C1", "cake", 4),
        order("C2", "bread", 10),
        order("C3", "bread", 10),
    ],
}


AMALS_DAY = DraftKey("1004", TODAY, "Amal")


@dataclass
class Desk:
    """What one user does with one route day, through the code under test."""

    database: Database
    clock: Clock
    key: DraftKey = AMALS_DAY
    recommender: Recommender = field(default_factory=PurchaseCycleRecommender)

    def __post_init__(self) -> None:
        self.days = RouteDays(self.database, Policy(), self.clock, self.recommender)
        situations = Situations(self.database)
        writing = SessionWriting(
            DayViews().saved_document, session_saved_answer, SavedReviews(situations).keep
        )
        self.saving = Saving(self.database, self.days, self.clock, writing)
        self.merging = Merging(self.database, self.days, self.clock, writing)
        self.reopening = Reopening(
            self.database, self.clock, session_reopened_answer, lambda *_: None
        )
        self.discarding = Discarding(self.database, self.days, self.clock)
        self.history = History(self.database)

    def of(self, user_name: str) -> Desk:
        """The desk of another user, at another server on the same database."""
        return replace(self, key=replace(self.key, user_name=user_name))

    def on(self, on: date) -> Desk:
        return replace(self, key=replace(self.key, on=on))

    def open_live(self) -> OpenedDay:
        opened = self.days.open(self.key)
        assert isinstance(opened, OpenedDay)
        return opened

    def open_saved(self) -> SavedDay:
        opened = self.days.open(self.key)
        assert isinstance(opened, SavedDay)
        return opened

    def change(self, change: Change, request: RequestKey | None = None) -> ChangedDay:
        return self.days.change(self.key, change, AskedChange(request))

    def visit(self, customer_code: str, **actuals: Quantity) -> ChangedDay:
        now = self.clock()
        return self.change(lambda day: route_day.mark_visited(day, customer_code, now, actuals))

    def unvisit(self, customer_code: str) -> ChangedDay:
        return self.change(lambda day: route_day.unmark_visited(day, customer_code))

    def enter(self, customer_code: str, **actuals: Quantity) -> ChangedDay:
        return self.change(lambda day: route_day.enter_actuals(day, customer_code, actuals))

    def save(self, expected_version: int = 0, idempotency_key: str | None = None) -> FirstAnswer:
        return self.saving.save(self.request(expected_version, idempotency_key))

    def reopen(
        self, version: int = 1, reason: str = "A late van", idempotency_key: str | None = None
    ) -> FirstAnswer:
        return self.reopening.reopen(self.request(version, idempotency_key), reason)

    def merge(
        self,
        version: int,
        choices: Mapping[Cell, Choice] | None = None,
        idempotency_key: str | None = None,
    ) -> FirstAnswer:
        return self.merging.merge(self.request(version, idempotency_key), choices or {})

    def discard(self, request: RequestKey | None = None) -> None:
        self.discarding.discard(self.key, request, "request-1")

    def request(self, version: int, idempotency_key: str | None = None) -> SessionRequest:
        """What a save, a reopening or a merge says of ``version``, in the database's epoch."""
        with self.database.reading() as connection:
            tag = VersionTag(version, database_epoch(connection))
        return SessionRequest(self.key, tag, idempotency_key or uuid4().hex, "request-1")

    def feed(self, feed: Feed, rows: list[Row]) -> None:
        with self.database.writing() as connection:
            FeedStorage(connection, self.clock()).upsert(feed, rows)
