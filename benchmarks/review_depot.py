"""A depot with two replicas and the people who read reviews there. Who they are and what they do:

Each route has a supervisor, on replica 0; every second one works on a phone. One manager looks at
all routes from a desk, on replica 1. Vans report each visit as it happens, and the page is open.

The supervisor, while the day runs:
- opens the review of every third visit, as it is reported, and reads it;
- on a phone the review covers the day: of ten readers six follow a point to its row and go back,
  which opens the review again; on a desk it stays beside the day;
- one time in four the page is loaded again with the review open (a phone that was put away);
- one time in five it is closed and opened again without any change ("ask again");
- one time in eight a quantity is corrected after reading, and then half have it written again;
- one time in thirty "Write again" is pressed although nothing has changed;
- opens the Route Review after every eighth visit and three times in the evening.

Before the save the supervisor goes once more through two of five of the reviews read that day. The
manager opens a quarter of the same during the day and a quarter in the evening, one in twenty of
those that nobody has read, and the Route Review as often as the supervisor. Whoever meets a review
marked "figures have changed since" has it written again three times in ten; in the evening, before
the save, the Route Review always.

Days that are saved: next morning the supervisor opens yesterday's Route Review and three of ten of
the customers read, the manager nine of ten Route Reviews and a fifth of the customers. Before a
visit that is looked at, one in five opens the review of the last one. Nothing can be written there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks.filled_database import new_database
from benchmarks.measurements import Stopwatch
from benchmarks.scripted_model import OriginalRule, ScriptedModel
from sales_supervision.api.day_view import DayViews, session_saved_answer
from sales_supervision.days.opened_day import OpenedDay
from sales_supervision.days.requests import SessionRequest
from sales_supervision.days.route_days import RouteDays
from sales_supervision.days.saving import Saving
from sales_supervision.days.session_writing import SessionWriting
from sales_supervision.demo.generator import DemoData, DemoSpec, actual_rows
from sales_supervision.demo.sales import ShopDay
from sales_supervision.domain.policy import Policy
from sales_supervision.domain.reviews.review import Language
from sales_supervision.domain.route_day import enter_actuals
from sales_supervision.recommendations.purchase_cycles import PurchaseCycleRecommender
from sales_supervision.reviews.composition import ReviewParts, compose_reviews
from sales_supervision.reviews.reviews import Answer
from sales_supervision.reviews.situations import Situations
from sales_supervision.reviews.warming import is_told
from sales_supervision.settings import Settings
from sales_supervision.storage.draft_storage import DraftKey
from sales_supervision.storage.feed_storage import Feed, FeedStorage

PRICE_IN, PRICE_OUT = 0.075, 0.30
"""US dollars for a million tokens: the published price of the default model at Groq."""

_SEED = 11

_READS = 0.33
_FOLLOWS_A_POINT = 0.6
_LOADS_AGAIN = 0.25
_ASKS_AGAIN = 0.2
_CORRECTS = 0.125
_WRITES_AFTER_CORRECTION = 0.5
_WRITES_THE_SAME_AGAIN = 1 / 30
_GOES_THROUGH_THE_DAY = 0.4
_MANAGER_LOOKS = 0.25
_MANAGER_LOOKS_ELSEWHERE = 0.05
_WRITES_WHAT_IS_MARKED = 0.3
_VISITS_BETWEEN_ROUTE_REVIEWS = 8
_EVENING_ROUTE_REVIEWS = 3
_MORNING_OF_SUPERVISOR = 0.3
_MORNING_OF_MANAGER = 0.2
_ROUTE_IN_MANAGERS_MORNING = 0.9
_LOOKS_BACK = 0.2


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    replica: int
    on_phone: bool = False


_MANAGER = _Person("Manager", 1)


class Depot:
    """``warming``: reviews are written ahead. ``counts``: of requests, by what became of them."""

    def __init__(self, file: Path, spec: DemoSpec, *, warming: bool) -> None:
        self.data = DemoData(spec)
        self.now = spec.now
        self.model = ScriptedModel()
        self.original = OriginalRule()
        self.counts: Counter[str] = Counter()
        self.answering = Stopwatch()
        self._warming = warming
        self._random = Random(_SEED)
        self._read: dict[tuple[str, date], list[str]] = {}
        self._last_read: dict[str, date] = {}
        self._database = new_database(file)
        settings = Settings.model_validate(
            {
                "review_customer_seconds": 0,
                "review_route_seconds": 0,
                "review_price_in": PRICE_IN,
                "review_price_out": PRICE_OUT,
                "review_budget_day": 1000,
                "review_budget_month": 1000,
                "review_first_answer_seconds": 60,
                "review_call_seconds": 60,
            }
        )
        self._days = [self._route_days() for _ in range(2)]
        self.replicas: list[ReviewParts] = [
            compose_reviews(self._database, days, settings, self._clock, provider=self.model)
            for days in self._days
        ]
        writing = SessionWriting(
            DayViews().saved_document, session_saved_answer, self.replicas[0].saved.keep
        )
        self._saving = Saving(self._database, self._days[0], self._clock, writing)
        self._situations = Situations(self._database)
        with self._database.writing() as connection:
            storage = FeedStorage(connection, self.now)
            for feed, rows in (
                (Feed.ROUTES, self.data.routes()),
                (Feed.CUSTOMERS, self.data.customers()),
                (Feed.ITEMS, self.data.items()),
                (Feed.JOURNEY_PLAN, self.data.journey_plan()),
                (Feed.SALES, self.data.sales()),
                (Feed.VAN_LOADS, self.data.van_loads()),
            ):
                storage.upsert(feed, rows)

    def spent(self) -> float:
        """US dollars."""
        return self.replicas[0].budget.spending().month_spent / 1_000_000

    def close(self) -> None:
        for replica in self.replicas:
            replica.close()
        self._database.dispose()

    def work_through(self, on: date) -> None:
        """All routes on one day, from the first visit to the save, and the morning before."""
        by_route: dict[str, list[ShopDay]] = {}
        for visit in sorted(self.data.shop_days_of(on), key=lambda one: one.visited_at):
            by_route.setdefault(visit.shop.route_code, []).append(visit)
        self._morning(on)
        for place, (route, visits) in enumerate(by_route.items()):
            self._route_day(_Person("Supervisor", 0, on_phone=place % 2 == 0), route, on, visits)

    def _morning(self, on: date) -> None:
        yesterday = on - timedelta(days=1)
        for (route, day), customers in self._read.items():
            if day != yesterday:
                continue
            self._open(_Person("Supervisor", 0), route, day, None)
            if self._happens(_ROUTE_IN_MANAGERS_MORNING):
                self._open(_MANAGER, route, day, None)
            for customer in customers:
                if self._happens(_MORNING_OF_SUPERVISOR):
                    self._open(_Person("Supervisor", 0), route, day, customer)
                if self._happens(_MORNING_OF_MANAGER):
                    self._open(_MANAGER, route, day, customer)

    def _route_day(self, supervisor: _Person, route: str, on: date, visits: list[ShopDay]) -> None:
        read = self._read.setdefault((route, on), [])
        for place, visit in enumerate(visits, start=1):
            self.now = visit.visited_at
            customer, rows = visit.shop.customer_code, list(actual_rows(visit))
            if not rows:
                continue
            with self._database.writing() as connection:
                FeedStorage(connection, self.now).upsert(Feed.ACTUALS, rows)
            self._see_news(supervisor, route, on)
            if self._happens(_READS):
                self._look_back(supervisor, route, customer)
                self._read_review(supervisor, route, on, customer, str(rows[0]["item_code"]))
                self._last_read[customer] = on
                read.append(customer)
            elif self._happens(_MANAGER_LOOKS_ELSEWHERE):
                self._open(_MANAGER, route, on, customer)
            if read and self._happens(_MANAGER_LOOKS * _READS):
                self._open(_MANAGER, route, on, self._random.choice(read))
            if place % _VISITS_BETWEEN_ROUTE_REVIEWS == 0:
                self._open(supervisor, route, on, None)
                self._open(_MANAGER, route, on, None)
        for customer in read:
            if self._happens(_GOES_THROUGH_THE_DAY):
                self._open(supervisor, route, on, customer)
            if self._happens(_MANAGER_LOOKS):
                self._open(_MANAGER, route, on, customer)
        for _ in range(_EVENING_ROUTE_REVIEWS):
            self._open(_MANAGER, route, on, None)
            self._open(supervisor, route, on, None, writes_what_is_marked=1)
        self._save(supervisor, route, on)

    def _read_review(
        self, supervisor: _Person, route: str, on: date, customer: str, item: str
    ) -> None:
        self._open(supervisor, route, on, customer)
        if supervisor.on_phone and self._happens(_FOLLOWS_A_POINT):
            self._open(supervisor, route, on, customer)
        for chance in (_LOADS_AGAIN, _ASKS_AGAIN):
            if self._happens(chance):
                self._open(supervisor, route, on, customer)
        if self._happens(_WRITES_THE_SAME_AGAIN):
            self._ask(supervisor, route, on, customer, again=True)
        if self._happens(_CORRECTS):
            units = self._random.randint(0, 30)
            key = _key(supervisor, route, on)
            self._days[0].change(key, lambda day: enter_actuals(day, customer, {item: units}))
            self._write_ahead(key, self._told(key, customer))
            if self._happens(_WRITES_AFTER_CORRECTION):
                self._ask(supervisor, route, on, customer)

    def _look_back(self, supervisor: _Person, route: str, customer: str) -> None:
        last = self._last_read.get(customer)
        if last is not None and self._happens(_LOOKS_BACK):
            self._open(supervisor, route, last, customer)

    def _see_news(self, person: _Person, route: str, on: date) -> None:
        """The open page takes in what the feed brought."""
        key = _key(person, route, on)
        opened = self._days[person.replica].open(key)
        if isinstance(opened, OpenedDay):
            self._write_ahead(key, opened.fed)

    def _told(self, key: DraftKey, customer: str) -> frozenset[str]:
        opened = self._days[0].open(key)
        is_complete = isinstance(opened, OpenedDay) and is_told(opened.day, customer)
        return frozenset([customer] if is_complete else [])

    def _write_ahead(self, key: DraftKey, customers: frozenset[str]) -> None:
        """As ``Warming`` does in a thread of its own; here it is done before anybody looks."""
        if not self._warming:
            return
        for customer in customers:
            self.replicas[0].reviews.write_ahead(key, customer, Language.ENGLISH)

    def _open(
        self,
        person: _Person,
        route: str,
        on: date,
        customer: str | None,
        *,
        writes_what_is_marked: float = _WRITES_WHAT_IS_MARKED,
    ) -> None:
        """Open the panel as the page does: the newest review, else one is written."""
        key = _key(person, route, on)
        with self.answering:
            shown = self.replicas[person.replica].reviews.newest(key, customer, Language.ENGLISH)
        opened = self._days[person.replica].open(key)
        if not isinstance(opened, OpenedDay):
            # Where nobody had one written there is nothing to ask for any more.
            self.counts["of saved days"] += shown is not None
            return
        if shown is None:
            self._ask(person, route, on, customer)
            return
        self._answered(person, opened, customer, shown)
        if shown.figures_changed and self._happens(writes_what_is_marked):
            self._ask(person, route, on, customer)

    def _ask(
        self, person: _Person, route: str, on: date, customer: str | None, *, again: bool = False
    ) -> None:
        key, before = _key(person, route, on), self.model.calls
        reviews = self.replicas[person.replica].reviews
        answer = reviews.ask(key, customer, Language.ENGLISH, again=again)
        self.counts["waited for a call"] += self.model.calls > before
        opened = self._days[person.replica].open(key)
        if not isinstance(opened, OpenedDay):
            raise TypeError("A saved day takes no request.")
        self._answered(person, opened, customer, answer)

    def _answered(
        self, person: _Person, opened: OpenedDay, customer: str | None, answer: Answer
    ) -> None:
        """Hold the answer against the figures of this moment, and tell the original's rule."""
        now = self._situations.of(opened, customer, Language.ENGLISH)
        self.counts["of live days"] += 1
        self.counts["marked"] += answer.figures_changed
        is_other = answer.kept.facts_sha != now.facts_sha
        self.counts["of other figures"] += is_other and not answer.figures_changed
        self.original.asked(person.replica, opened, customer, now.facts_sha, self.now)

    def _save(self, supervisor: _Person, route: str, on: date) -> None:
        key = _key(supervisor, route, on)
        tag = self._days[0].stamp(key).tag
        self._saving.save(SessionRequest(key, tag, f"save-{route}-{on}", None))

    def _happens(self, share: float) -> bool:
        return self._random.random() < share

    def _clock(self) -> datetime:
        return self.now

    def _route_days(self) -> RouteDays:
        return RouteDays(self._database, Policy(), self._clock, PurchaseCycleRecommender())


Say = Callable[[str], None]


def replayed_week(file: Path, *, routes: int, days: int, warming: bool, say: Say) -> Depot:
    """A depot after ``days`` days; to be closed by the caller."""
    spec = DemoSpec.of_today(date(2026, 3, 19), routes=routes, history_days=60)
    depot = Depot(file, spec, warming=warming)
    for back in range(days, 0, -1):
        on = spec.today - timedelta(days=back)
        say(f"{on}, written ahead: {warming}")
        depot.work_through(on)
    return depot


def _key(person: _Person, route: str, on: date) -> DraftKey:
    return DraftKey(route, on, person.name)
