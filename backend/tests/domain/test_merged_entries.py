"""The entries of a merged day: they say what the merge says, and keep what visits were told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sales_supervision.domain.differences import differences
from sales_supervision.domain.merge import Choice, MergeResult, merge
from sales_supervision.domain.merged_entries import MergeDays, merged_entries, recorded
from sales_supervision.domain.policy import Policy
from sales_supervision.domain.quantities import Quantity
from sales_supervision.domain.route_day import (
    CustomerEntry,
    DayError,
    FeedActual,
    LiveActuals,
    RouteDay,
    add_unplanned_customer,
    enter_actuals,
    give_reason,
    mark_visited,
    open_route_day,
    remove_unplanned_customer,
    unmark_visited,
)
from sales_supervision.domain.visits import NotVisitedReason
from tests.domain.generated_days import UNPLANNED, actuals
from tests.domain.small_days import plan_of

MORNING = datetime(2026, 3, 17, 6, 0, tzinfo=UTC)
PLAN = plan_of(
    {"A": {"bread": 10, "cake": 4}, "B": {"bread": 10}, "C": {"bread": 10}}, {"bread": 30}
)
Act = Callable[[RouteDay, datetime], RouteDay]

codes = st.sampled_from(("A", "B", *UNPLANNED[:1]))
acts: st.SearchStrategy[Act] = st.one_of(
    st.builds(
        lambda code, sold: lambda day, now: mark_visited(day, code, now, sold), codes, actuals
    ),
    st.builds(lambda code: lambda day, _: unmark_visited(day, code), codes),
    st.builds(lambda code, sold: lambda day, _: enter_actuals(day, code, sold), codes, actuals),
    st.builds(
        lambda code, reason: lambda day, _: give_reason(day, code, reason),
        codes,
        st.sampled_from([None, NotVisitedReason.CLOSED, NotVisitedReason.NO_TIME]),
    ),
    st.builds(lambda code: lambda day, _: add_unplanned_customer(day, code), codes),
    st.builds(lambda code: lambda day, _: remove_unplanned_customer(day, code), codes),
)
feeds: st.SearchStrategy[LiveActuals] = st.dictionaries(
    codes,
    st.dictionaries(
        st.sampled_from(("bread", "cake")),
        st.builds(FeedActual, st.sampled_from((0, 1, 6)), st.just(MORNING)),
        min_size=1,
    ),
    max_size=2,
)


def opened(live: LiveActuals, entries: Mapping[str, CustomerEntry]) -> RouteDay:
    return open_route_day(PLAN, live, entries, Policy())


def work(day: RouteDay, acts: list[Act], begin: datetime) -> RouteDay:
    """The day after what it took of ``acts``."""
    for minutes, act in enumerate(acts):
        try:
            day = act(day, begin + timedelta(minutes=minutes))
        except DayError:
            continue
    return day


@st.composite
def sides(draw: st.DrawFn) -> MergeDays:
    """A day that two people went on with, each in their own way."""
    live = draw(feeds)
    some = st.lists(acts, max_size=4)
    before = work(opened(live, {}), draw(some), MORNING)
    mine, theirs = (work(before, draw(some), MORNING + timedelta(hours=hours)) for hours in (1, 2))
    return MergeDays(before, mine, theirs)


def merged(days: MergeDays, *preferred: Choice) -> tuple[MergeResult, RouteDay]:
    cells = recorded(days.before), recorded(days.mine), recorded(days.theirs)
    fought = [conflict.cell for conflict in merge(*cells).conflicts]
    chosen = [preferred[place % len(preferred)] for place in range(len(fought))]
    result = merge(*cells, dict(zip(fought, chosen, strict=True)))
    return result, opened(days.mine.live_actuals, merged_entries(days, result))


preferences = st.lists(st.sampled_from(Choice), min_size=1, max_size=3)


@given(days=sides(), preferred=preferences)
def test_the_merged_day_records_what_the_merge_says(
    days: MergeDays, preferred: list[Choice]
) -> None:
    result, day = merged(days, *preferred)
    assert differences(result.merged, recorded(day)) == ()


@given(days=sides(), preferred=preferences)
def test_a_merged_visit_is_that_of_a_side_with_what_it_was_told(
    days: MergeDays, preferred: list[Choice]
) -> None:
    _, day = merged(days, *preferred)
    for code, entry in day.entries.items():
        if entry.visited:
            told = [
                (side.entry(code).visited_at, side.entry(code).told_recommendation)
                for side in (days.mine, days.theirs)
                if side.entry(code).visited
            ]
            assert (entry.visited_at, entry.told_recommendation) in told


@given(days=sides(), preferred=preferences)
def test_each_edit_comes_from_a_side_and_none_of_both_is_lost(
    days: MergeDays, preferred: list[Choice]
) -> None:
    result, day = merged(days, *preferred)
    fought = {conflict.cell for conflict in result.conflicts}
    for code in days.mine.entries.keys() | days.theirs.entries.keys():
        was, mine, theirs, now = (
            side.entry(code).edits for side in (days.before, days.mine, days.theirs, day)
        )
        for item in now:
            assert now[item] in (mine.get(item, ...), theirs.get(item, ...))
        for item in mine.keys() & theirs.keys():
            if (code, "actual", item) not in fought:
                assert item in now
        for item in (mine.keys() ^ theirs.keys()) - was.keys():
            if (code, "actual", item) not in fought:
                assert item in now


@given(days=sides())
def test_merging_what_only_one_side_changed_gives_that_side(days: MergeDays) -> None:
    for one_sided in (
        MergeDays(days.before, days.mine, days.before),
        MergeDays(days.before, days.before, days.mine),
    ):
        result, day = merged(one_sided, Choice.MINE)
        assert result.conflicts == ()
        assert differences(recorded(days.mine), recorded(day)) == ()


def two_visits(mine: dict[str, Quantity], theirs: dict[str, Quantity]) -> MergeDays:
    before = opened({}, {})
    told_less = mark_visited(before, "B", MORNING, {"bread": 0})
    return MergeDays(
        before,
        mark_visited(before, "A", MORNING, mine),
        mark_visited(told_less, "A", MORNING, theirs),
    )


def test_a_visit_that_both_recorded_keeps_what_theirs_was_told() -> None:
    """Theirs is saved and was shown to everyone."""
    days = two_visits({"bread": 3}, {"bread": 3})
    assert days.mine.entry("A").told_recommendation != days.theirs.entry("A").told_recommendation
    _, day = merged(days, Choice.MINE)
    assert day.entry("A").told_recommendation == days.theirs.entry("A").told_recommendation


def test_a_customer_that_one_side_removed_stays_with_what_the_other_entered() -> None:
    before = add_unplanned_customer(opened({}, {}), "U")
    days = MergeDays(
        before,
        remove_unplanned_customer(before, "U"),
        enter_actuals(before, "U", {"bread": 2}),
    )
    _, day = merged(days, Choice.MINE)
    assert day.entry("U") == CustomerEntry(edits={"bread": 2}, unplanned=True)
