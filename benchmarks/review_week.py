"""Kept reviews: how fast one is answered, and what a depot's week costs beside the original's rule.

The week: the demo's routes, whose vans report as the clock goes. Of each route a supervisor and, on
another replica, a manager look at the same day. Whoever opens a panel sees the newest review; where
there is none, or its figures have changed and they care, they ask for one. Supervisors also correct
quantities and ask again, ask again without a change, and reload.

The original kept a review 24 hours in the memory of a process, under the exact scores of what it is
of, and asked for one each time that a panel was opened.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.filled_database import feed_days, keep_visits, new_database
from benchmarks.limits import CACHED_REVIEW, CALLS_OF_A_WEEK
from benchmarks.measurements import Measurement, Stopwatch, Summary
from benchmarks.options import Options
from benchmarks.server import Client, serving
from benchmarks.synthetic_days import USUAL, SyntheticRoute
from sales_supervision.days.opened_day import OpenedDay
from sales_supervision.days.route_days import RouteDays
from sales_supervision.demo.generator import DemoData, DemoSpec, actual_rows
from sales_supervision.demo.sales import ShopDay
from sales_supervision.domain.policy import Policy
from sales_supervision.domain.reviews.review import Language
from sales_supervision.domain.route_day import enter_actuals
from sales_supervision.recommendations.purchase_cycles import PurchaseCycleRecommender
from sales_supervision.reviews.composition import ReviewParts, compose_reviews
from sales_supervision.reviews.errors import ReviewNotFoundError
from sales_supervision.reviews.providers import Prompt, ProviderAnswer, Schema, Written
from sales_supervision.reviews.reviews import Answer
from sales_supervision.reviews.situations import Situations
from sales_supervision.settings import Settings
from sales_supervision.storage.draft_storage import DraftKey
from sales_supervision.storage.feed_storage import Feed, FeedStorage

PART = "review week"

Json = dict[str, Any]

_SEED = 11
_WRITTEN_TOKENS = 900
"""What a model writes for a whole review; the scripted one writes less than it counts."""
_PRICE_IN, _PRICE_OUT = 0.075, 0.30
"""US dollars for a million tokens: the published price of the default model at Groq."""

_LOOKS_AT_A_CUSTOMER = 0.6
_RELOADS = 0.4
_CORRECTS = 0.12
_ASKS_AGAIN = 0.2
_MANAGER_LOOKS = 0.5
_CARES_FOR_CHANGES = 0.3
_GOES_THROUGH_THE_DAY = 0.4
_VISITS_BETWEEN_ROUTE_REVIEWS = 8


def measure(options: Options) -> Iterator[Measurement]:
    yield _cached(options)
    yield from _week(options)


def _cached(options: Options) -> Measurement:
    """The same review over HTTP, again and again, while its day is open."""
    options.say(f"{PART}: kept reviews")
    route = SyntheticRoute(USUAL)
    day = next(iter(route.days(1)))
    file = options.folder(PART) / "kept.db"
    database = new_database(file)
    feed_days(database, route, [day])
    keep_visits(database, day, USUAL.customers // 2)
    database.dispose()
    customer = next(iter(day.sold))
    address = f"/api/days/{day.route_code}/{day.on}/customers/{customer}/review"
    with serving(file) as server, closing(Client(server.port)) as client:
        client.ask("POST", address, b"{}")
        samples = [
            client.ask("POST", address, b"{}").milliseconds for _ in range(options.times(300, 10))
        ]
    return Measurement(
        PART, f"kept review over HTTP, {USUAL}", "ms", Summary.of(samples), CACHED_REVIEW
    )


class _Model:
    """Writes three points that hold, and counts its calls."""

    model = "openai/gpt-oss-20b"

    def __init__(self) -> None:
        self.calls = 0

    def prepare(self) -> None:
        pass

    def close(self) -> None:
        pass

    def write(
        self, prompt: Prompt, schema: Schema, *, seconds: float, written: Written
    ) -> ProviderAnswer:
        del seconds, written
        self.calls += 1
        found = re.search(r"<facts>\n(.*)\n</facts>", prompt.facts, re.DOTALL)
        if found is None:
            raise ValueError("The prompt holds no facts.")
        figures = _figures(json.loads(found[1]))
        sections: list[str] = list(schema["properties"])
        points: list[Json] = [
            {"text": text, "evidence": [piece]}
            for text, piece in zip(("First {0}.", "Then {0}.", "Now {0}."), figures, strict=False)
        ]
        review: dict[str, list[Json]] = {name: [] for name in sections}
        review[sections[0]] = points
        asked = len(prompt.system) + len(prompt.facts) + len(json.dumps(schema))
        return ProviderAnswer(json.dumps(review), asked // 4, _WRITTEN_TOKENS, self.model)


def _figures(facts: Json) -> list[Json]:
    places = [
        (None, facts["figures"]),
        *((code, one["figures"]) for code, one in facts["customers"].items()),
    ]
    return [
        {"metric": metric, "value": value, "customer_code": code, "item_code": None}
        for code, figures in places
        for metric, value in figures.items()
        if isinstance(value, int | float)
    ]


@dataclass
class _Original:
    """The original's rule, told of the same requests."""

    kept: dict[tuple[object, ...], tuple[datetime, str]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def asked(
        self, process: int, opened: OpenedDay, customer: str | None, facts_sha: str, now: datetime
    ) -> None:
        state = opened.day.state
        if customer is None:
            route = state.route_score
            scores: tuple[object, ...] = (route.score, route.coverage, route.fulfilment)
        else:
            visit = state.scores.get(customer)
            scores = (visit.score, visit.coverage, visit.accuracy) if visit else ()
        key = (process, opened.route.route_code, opened.on, customer, scores)
        known = self.kept.get(key)
        self.counts["asked"] += 1
        if known is not None and now - known[0] < timedelta(hours=24):
            self.counts["hits"] += 1
            self.counts["of other figures"] += known[1] != facts_sha
            return
        self.counts["calls"] += 1
        self.kept[key] = now, facts_sha


class _Depot:
    """Two replicas on one database, the people at them, and the clock."""

    def __init__(self, file: Path, spec: DemoSpec) -> None:
        self.data = DemoData(spec)
        self.now = spec.now
        self.model = _Model()
        self.random = Random(_SEED)
        self.original = _Original()
        self.counts: Counter[str] = Counter()
        self.answering = Stopwatch()
        self.database = new_database(file)
        settings = Settings.model_validate(
            {
                "review_customer_seconds": 0,
                "review_route_seconds": 0,
                "review_price_in": _PRICE_IN,
                "review_price_out": _PRICE_OUT,
                "review_budget_day": 1000,
                "review_budget_month": 1000,
                "review_first_answer_seconds": 60,
                "review_call_seconds": 60,
            }
        )
        self.days = [self._route_days() for _ in range(2)]
        self.replicas: list[ReviewParts] = [
            compose_reviews(self.database, days, settings, self.clock, provider=self.model)
            for days in self.days
        ]
        self.situations = Situations(self.database)
        with self.database.writing() as connection:
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

    def clock(self) -> datetime:
        return self.now

    def close(self) -> None:
        for replica in self.replicas:
            replica.close()
        self.database.dispose()

    def work_through(self, route: str, on: date, visits: list[ShopDay]) -> None:
        """One route day: the supervisor is at replica 0, the manager at replica 1."""
        seen: list[str] = []
        for place, visit in enumerate(visits, start=1):
            self.now = visit.visited_at
            rows = list(actual_rows(visit))
            if not rows:
                continue
            with self.database.writing() as connection:
                FeedStorage(connection, self.now).upsert(Feed.ACTUALS, rows)
            customer = visit.shop.customer_code
            if self._happens(_LOOKS_AT_A_CUSTOMER):
                seen.append(customer)
                self._follow_up(route, on, customer, str(rows[0]["item_code"]))
            if seen and self._happens(_MANAGER_LOOKS):
                self._open_panel(1, route, on, self.random.choice(seen))
            if place % _VISITS_BETWEEN_ROUTE_REVIEWS == 0:
                self._open_panel(0, route, on, None)
                self._open_panel(1, route, on, None)
        for customer in seen:
            for person in (0, 1):
                if self._happens(_GOES_THROUGH_THE_DAY):
                    self._open_panel(person, route, on, customer)
        for person in (0, 1, 0, 1):
            self._open_panel(person, route, on, None)

    def _follow_up(self, route: str, on: date, customer: str, item: str) -> None:
        self._open_panel(0, route, on, customer)
        if self._happens(_RELOADS):
            self._open_panel(0, route, on, customer)
        if self._happens(_CORRECTS):
            units = self.random.randint(0, 30)
            self.days[0].change(
                self._key(0, route, on), lambda day: enter_actuals(day, customer, {item: units})
            )
            self._ask(0, route, on, customer)
        if self._happens(_ASKS_AGAIN):
            self._ask(0, route, on, customer)

    def _open_panel(self, person: int, route: str, on: date, customer: str | None) -> None:
        key = self._key(person, route, on)
        try:
            with self.answering:
                shown = self.replicas[person].reviews.newest(key, customer, None)
        except ReviewNotFoundError:
            self._ask(person, route, on, customer)
            return
        if shown.figures_changed and self._happens(_CARES_FOR_CHANGES):
            self._ask(person, route, on, customer)
            return
        self.counts["asked"] += 1
        self.counts["shown as of earlier figures"] += shown.figures_changed
        self._check(shown, key, customer, person, may_differ=shown.figures_changed)

    def _ask(self, person: int, route: str, on: date, customer: str | None) -> None:
        key = self._key(person, route, on)
        self.counts["asked"] += 1
        answer = self.replicas[person].reviews.ask(key, customer, Language.ENGLISH)
        self._check(answer, key, customer, person, may_differ=False)

    def _check(
        self, answer: Answer, key: DraftKey, customer: str | None, person: int, *, may_differ: bool
    ) -> None:
        """Hold the answer against the figures of this moment, and tell the original's rule."""
        opened = self.days[person].open(key)
        if not isinstance(opened, OpenedDay):
            raise TypeError("No day of this week is saved.")
        now = self.situations.of(opened, customer, Language.ENGLISH)
        if not may_differ:
            self.counts["of other figures"] += answer.kept.facts_sha != now.facts_sha
        self.original.asked(person, opened, customer, now.facts_sha, self.now)

    def _happens(self, share: float) -> bool:
        return self.random.random() < share

    def _key(self, person: int, route: str, on: date) -> DraftKey:
        return DraftKey(route, on, ("Supervisor", "Manager")[person])

    def _route_days(self) -> RouteDays:
        return RouteDays(self.database, Policy(), self.clock, PurchaseCycleRecommender())


def _week(options: Options) -> Iterator[Measurement]:
    routes, days = options.times(20, 2), options.times(6, 1)
    work = f"{days} days of {routes} routes"
    options.say(f"{PART}: filling a depot of {routes} routes")
    spec = DemoSpec.of_today(date(2026, 3, 19), routes=routes, history_days=60)
    depot = _Depot(options.folder(PART) / "week.db", spec)
    with closing(depot):
        for back in range(days, 0, -1):
            on = spec.today - timedelta(days=back)
            options.say(f"{PART}: {work}, {on}")
            by_route: dict[str, list[ShopDay]] = {}
            for visit in sorted(depot.data.shop_days_of(on), key=lambda visit: visit.visited_at):
                by_route.setdefault(visit.shop.route_code, []).append(visit)
            for route, visits in by_route.items():
                depot.work_through(route, on, visits)
        spent = sum(replica.budget.spending().month_spent for replica in depot.replicas[:1])
    ours, theirs, calls = depot.counts, depot.original.counts, depot.model.calls
    price = spent / 1_000_000

    def share(of: int, everything: int) -> float:
        return 100 * of / everything

    yield Measurement(
        PART,
        f"{work}: reviews that needed a call",
        "%",
        Summary.of([share(calls, ours["asked"])]),
        CALLS_OF_A_WEEK,
        f"{ours['asked']:,} asked, {calls:,} calls, {price:.2f} $, "
        f"{ours['shown as of earlier figures']:,} shown and marked as of earlier figures",
    )
    yield Measurement(
        PART,
        f"{work}: answers of other figures, unmarked",
        "answers",
        Summary.of([float(ours["of other figures"])]),
    )
    yield Measurement(
        PART,
        f"{work}: the original's rule, reviews that needed a call",
        "%",
        Summary.of([share(theirs["calls"], theirs["asked"])]),
        note=f"{theirs['calls']:,} calls, {price / max(1, calls) * theirs['calls']:.2f} $, "
        f"{theirs['of other figures']:,} answers of other figures",
    )
    yield Measurement(PART, f"{work}: newest review shown", "ms", depot.answering.summary)
