"""The sentences of a route review in English."""

from __future__ import annotations

from collections.abc import Mapping

from sales_supervision.domain.reviews.english import (
    counted,
    customers,
    items,
    quantities,
    sold_of,
    units,
    visits,
)
from sales_supervision.domain.reviews.findings import Slots, Wording

Groups = tuple[Slots, ...]


def _day(about: Slots) -> str:
    visited, planned, sold, recommended, score = about[:5]
    return (
        f"{visited.figure} of {customers(planned)} visited, {sold_of(sold, recommended)}, "
        f"score {score.figure}"
    )


def _with_gaps(about: Slots, _: Groups) -> str:
    short, count, worst = about[5:]
    return (
        f"{_day(about)}. {units(short)} short at {customers(count)}, the most at "
        f"{worst.customer} ({worst.figure})."
    )


def _missed(reason: str) -> Wording:
    return lambda about, _: f"{about[0].customer}: {reason}, {units(about[0])} recommended."


def _lines(sold: Slots) -> str:
    return f"{sold[0].figure} of {counted(sold[1], 'line', 'lines')}"


def _none_of(about: Slots) -> str:
    sold, recommended = about
    if recommended.value == 1:
        return f"{sold.item} not sold"
    return f"none of {recommended.figure} {sold.item}"


WORDINGS: Mapping[str, Wording] = {
    "no_plan": lambda *_: "No customer is planned on this route today.",
    "not_begun": lambda a, _: (
        f"Nobody visited yet: {customers(a[0])} ahead, {units(a[1])} recommended."
    ),
    "visited_untold": lambda a, _: (
        f"{a[0].figure} of {customers(a[1])} visited, but no recommended quantity is told yet."
    ),
    "day_without_gap": lambda a, _: f"{_day(a)}, and nobody short of the plan.",
    "day_with_one_gap": lambda a, _: (
        f"{_day(a)}. Only {a[7].customer} fell short, by {units(a[7])}."
    ),
    "day_with_gaps": _with_gaps,
    "performs": lambda a, _: f"{a[0].customer}: {sold_of(a[0], a[1])}, score {a[2].figure}.",
    "missed_closed": _missed("closed"),
    "missed_no_need": _missed("not visited, no need"),
    "missed_no_payment": _missed("not visited, a payment is open"),
    "missed_no_time": _missed("not visited for lack of time"),
    "missed_other": _missed("not visited"),
    "refused_all_usually_buys": lambda a, _: (
        f"{a[0].customer}: no sale of {units(a[0])} recommended, where an average visit brings "
        f"{a[1].figure}."
    ),
    "refused_all": lambda a, _: f"{a[0].customer}: no sale of {units(a[0])} recommended.",
    "collapsed": lambda a, _: (
        f"{a[0].customer}: down to {units(a[0])} from {a[1].figure} on average over its last "
        f"{visits(a[2])}."
    ),
    "weak": lambda a, _: (
        f"{a[0].customer}: {sold_of(a[0], a[1])}; {a[2].figure} of {a[3].figure} {a[2].item}."
    ),
    "weak_none_of": lambda a, _: f"{a[0].customer}: {sold_of(a[0], a[1])}; {_none_of(a[2:])}.",
    "all_visited": lambda a, _: f"The whole plan was visited: {customers(a[0])}.",
    "wide_coverage": lambda a, _: f"The range sells: {_lines(a)} recommended were bought.",
    "saved_by_redistribution": lambda a, _: (
        f"Left over at some shops and sold at others: {units(a[0])}."
    ),
    "must_stock_holds": lambda a, _: f"Must-stock holds: {sold_of(a[0], a[1])}.",
    "must_stock_missed": lambda a, _: f"Must-stock fell short by {a[0].figure} of {units(a[1])}.",
    "item_short": lambda a, _: f"{a[0].item}: {units(a[0])} short at {customers(a[1])}.",
    "visits_without_a_sale": lambda a, _: f"{a[0].figure} of {visits(a[1])} ended without a sale.",
    "many_falling": lambda a, _: (
        f"{customers(a[0])} bought well below the average of their last visits."
    ),
    "placed_ahead": lambda a, _: f"{a[0].item}: {units(a[0])} left over are placed ahead.",
    "placed_ahead_at": lambda a, g: (
        f"{a[0].item}: {units(a[0])} left over can still go to {g[0][0].customer}."
    ),
    "placed_ahead_most_at": lambda a, g: (
        f"{a[0].item}: {units(a[0])} left over can still go ahead, {g[0][0].figure} of them to "
        f"{g[0][0].customer}."
    ),
    "overdue_ahead": lambda a, _: (
        f"{a[0].customer} is ahead with {items(a[0])} past their cycle, {units(a[1])} recommended."
    ),
    "demand_above_plan": lambda a, _: (
        f"{a[0].item}: {customers(a[0])} took {units(a[1])} above plan; recommend more."
    ),
    "unplanned_buyer": lambda a, _: (
        f"{a[0].customer}, outside the plan, bought {units(a[0])}: worth a place in the journey."
    ),
    "item_outside": lambda a, _: (
        f"{a[0].item}: {units(a[0])} sold though nobody is recommended it."
    ),
    "loaded_above_plan": lambda a, _: (
        f"{a[0].item}: {a[0].figure} loaded for {a[1].figure} recommended, {a[2].figure} to spare."
    ),
    "loaded_for_nobody": lambda a, _: f"{a[0].item}: {units(a[0])} loaded, recommended to nobody.",
    "loaded_below_plan": lambda a, _: (
        f"{a[0].item}: {a[0].figure} loaded for {a[1].figure} recommended, {a[2].figure} lacking."
    ),
    "comes_back": lambda a, _: (
        f"{a[0].item}: {units(a[0])} come back, nobody is ahead."
        if a[0].value != 1
        else f"{a[0].item}: {units(a[0])} comes back, nobody is ahead."
    ),
    "no_home_for_any": lambda a, _: (
        f"{a[0].item}: {units(a[0])} left on the van, no buyer ahead for any."
    ),
    "no_home_ahead": lambda a, _: (
        f"{a[0].item}: {a[0].figure} of {a[1].figure} left on the van have no buyer ahead."
    ),
    "sold_above_load": lambda a, _: (
        f"{a[0].item}: {a[0].figure} sold, {a[1].figure} more than loaded. Check load and entries."
    ),
    "sold_above_plan": lambda a, _: (
        f"{a[0].item}: {a[0].figure} sold, {a[1].figure} more than the plan, and no load known."
    ),
    "too_few_ahead": lambda a, _: (
        f"{a[0].item}: {a[1].figure} left for {a[2].figure} recommended ahead, "
        f"{a[0].figure} lacking."
    ),
    "none_left_ahead": lambda a, _: f"{a[0].item}: none left, {units(a[0])} recommended ahead.",
    "quantities_untold": lambda a, _: (
        f"{quantities(a[0])} at {customers(a[1])} not told: ask for them at the door, not later."
    ),
    "item_refused": lambda a, _: (
        f"{a[0].item}: {a[0].figure} of {customers(a[1])} refused it. "
        "Hear why before loading it again."
    ),
    "early_over_late_short": lambda a, _: (
        f"{units(a[0])} above plan at {customers(a[1])}, while {a[2].figure} now lack ahead: hold "
        "to the plan early in the day."
    ),
    "second_half_of_the_list": lambda a, _: (
        f"The pitch stops after must-stock: {a[0].figure} of {a[1].figure} must-stock lines sold, "
        f"{a[2].figure} of {a[3].figure} to consider."
    ),
    "whole_lists": lambda a, _: f"{customers(a[0])} bought every must-stock item on their list.",
    "sold_the_stretch": lambda a, _: (
        f"{a[0].customer} took {units(a[0])} left over elsewhere: offering it there works."
    ),
}
