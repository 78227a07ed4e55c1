"""A day as it goes over HTTP, its changes and its save; see ``schemas`` for the units.

What a day holds by the thousand are TypedDicts: a dict is made ten times as fast as a Model, and
what we made ourselves need not be checked again.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal, NotRequired

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from sales_supervision.api.schemas import Code, Item, Model, Route, Units
from sales_supervision.domain.plan import Tier
from sales_supervision.domain.redistribution import Outcome
from sales_supervision.domain.visits import NotVisitedReason

_EXACT = ConfigDict(extra="forbid")


class Mode(StrEnum):
    """live: may be changed. historical: saved and read-only."""

    LIVE = "live"
    HISTORICAL = "historical"


@with_config(_EXACT)
class PlanLine(TypedDict):
    """The recommended order of one item for one customer, and how the customer has bought it."""

    item_code: str
    recommended: int
    tier: Tier
    priority_score: float
    reason: Annotated[str, Field(description="Why this is recommended, in plain words.")]
    days_since_last_purchase: int | None
    purchase_cycle_days: float | None
    purchase_frequency_pct: float | None
    usual_quantity: float | None


@with_config(_EXACT)
class PlannedCustomer(TypedDict):
    customer_code: str
    customer_name: str
    customer_name_ar: str | None
    sequence: int
    lines: list[PlanLine]


class Freshness(Model):
    """When each source of the day last told us something; null: never."""

    recommended_orders_made_at: datetime | None
    recommended_orders_source: Literal["feed", "recommender"] | None
    van_load_known: bool
    actuals_received_at: datetime | None


@with_config(_EXACT)
class Plan(TypedDict):
    """The part of a day that visits do not change: customers in visiting order, items, van load."""

    customers: list[PlannedCustomer]
    items: Annotated[dict[str, Item], Field(description="Every item that the day names, by code.")]
    freshness: Freshness


@with_config(_EXACT)
class Actual(TypedDict):
    """One quantity sold. ``edited``: entered or corrected by a supervisor, not from the feed."""

    quantity: Units | None
    edited: bool
    from_feed: Annotated[
        Units | None, Field(description="What the sales feed says, null if it is silent.")
    ]


class CustomerStatus(StrEnum):
    PLANNED = "planned"
    VISITED = "visited"


class VisitSource(StrEnum):
    SUPERVISOR = "supervisor"
    FEED = "feed"


class Redistributed(Model):
    """What became of the unsold units of one visit."""

    offered: int
    placed: int
    result: Outcome


@with_config(_EXACT)
class CustomerState(TypedDict):
    """One customer of the day, planned or not.

    ``adjusted`` holds, by item, the recommendation with its adjustment where it differs from the
    original: live for a customer ahead, as it stood when the visit was recorded for a visited one.
    ``accuracy`` is by recommended item with a known actual.
    """

    customer_code: str
    customer_name: str
    customer_name_ar: str | None
    planned: bool
    status: CustomerStatus
    visited_at: datetime | None
    visit_source: VisitSource | None
    visit_number: Annotated[
        int | None, Field(description="Place among the visits by time, from 1.")
    ]
    not_visited_reason: NotVisitedReason | None
    recommended_units: int
    adjusted_units: int
    sold_units: Annotated[
        int, Field(description="Everything sold, inside and outside the recommendation.")
    ]
    outside_units: int
    untold_items: Annotated[
        int,
        Field(description="Items that nobody has told yet: recommended, or added to the visit."),
    ]
    coverage: float | None
    mean_accuracy: float | None
    fulfilment: float | None
    score: float | None
    actuals: dict[str, Actual]
    adjusted: dict[str, int]
    told_original: NotRequired[
        Annotated[
            dict[str, int],
            Field(
                description="What the plan recommended when the visit was recorded, by item, where "
                "the plan now says otherwise. Missing where it does nowhere."
            ),
        ]
    ]
    accuracy: dict[str, float]
    redistributed: Redistributed | None


@with_config(_EXACT)
class DrawRecipient(TypedDict):
    customer_code: str
    units: int


@with_config(_EXACT)
class Draw(TypedDict):
    """Unsold units of one visit and the customers ahead who were offered them, in order."""

    from_customer: str
    units: int
    recipients: list[DrawRecipient]


@with_config(_EXACT)
class ItemState(TypedDict):
    """One item on the van. All are units; ``stock`` is below 0 when more was sold than loaded.

    ``load = sold + reserved + promised_ahead + unallocated + spare`` as long as stock >= 0.
    """

    item_code: str
    van_load: int
    van_load_known: Annotated[
        bool, Field(description="False: no load is known, the plan's total stands in.")
    ]
    recommended: Annotated[int, Field(description="Recommended over the whole plan.")]
    sold: int
    stock: int
    reserved: int
    promised_ahead: int
    unallocated: int
    unallocated_reason: Outcome
    spare: int
    stock_short: Annotated[int, Field(description="Units sold above the van load.")]
    draws: list[Draw]
    taken_back: list[DrawRecipient]


class Kpis(Model):
    """The strip at the top of the page."""

    planned_customers: int
    visited_customers: int
    unplanned_visits: int
    completion: float | None
    coverage: float | None
    fulfilment: float | None
    score: float | None
    van_load_units: int
    left_on_van_units: int
    unallocated_units: int
    unallocated_items: int
    redistributed_units: int = Field(description="Units now offered to customers ahead.")
    sold_by_redistribution_units: int
    untold_quantities: int = Field(description="Over the visited customers, in the plan or not.")


class Draft(Model):
    """The user's unsaved work on the day."""

    revision: int
    base_version: int = Field(description="record_version the draft began from; 0: never saved.")
    started_at: datetime
    kept_at: datetime


class SavedSession(Model):
    session_id: str
    record_version: int
    session_started_at: datetime
    saved_at: datetime
    saved_by: str


class RedistributionRules(Model):
    """The limits that redistribution kept to; see ``docs/redistribution.md``."""

    max_extra_percent: int = Field(description="At most so much more of an item for a customer,")
    min_extra_units: int = Field(description="or so many units where that is more.")
    max_customers_per_draw: int


@with_config(_EXACT)
class DayState(TypedDict):
    """The part of a day that visits change, by customer code and by item code."""

    kpis: Kpis
    customers: dict[str, CustomerState]
    items: dict[str, ItemState]


@with_config(_EXACT)
class Day(TypedDict):
    """One route on one date, all that the page shows."""

    route: Route
    date: date
    mode: Mode
    sources: Annotated[
        str, Field(description="Another text once the feeds bring something to the day.")
    ]
    redistribution_rules: Annotated[
        RedistributionRules | None,
        Field(description="Null on days that were saved before the rules were kept with them."),
    ]
    session: SavedSession | None
    draft: Draft | None
    plan: Plan
    state: DayState
    denied_visits: NotRequired[
        Annotated[
            list[str],
            Field(
                description="Customers whose visit was taken back by hand, so that the sales feed "
                "makes none. Only on saved days; missing on those that earlier releases saved."
            ),
        ]
    ]


@with_config(_EXACT)
class DayChange(TypedDict):
    """What a change altered: replace these customers and items, and the whole KPI strip.

    ``removed_customers`` and ``removed_items`` are no longer part of the day. Where ``sources`` is
    another than the day's, the feeds brought news meanwhile: open the day again.
    """

    draft: Annotated[
        Draft | None, Field(description="Null where a repeated change finds no draft any more.")
    ]
    sources: str
    kpis: Kpis
    customers: dict[str, CustomerState]
    items: dict[str, ItemState]
    removed_customers: list[str]
    removed_items: list[str]
    new_items: Annotated[dict[str, Item], Field(description="Items that the plan does not name.")]


class EnterActuals(Model):
    """Quantities by item code; null takes an entry back (what the feed says returns)."""

    actuals: Annotated[dict[Code, Units | None], Field(min_length=1, max_length=5000)]


class MarkVisited(Model):
    """Quantities entered together with the visit; those entered before stay."""

    actuals: Annotated[dict[Code, Units | None], Field(max_length=5000)] = Field(
        default_factory=dict
    )


class GiveReason(Model):
    """Why a planned customer was not visited; null takes the reason back."""

    reason: NotVisitedReason | None
