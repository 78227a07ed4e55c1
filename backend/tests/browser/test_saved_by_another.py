"""Somebody else closed the day first: said plainly, and nothing of anybody's is lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import PHONE_SIZE, ROUTE, Serve
from tests.browser.day_api import DayApi
from tests.browser.day_page import DayPage, overflow
from tests.browser.english import english
from tests.browser.served import Server
from tests.browser.two_people import way_on


def test_a_stale_save_shows_the_conflict_and_keeps_the_draft(
    day_page: DayPage, server: Server, serve: Serve, api: DayApi
) -> None:
    """Huda saves through a replica of her own while the page has a draft from before."""
    stop, other = api.stops()[:2]
    line = stop.lines[0]
    day_page.open_live(route=ROUTE, customer=stop.code)
    day_page.mark_visited()
    day_page.enter(line.item_name, "11")
    day_page.watch.expected_statuses.add(409)
    replica = serve(server.database, user_name="Huda")
    replica.wait_until_ready()
    with DayApi(replica.address, ROUTE) as theirs:
        theirs.visit(other.code, {other.lines[0].item_code: 2})
        theirs.save()

    day_page.button("page:save").click()
    refused = day_page.answer_to("POST", "/session", day_page.button("saving:confirm").click)

    assert refused.status == 409
    assert refused.json()["type"].endswith("/version-conflict")
    alert = day_page.dialog().get_by_role("alert")
    expect(alert).to_contain_text("Huda saved it as version 1")
    expect(alert).to_contain_text("Your entries are kept")
    expect(day_page.saved_message()).to_have_count(0)
    assert _drafts(server.database) == {("Supervisor", stop.code)}
    saved = api.day()
    assert saved["session"]["saved_by"] == "Huda"
    assert saved["state"]["customers"][stop.code]["status"] == "planned"

    way_on(day_page, "see").click()

    expect(day_page.badge("readOnly")).to_be_visible()
    expect(day_page.page.get_by_role("banner").first).to_contain_text("Huda")
    expect(day_page.row(other.name)).to_be_visible()
    assert _drafts(server.database) == {("Supervisor", stop.code)}


def test_a_change_to_a_day_that_was_saved_meanwhile_is_refused_in_words(
    day_page: DayPage, api: DayApi
) -> None:
    """The same person closed the day on another device, and no notice of it came through."""
    stop = api.stops()[0]
    day_page.page.route(
        "**/notices?*", lambda route: route.fulfill(content_type="text/event-stream", body="")
    )
    day_page.open_live(route=ROUTE, customer=stop.code)
    day_page.watch.expected_statuses.add(409)
    api.visit(stop.code)
    api.save()

    day_page.quantity(stop.lines[0].item_name).fill("5")
    day_page.quantity(stop.lines[0].item_name).press("Tab")

    alert = day_page.page.get_by_role("alert").filter(has_text="read-only")
    expect(alert).to_contain_text("This day was saved by Supervisor as version 1")
    expect(day_page.badge("readOnly")).to_be_visible(timeout=40_000)
    day_page.button("page:dismiss").click()
    expect(alert).to_have_count(0)
    assert api.customer(stop.code)["actuals"] == {}


def test_what_was_entered_without_a_network_is_told_when_the_day_was_saved_meanwhile(
    day_page: DayPage, api: DayApi
) -> None:
    """Each quantity, still after a reload, and on a phone without covering the page."""
    stops = api.stops()[:3]
    page = day_page.page
    day_page.open_live(route=ROUTE, customer=stops[0].code)
    day_page.watch.outage_expected = True
    day_page.watch.expected_statuses.add(409)
    page.context.set_offline(True)
    for sold, stop in enumerate(stops, start=5):
        day_page.take_in_hand(stop.name)
        day_page.quantity(stop.lines[0].item_name).fill(str(sold))
        day_page.quantity(stop.lines[0].item_name).press("Tab")
    expect(page.get_by_text(english("page:keptHere", count=3))).to_be_visible()
    api.visit(stops[0].code)
    api.save()

    page.context.set_offline(False)

    alert = page.get_by_role("alert").filter(has_text=english("page:refused.title", count=3))
    told = [
        f"{stop.name}: " + english("page:refused.quantity", item=stop.lines[0].item_name, units=n)
        for n, stop in enumerate(stops, start=5)
    ]
    expect(alert.get_by_role("listitem")).to_have_text(told)
    expect(alert).to_contain_text("This day was saved by Supervisor as version 1")

    page.reload()
    expect(alert.get_by_role("listitem")).to_have_text(told)
    expect(day_page.badge("readOnly")).to_be_visible()
    page.set_viewport_size(PHONE_SIZE)
    expect(alert).to_be_in_viewport(ratio=1)
    box = alert.bounding_box()
    assert box and box["height"] < PHONE_SIZE["height"] / 2
    assert overflow(page) == 0

    day_page.button("page:dismiss").click()
    expect(alert).to_have_count(0)
    page.reload()
    expect(day_page.in_hand(stops[-1].name)).to_be_visible()
    expect(alert).to_have_count(0)


def _drafts(database: Path) -> set[tuple[str, str]]:
    """User and customer of every entry that some draft holds."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return set(
            connection.execute(
                "SELECT user_name, customer_code FROM tbl_supervision_draft"
                " JOIN tbl_supervision_draft_customer USING (draft_id)"
            )
        )
