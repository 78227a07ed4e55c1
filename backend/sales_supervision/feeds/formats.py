"""What the file of each feed holds. ``docs/feeds.md`` tells the same with examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from sales_supervision.storage.feed_storage import Feed


class Kind(Enum):
    """How the text of a column is read, and what it may hold."""

    CODE = auto()
    SHORT_TEXT = auto()
    TEXT = auto()
    LONG_TEXT = auto()
    DATE = auto()
    QUANTITY = auto()
    SEQUENCE = auto()
    NUMBER = auto()
    SCORE = auto()
    DAYS = auto()
    TIER = auto()
    MOMENT = auto()


class Known(Enum):
    """What a code must already be known as."""

    CUSTOMER = "customer"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class FeedColumn:
    """``stored_as``: the column of the feed's table, the same name if empty."""

    name: str
    kind: Kind
    required: bool = True
    known: Known | None = None
    stored_as: str = ""

    @property
    def target(self) -> str:
        return self.stored_as or self.name


@dataclass(frozen=True, slots=True)
class FeedFormat:
    """``key``: columns that no two rows of a file may share. ``day``: the column of the date."""

    feed: Feed
    columns: tuple[FeedColumn, ...]
    key: tuple[str, ...]
    day: str | None = None

    def column(self, name: str) -> FeedColumn:
        return next(column for column in self.columns if column.name == name)


_CUSTOMER = FeedColumn("customer_code", Kind.CODE, known=Known.CUSTOMER)
_ITEM = FeedColumn("item_code", Kind.CODE, known=Known.ITEM)
_ROUTE = FeedColumn("route_code", Kind.CODE)
_QUANTITY = FeedColumn("quantity", Kind.QUANTITY)


def _date(stored_as: str) -> FeedColumn:
    return FeedColumn("date", Kind.DATE, stored_as=stored_as)


FORMATS: Mapping[Feed, FeedFormat] = {
    found.feed: found
    for found in (
        FeedFormat(
            Feed.ROUTES,
            (
                _ROUTE,
                FeedColumn("route_name", Kind.TEXT),
                FeedColumn("territory", Kind.TEXT, required=False),
            ),
            key=("route_code",),
        ),
        FeedFormat(
            Feed.CUSTOMERS,
            (
                FeedColumn("customer_code", Kind.CODE),
                FeedColumn("customer_name", Kind.TEXT),
                FeedColumn("customer_name_ar", Kind.TEXT, required=False),
                FeedColumn("route_code", Kind.CODE, required=False),
                FeedColumn("country", Kind.SHORT_TEXT, required=False),
            ),
            key=("customer_code",),
        ),
        FeedFormat(
            Feed.ITEMS,
            (
                FeedColumn("item_code", Kind.CODE),
                FeedColumn("item_name", Kind.TEXT),
                FeedColumn("item_name_ar", Kind.TEXT, required=False),
            ),
            key=("item_code",),
        ),
        FeedFormat(
            Feed.JOURNEY_PLAN,
            (
                _date("plan_date"),
                _ROUTE,
                FeedColumn("sequence", Kind.SEQUENCE),
                _CUSTOMER,
            ),
            key=("date", "route_code", "customer_code"),
            day="date",
        ),
        FeedFormat(
            Feed.SALES,
            (
                _date("sale_date"),
                _ROUTE,
                _CUSTOMER,
                _ITEM,
                _QUANTITY,
                FeedColumn("unit_price", Kind.NUMBER, required=False),
            ),
            key=("date", "route_code", "customer_code", "item_code"),
        ),
        FeedFormat(
            Feed.VAN_LOADS,
            (_date("load_date"), _ROUTE, _ITEM, _QUANTITY),
            key=("date", "route_code", "item_code"),
            day="date",
        ),
        FeedFormat(
            Feed.RECOMMENDED_ORDERS,
            (
                _date("order_date"),
                _ROUTE,
                _CUSTOMER,
                _ITEM,
                _QUANTITY,
                FeedColumn("tier", Kind.TIER),
                FeedColumn("priority_score", Kind.SCORE),
                FeedColumn("reason", Kind.LONG_TEXT, required=False),
                FeedColumn("days_since_last_purchase", Kind.DAYS, required=False),
                FeedColumn("purchase_cycle_days", Kind.NUMBER, required=False),
                FeedColumn("purchase_frequency_pct", Kind.SCORE, required=False),
                FeedColumn("usual_quantity", Kind.NUMBER, required=False),
            ),
            key=("date", "route_code", "customer_code", "item_code"),
            day="date",
        ),
        FeedFormat(
            Feed.ACTUALS,
            (
                _date("sale_date"),
                _ROUTE,
                _CUSTOMER,
                _ITEM,
                _QUANTITY,
                FeedColumn("sold_at", Kind.MOMENT, required=False),
            ),
            key=("date", "route_code", "customer_code", "item_code"),
        ),
    )
}
