"""Section 13 of the specification: the limits, and the predecessor's figures beside them."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.measurements import Goal, Limit
from benchmarks.products import Product
from benchmarks.synthetic_days import LARGE, USUAL, DaySize

CORE_OPENING: Mapping[DaySize, Goal] = {
    USUAL: Goal(Limit("p95", 4), "51 (successor 4)"),
    LARGE: Goal(Limit("p95", 100), "1,073 (successor 178)"),
}
CORE_VISIT: Mapping[DaySize, Goal] = {
    USUAL: Goal(Limit("p95", 0.5), "p95 1.3 (successor 1.7)"),
    LARGE: Goal(Limit("p95", 5), "p95 39 (successor 98)"),
}
HTTP_OPEN: Mapping[DaySize, Goal] = {
    USUAL: Goal(Limit("p95", 50), "loads whole tables into memory first"),
}
HTTP_VISIT: Mapping[DaySize, Goal] = {
    USUAL: Goal(Limit("p95", 25), "held in one process's memory, lost at restart"),
}
HTTP_SAVE: Mapping[Product, Mapping[DaySize, Goal]] = {
    Product.SQLITE: {USUAL: Goal(Limit("p95", 50), "one statement a row, 2,041 round trips")},
    Product.POSTGRESQL: {
        USUAL: Goal(Limit("p95", 100), "282 of database time alone, 2,041 round trips")
    },
}
RECOMMENDATION = Goal(Limit("p95", 200), "60-125 s documented for the first request")
BUILT_IN_ANALYST = Goal(Limit("p95", 10))
CACHED_REVIEW = Goal(Limit("p95", 20), "a file read per request")
CALLS_OF_A_WEEK = Goal(Limit("p50", 10))
PASSWORD_HASH = Goal(Limit("p50", 250))
SIGN_IN = Goal(Limit("p50", 300))
OBSERVING = Goal(Limit("p50", 5))
PAGE_SCRIPT = Goal(Limit("p50", 180), "one bundle")
PAGE_LARGEST_PAINT = Goal(Limit("p50", 1500))
PAGE_KEYSTROKE = Goal(Limit("p95", 100))
