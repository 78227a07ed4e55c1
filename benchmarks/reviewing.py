"""Reviews without a model: facts, the built-in analyst, and the check of evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle, islice

from benchmarks.limits import BUILT_IN_ANALYST
from benchmarks.measurements import Goal, Measurement, Stopwatch
from benchmarks.options import Options
from benchmarks.synthetic_days import USUAL, SyntheticDay, SyntheticRoute, moment
from sales_supervision.domain.policy import Policy
from sales_supervision.domain.reviews.analyst import review_customer, review_route
from sales_supervision.domain.reviews.customer_facts import customer_facts
from sales_supervision.domain.reviews.evidence import check
from sales_supervision.domain.reviews.facts import canonical
from sales_supervision.domain.reviews.history import LAST_VISITS, EarlierVisit
from sales_supervision.domain.reviews.review import Language
from sales_supervision.domain.reviews.route_facts import route_facts
from sales_supervision.domain.route_day import RouteDay, mark_visited, open_route_day

PART = "reviews"


def measure(options: Options) -> Iterator[Measurement]:
    options.say(f"{PART}: {USUAL}")
    *before, today = SyntheticRoute(USUAL).days(LAST_VISITS + 1)
    earlier = {
        customer.customer_code: [_earlier(day, customer.customer_code) for day in before]
        for customer in today.customers
    }
    day = _visited(today, visits=USUAL.customers * 2 // 3)
    times = options.times(200, 5)
    codes = list(islice(cycle(day.state.visits), times))
    on = today.on
    customers = [customer_facts(day, code, on, earlier[code]) for code in codes]
    route = route_facts(day, today.route_code, on, earlier)
    languages = list(islice(cycle(Language), times))
    customer_reviews = list(map(review_customer, customers, languages))
    route_reviews = [review_route(route, language) for language in Language]

    def found(
        work: str, call: Callable[[int], object], goal: Goal | None = None, note: str = ""
    ) -> Measurement:
        return _measured(work, call, times, goal, note)

    size = f"{len(canonical(customers[0])) / 1000:.0f} kB"
    yield found(
        "facts of a customer, 50 items",
        lambda n: canonical(customer_facts(day, codes[n], on, earlier[codes[n]])),
        note=f"with canonical bytes, {size}",
    )
    yield found(
        f"facts of a route, {USUAL}",
        lambda _: canonical(route_facts(day, today.route_code, on, earlier)),
        note=f"with canonical bytes, {len(canonical(route)) / 1000:.0f} kB",
    )
    yield found(
        "built-in analyst, a customer of 50 items",
        lambda n: review_customer(customers[n], languages[n]),
        BUILT_IN_ANALYST,
    )
    yield found(
        f"built-in analyst, a route of {USUAL}",
        lambda n: review_route(route, languages[n]),
        BUILT_IN_ANALYST,
    )
    yield found("evidence check, a customer", lambda n: check(customer_reviews[n], customers[n]))
    yield found("evidence check, a route", lambda n: check(route_reviews[n % 2], route))


def _measured(
    work: str, call: Callable[[int], object], times: int, goal: Goal | None, note: str
) -> Measurement:
    watch = Stopwatch()
    for n in range(times):
        with watch:
            call(n)
    return Measurement(PART, work, "ms", watch.summary, goal, note)


def _visited(today: SyntheticDay, visits: int) -> RouteDay:
    day = open_route_day(today.fresh_plan(), {}, {}, Policy())
    for place, customer in enumerate(today.customers[:visits]):
        code = customer.customer_code
        day = mark_visited(day, code, moment(today, place), today.sold[code])
    return day


def _earlier(day: SyntheticDay, customer_code: str) -> EarlierVisit:
    sold = day.sold[customer_code]
    return EarlierVisit(day.on, {item: units for item, units in sold.items() if units})
