"""Two people at work on one day: a conflict loses nothing, and the merge has the work of both."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from sales_supervision.domain.access import Role
from tests.browser.conftest import ROUTE, OpenBrowser, Serve
from tests.browser.day_api import DayApi
from tests.browser.day_page import DayPage
from tests.browser.english import english
from tests.browser.served import Server
from tests.browser.two_people import (
    OTHER,
    open_other_api,
    part_of_history,
    save_into_conflict,
    save_merge,
    serve_other,
    side_of,
    way_on,
)


def test_concurrent_users(
    open_browser: OpenBrowser, server: Server, serve: Serve, api: DayApi
) -> None:
    """*Concurrent Users*: both change different customers and the same cell; A saves, B merges."""
    hers, his, shared = api.stops()[:3]
    cell = shared.lines[0]
    a = open_browser(serve_other(serve, server).address)
    b = open_browser(server.address)
    for page, own, units in ((a, hers, "5"), (b, his, "7")):
        page.open_live_in_hand(route=ROUTE, customer=own.code)
        page.mark_visited()
        page.enter(own.lines[0].item_name, "11")
        page.take_in_hand(shared.name)
        page.mark_visited()
        page.enter(cell.item_name, units)

    a.save()
    save_into_conflict(b)
    expect(b.saved_message()).to_have_count(0)
    way_on(b, "merge").click()

    for side, units in (("mine", "7"), ("theirs", "5")):
        choice = side_of(b, cell.item_name, side)
        expect(choice).not_to_be_checked()
        expect(choice.locator("xpath=..")).to_contain_text(units)
    expect(b.dialog().get_by_role("radio")).to_have_count(2)
    expect(save_merge(b, 2)).to_be_disabled()
    settled = b.dialog().locator("details")
    settled.locator("summary").click()
    for own in (hers, his):
        expect(settled).to_contain_text(own.name)
    side_of(b, cell.item_name, "mine").check()
    save_merge(b, 2).click()

    expect(b.page.get_by_text(english("page:done.merged", version=2))).to_be_visible()
    a.open(route=ROUTE)
    for page in (a, b):
        expect(page.badge("readOnly")).to_be_visible()
        expect(page.page.get_by_role("banner").first).to_contain_text("version 2")
        page.expect_kpi("visited", 3)
    merged = api.day()["state"]["customers"]
    assert [
        merged[stop.code]["actuals"][stop.lines[0].item_code]["quantity"]
        for stop in (hers, his, shared)
    ] == [11, 11, 7]


def test_entries_kept_aside_wait_for_a_merge_or_to_be_discarded(
    day_page: DayPage, server: Server, serve: Serve, api: DayApi
) -> None:
    stop, other = api.stops()[:2]
    day_page.open_live_in_hand(route=ROUTE, customer=stop.code)
    day_page.mark_visited()
    with open_other_api(serve, server) as theirs:
        theirs.visit(other.code)
        theirs.save()
    save_into_conflict(day_page)
    way_on(day_page, "keep").click()
    expect(day_page.badge("readOnly")).to_be_visible()
    aside = day_page.page.get_by_text(english("conflict:aside.kept", version=1), exact=True)
    expect(aside).to_be_visible()

    # Another day, another device: the notice is not of this page's memory.
    day_page.open(route=ROUTE)
    day_page.button("conflict:aside.merge").click()
    expect(day_page.dialog()).to_contain_text(english("conflict:merge.nothingToChoose"))
    day_page.dialog().get_by_role("button", name=english("conflict:merge.keepAside")).click()
    day_page.button("conflict:aside.discard").click()
    day_page.button("conflict:aside.keepThem").click()
    expect(aside).to_be_visible()
    day_page.button("conflict:aside.discard").click()
    day_page.button("conflict:aside.discardNow").click()
    expect(aside).to_have_count(0)
    expect(day_page.button("conflict:aside.keepThem")).to_have_count(0)

    day_page.button("page:versions").click()
    part_of_history(day_page, "audit").click()
    happened = day_page.dialog().get_by_role("listitem")
    expect(happened).to_contain_text(
        [
            english("history:action.draft_discarded"),
            english("history:action.session_saved", version=1),
        ]
    )


def test_history_compare_and_reopen(day_page: DayPage, api: DayApi) -> None:
    """Saved, reopened with a reason, saved again: both versions are there, and who did what."""
    stop = api.stops()[0]
    line = stop.lines[0]
    in_hand = day_page.page.get_by_role("table", name=english("visit:items")).get_by_role("row")
    in_hand = in_hand.filter(has_text=line.item_name)
    api.visit(stop.code, {line.item_code: 3})
    api.save()
    day_page.become(Role.MANAGER)
    day_page.open(route=ROUTE, customer=stop.code)
    day_page.button("page:reopen").click()
    day_page.page.get_by_label(english("history:reopen.reason")).fill("The shelf was counted again")
    day_page.button("history:reopen.confirm").click()
    expect(day_page.badge("live")).to_be_visible()
    day_page.enter(line.item_name, "9")
    day_page.save()

    day_page.button("page:versions").click()
    expect(day_page.dialog().get_by_role("listitem").first).to_contain_text(
        "The shelf was counted again"
    )
    day_page.page.get_by_role("button", name=english("history:whatChangedIn", version=2)).click()
    changed = day_page.dialog().get_by_role("listitem")
    expect(changed).to_have_count(1)
    expect(changed).to_contain_text(line.item_name)
    expect(changed).to_contain_text("9")
    part_of_history(day_page, "audit").click()
    expect(day_page.dialog().get_by_role("listitem")).to_contain_text(
        [
            english("history:action.session_saved", version=2),
            english("history:action.session_reopened", version=1),
            english("history:action.session_saved", version=1),
        ]
    )
    part_of_history(day_page, "versions").click()
    day_page.page.get_by_role("button", name=english("history:openVersion", version=1)).click()

    expect(day_page.dialog()).to_have_count(0)
    looking = day_page.page.get_by_text(english("history:looking", version=1, newest=2))
    expect(looking).to_be_visible()
    day_page.page.reload()
    expect(looking).to_be_visible()
    expect(day_page.quantities()).to_have_count(0)
    expect(in_hand).to_contain_text("3")
    day_page.button("history:backToNewest").click()
    expect(day_page.badge("readOnly")).to_be_visible()
    expect(in_hand).to_contain_text("9")

    # The newest version is the day as it is, with all that can be done to it.
    day_page.button("page:versions").click()
    day_page.page.get_by_role("button", name=english("history:openVersion", version=2)).click()
    expect(day_page.button("reviews:routeReview")).to_be_visible()
    expect(day_page.page).not_to_have_url(re.compile("version="))


def test_a_day_reopened_by_somebody_else_meanwhile_is_not_reopened_twice(
    day_page: DayPage, server: Server, serve: Serve, api: DayApi
) -> None:
    api.visit(api.stops()[0].code)
    api.save()
    day_page.become(Role.MANAGER)
    day_page.open(route=ROUTE)
    day_page.button("page:reopen").click()
    with open_other_api(serve, server) as theirs:
        theirs.reopen("counted again")
    day_page.watch.expected_statuses.add(409)
    day_page.page.get_by_label(english("history:reopen.reason")).fill("counted again, too")
    day_page.button("history:reopen.confirm").click()

    expect(day_page.dialog().get_by_role("alert")).to_be_visible()
    expect(day_page.button("history:reopen.confirm")).to_be_disabled()
    day_page.button("conflict:refused.openAgain").click()
    expect(day_page.badge("live")).to_be_visible()
    day_page.button("page:versions").click()
    part_of_history(day_page, "audit").click()
    expect(day_page.dialog().get_by_role("listitem").first).to_contain_text(OTHER)
