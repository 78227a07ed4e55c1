"""The sentences of a customer review in English."""

from __future__ import annotations

from collections.abc import Mapping

from sales_supervision.domain.reviews.english import (
    ago,
    every,
    items,
    left_of,
    listed,
    quantities,
    sold_of,
    units,
    visits,
    was,
)
from sales_supervision.domain.reviews.findings import Slots, Wording

Groups = tuple[Slots, ...]


def _short_mostly(about: Slots, van: Groups) -> str:
    score, sold, recommended, short, count, worst = about
    return (
        f"{sold_of(sold, recommended)}, score {score.figure}: {units(short)} short on "
        f"{items(count)}, {worst.figure} of them on {worst.item}.{_van_lacked(van)}"
    )


def _short_spread(about: Slots, van: Groups) -> str:
    score, sold, recommended, short, count, worst = about
    return (
        f"{sold_of(sold, recommended)}, score {score.figure}: {units(short)} short, spread over "
        f"{items(count)}; the most on {worst.item} ({worst.figure}).{_van_lacked(van)}"
    )


def _above_plan(about: Slots, van: Groups) -> str:
    score, sold, recommended, over, count = about
    return (
        f"{sold_of(sold, recommended)}, score {score.figure}: {items(count)} went above plan, by "
        f"{units(over)}.{_van_lacked(van)}"
    )


def _van_lacked(van: Groups) -> str:
    return f" The van lacked {units(van[0][0])} of its order." if van else ""


def _short(about: Slots, takers: Groups) -> str:
    sold, recommended, short = about
    return (
        f"{sold.item}: {sold.figure} of {recommended.figure}, {short.figure} short{_went(takers)}."
    )


def _none(about: Slots, takers: Groups) -> str:
    _, recommended, _ = about
    if recommended.value == 1:
        return f"{recommended.item}: {recommended.figure} recommended, not sold{_went(takers)}."
    return f"{recommended.item}: none of {recommended.figure} sold{_went(takers)}."


def _went(takers: Groups) -> str:
    if not takers:
        return ""
    return "; now offered to " + listed(f"{slot.customer} ({slot.figure})" for (slot,) in takers)


def _rhythm(groups: Groups) -> str:
    """Items with (cycle, days since)."""
    return listed(f"{cycle.item} ({every(cycle)}, last {ago(days)})" for cycle, days in groups)


def _last_and_cycle(groups: Groups) -> str:
    """Items with (days since, cycle)."""
    return listed(
        f"{days.item} (last {ago(days)}, usually {every(cycle)})" for days, cycle in groups
    )


def _with_figures(groups: Groups) -> str:
    return listed(f"{slot.item} ({slot.figure})" for (slot,) in groups)


def _names(groups: Groups) -> str:
    return listed(slots[0].item for slots in groups)


def _past_cycle(groups: Groups) -> str:
    return listed(
        f"{recommended.item} ({units(recommended)}, {every(cycle)}, last {ago(days)})"
        for recommended, cycle, days in groups
    )


def _nothing_told(about: Slots, _: Groups) -> str:
    if about[0].value == 1:
        return f"The visit is marked, but its {quantities(about[0])} has not been told yet."
    return f"The visit is marked, but none of its {quantities(about[0])} has been told yet."


def _call_the_owner(about: Slots, _: Groups) -> str:
    if about[0].value < 3:
        return "Ask the owner before the next load why nothing was taken."
    return (
        f"Call the owner before the next load: {items(about[0])} refused at once is a decision, "
        "not a full shelf."
    )


def _missed(reason: str) -> Wording:
    return lambda about, _: f"Not visited, {reason}: {units(about[0])} over {items(about[1])} open."


WORDINGS: Mapping[str, Wording] = {
    "nothing_told": _nothing_told,
    "only_outside": lambda a, _: (
        f"Nothing was recommended here; {units(a[0])} of {items(a[1])} {was(a[0])} bought all the "
        "same."
    ),
    "nothing_recommended": lambda *_: "Nothing was recommended here, and no sale has been told.",
    "no_sale": lambda a, _: f"No sale: {units(a[0])} over {items(a[1])} recommended, none taken.",
    "no_sale_so_far": lambda a, _: (
        f"No sale in what is told so far: {units(a[0])} over {items(a[1])} recommended."
    ),
    "short_one": lambda a, g: (
        f"{sold_of(a[1], a[2])}, score {a[0].figure}; only {a[5].item} fell short, by "
        f"{a[5].figure}.{_van_lacked(g)}"
    ),
    "short_mostly": _short_mostly,
    "short_spread": _short_spread,
    "above_plan": _above_plan,
    "as_planned": lambda a, g: (
        f"As planned: {sold_of(a[1], a[2])}, score {a[0].figure}.{_van_lacked(g)}"
    ),
    "whole_range": lambda a, _: f"All {items(a[0])} recommended were bought.",
    "whole_must_stock": lambda a, _: f"No must-stock item was left out: {a[0].figure} bought.",
    "sold_left_over": lambda a, _: (
        f"{units(a[0])} that shops before had left over found a buyer here."
    ),
    "won_back": lambda a, _: (
        f"{a[0].item} is back: {units(a[0])} sold, the last purchase {ago(a[1])}."
    ),
    "growing": lambda a, _: (
        f"{units(a[0])} bought, up from {a[1].figure} on average over its last {visits(a[2])}."
    ),
    "largest_refused": lambda _, g: f"Largest of what was refused: {_with_figures(g)}.",
    "none_sold": _none,
    "sold_short": _short,
    "must_stock_short": lambda a, _: f"Must-stock as a whole: {sold_of(a[0], a[1])}.",
    "van_short": lambda _, g: (
        "The van ran short: "
        + listed(f"{left.item} ({left_of(left, recommended)})" for left, recommended in g)
        + "."
    ),
    "too_early": lambda _, g: f"Too early: {_last_and_cycle(g)}.",
    "lapsed": lambda _, g: f"Dropped out of this shop's orders: {_last_and_cycle(g)}.",
    "above_usual": lambda _, g: (
        "Recommended above habit: "
        + listed(f"{rec.item} ({rec.figure} for a usual {usual.figure})" for rec, usual in g)
        + "."
    ),
    "overdue": lambda _, g: (
        f"Past the cycle: {_rhythm(g)}. Either another supplier delivers, or it sells more slowly "
        "than its history says."
    ),
    "fading": lambda _, g: (
        "Fading already before this visit: "
        + listed(
            f"{last.item} ({last.figure if last.value else 'none'} last time, {mean.figure} on "
            "average)"
            for last, mean in g
        )
        + "."
    ),
    "due": lambda _, g: (
        f"Due by the cycle: {_rhythm(g)}. The shelf was still stocked, or somebody else delivered."
    ),
    "tell_the_rest": lambda a, _: (
        f"Tell the {quantities(a[0])} still open; until then this review rests on a part."
    ),
    "call_the_owner": _call_the_owner,
    "ask_for_the_shelf_count": lambda _, g: (
        f"Ask for the shelf count of {_names(g)} before the next load."
    ),
    "load_what_is_owed": lambda _, g: (
        f"Load first for this shop what the van lacked: {_with_figures(g)}."
    ),
    "bring_down": lambda _, g: (
        "Bring the recommendation down to habit: "
        + listed(f"{rec.item} from {rec.figure} to about {usual.figure}" for rec, usual in g)
        + "."
    ),
    "wait_for_the_cycle": lambda _, g: (
        "Offer again when the cycle is over: "
        + listed(f"{slot.item} ({every(slot)})" for (slot,) in g)
        + "."
    ),
    "settle_the_range": lambda _, g: (
        f"Settle with the owner whether {_names(g)} "
        f"{'stays' if len(g) == 1 else 'stay'} in the range, and load accordingly."
    ),
    "ask_what_replaced_it": lambda _, g: f"Ask what has taken the shelf place of {_names(g)}.",
    "raise_to_habit": lambda _, g: (
        "Raise the recommendation to habit: "
        + listed(f"{rec.item} from {rec.figure} to about {usual.figure}" for rec, usual in g)
        + "."
    ),
    "see_whether_it_lasts": lambda _, g: (
        "See whether it lasts before recommending more: "
        + listed(f"{sold.item} ({sold.figure} sold for {rec.figure})" for sold, rec in g)
        + "."
    ),
    "add_to_the_plan": lambda _, g: (
        f"Bought without a recommendation, worth adding to the plan: {_with_figures(g)}."
    ),
    "below_mean": lambda a, _: (
        f"{units(a[0])} bought, down from {a[1].figure} on average over its last {visits(a[2])}."
    ),
    "skipped_in_a_row": lambda _, g: (
        "Left out visit after visit: "
        + listed(f"{slot.item} ({slot.figure} in a row)" for (slot,) in g)
        + "."
    ),
    "core_only": lambda a, _: (
        f"Takes the core and leaves the rest: {a[0].figure} of {a[1].figure} must-stock items, "
        f"{a[2].figure} of {a[3].figure} to consider."
    ),
    "no_sale_at_a_buyer": lambda a, _: (
        f"No sale at a shop that bought {units(a[0])} on average over its last {visits(a[1])}."
    ),
    "collapsing": lambda a, _: (
        f"Down to {units(a[0])} from {a[1].figure} on average over its last {visits(a[2])}."
    ),
    "must_stock_lost": lambda _, g: (
        f"Must-stock that this shop stopped buying: {_last_and_cycle(g)}."
    ),
    "check_entry": lambda a, _: (
        f"{a[0].item}: {a[0].figure} sold for {a[1].figure} recommended. Check the entry first."
    ),
    "ahead_without_order": lambda *_: "Still ahead, with nothing recommended.",
    "ahead": lambda a, _: f"Still ahead: {units(a[0])} over {items(a[1])} recommended.",
    "missed_closed": _missed("the shop was closed"),
    "missed_no_need": _missed("the shop had no need"),
    "missed_no_payment": _missed("a payment was open"),
    "missed_no_time": _missed("no time was left"),
    "missed_other": _missed("for another reason"),
    "visit_again_for": lambda _, g: f"Plan another visit soon for {_past_cycle(g)}.",
    "offer_first": lambda _, g: f"Offer first what is past its cycle: {_past_cycle(g)}.",
    "offer_the_stretch": lambda _, g: (
        "Offer the extra that shops before left over: "
        + listed(f"{slot.item} ({slot.figure} more)" for (slot,) in g)
        + "."
    ),
    "van_short_ahead": lambda _, g: (
        "The van is short for this shop: "
        + listed(f"{left.item} ({left_of(left, recommended)})" for left, recommended in g)
        + "."
    ),
}
