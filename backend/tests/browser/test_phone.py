"""At 390 pixels the whole day works by thumb."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.accessibility import small_targets
from tests.browser.conftest import PHONE, ROUTE, OpenBrowser
from tests.browser.day_api import DayApi
from tests.browser.day_page import DayPage, count_requests, overflow
from tests.browser.english import english
from tests.browser.served import Server

THUMB = 44
"""Pixels: the least of a target that the day's work needs."""

WCAG_LEAST = 24
"""Pixels: the least of any target (WCAG 2.2, 2.5.8)."""


@pytest.fixture
def phone(open_browser: OpenBrowser, server: Server) -> DayPage:
    return open_browser(server.address, **PHONE)


def test_phone_width_works_by_thumb(phone: DayPage, api: DayApi) -> None:
    """The whole flow by touch, each target big enough, nothing wider than the screen."""
    first, second = api.stops()[:2]
    line, other = first.lines[:2]
    unfit: list[str] = []

    phone.open()
    route = phone.page.get_by_role("button", name=re.compile(f"^{ROUTE} "))
    expect(route).to_be_visible()
    unfit += _unfit_for_thumbs(phone)
    route.tap()
    expect(phone.badge("live")).to_be_visible()
    unfit += _unfit_for_thumbs(phone)

    phone.row(first.name).get_by_role("button").last.tap()
    expect(phone.in_hand(first.name)).to_be_in_viewport()
    expect(phone.row(first.name)).to_be_hidden()
    expect(_shown(phone, "live")).to_be_in_viewport()
    visit = phone.button("visit:markVisited")
    expect(visit).to_be_in_viewport()
    unfit += _unfit_for_thumbs(phone)
    phone.answer_to("PUT", "/visits/", visit.tap)
    expect(phone.button("visit:visitedTakeBack")).to_be_visible()

    field = phone.quantity(line.item_name)
    expect(field).to_have_attribute("inputmode", "numeric")
    field.tap()
    expect(field).to_be_focused()
    field.fill("9")
    field.blur()
    more = english("visit:oneMore", item=line.item_name)
    phone.answer_to(
        "PATCH", "/actuals", phone.page.get_by_role("button", name=more, exact=True).tap
    )
    expect(field).to_have_value("10")
    expect(field).not_to_be_focused()
    phone.answer_to("PATCH", "/actuals", phone.button("visit:restNothing").tap)
    expect(phone.quantity(other.item_name)).to_have_value("0")
    unfit += _unfit_for_thumbs(phone)

    phone.button("visit:back").tap()
    phone.answer_to("PUT", "/visits/", phone.toggle(second.name).tap)
    expect(phone.toggle(second.name)).to_be_checked()
    phone.button("page:save").tap()
    expect(phone.button("saving:confirm")).to_be_in_viewport()
    unfit += _unfit_for_thumbs(phone)
    phone.button("saving:confirm").tap()
    expect(phone.badge("readOnly")).to_be_visible()
    expect(phone.saved_message()).to_be_visible()
    unfit += _unfit_for_thumbs(phone)
    phone.row(first.name).get_by_role("button").last.tap()
    expect(phone.in_hand(first.name)).to_be_in_viewport()
    expect(_shown(phone, "readOnly")).to_be_in_viewport()

    assert unfit == []
    saved = api.day()["state"]
    assert saved["kpis"]["visited_customers"] == 2
    assert saved["customers"][first.code]["actuals"][line.item_code]["quantity"] == 10


def _shown(phone: DayPage, mode: str) -> Locator:
    """The badge of the mode that is on the screen, which the day's own heading may not be."""
    return phone.page.get_by_text(english(f"page:{mode}"), exact=True).locator("visible=true")


def test_steps_in_a_row_are_one_entry(phone: DayPage, api: DayApi) -> None:
    """Five taps on the stepper are sent as their sum, once a pause follows."""
    stop = api.stops()[0]
    item = stop.lines[0].item_name
    # The page's clock stands still, so that no slow machine makes a pause between two taps.
    clock = phone.page.clock
    clock.install()
    phone.open_live_in_hand(route=ROUTE, customer=stop.code)
    clock.pause_at(datetime.now(UTC) + timedelta(minutes=5))
    more = phone.page.get_by_role("button", name=english("visit:oneMore", item=item), exact=True)
    sent = count_requests(phone.page, ["PATCH"])

    for _ in range(5):
        more.tap()
    expect(phone.quantity(item)).to_have_value("5")
    assert sent == []
    phone.answer_to("PATCH", "/actuals", lambda: clock.run_for(1000))

    assert len(sent) == 1
    assert api.customer(stop.code)["actuals"][stop.lines[0].item_code]["quantity"] == 5
    clock.resume()
    expect(phone.quantity(item)).to_have_value("5")


def test_the_tabs_lead_to_every_part_of_the_day(phone: DayPage, api: DayApi) -> None:
    stop = api.stops()[0]
    api.visit(stop.code, {line.item_code: 0 for line in stop.lines})
    phone.open_live(route=ROUTE)
    tabs = phone.page.get_by_role("navigation", name=english("page:tabs.title"))
    parts = {
        "van": phone.region("vanStock:title"),
        "demand": phone.region("demand:title"),
        "charts": phone.region("charts:items.title"),
        "customers": phone.row(stop.name),
    }
    for tab, part in parts.items():
        tabs.get_by_role("button", name=english(f"page:tabs.{tab}"), exact=True).tap()
        expect(part).to_be_visible()
        for other in parts.values():
            if other is not part:
                expect(other).to_be_hidden()
        assert overflow(phone.page) == 0
        assert small_targets(phone.page, WCAG_LEAST) == []


def test_the_back_gesture_returns_to_the_customers(phone: DayPage, api: DayApi) -> None:
    stop = api.stops()[0]
    phone.open_live(route=ROUTE)
    phone.row(stop.name).get_by_role("button").last.tap()
    expect(phone.in_hand(stop.name)).to_be_visible()

    phone.page.go_back()

    expect(phone.row(stop.name)).to_be_visible()
    expect(phone.in_hand(stop.name)).to_be_hidden()


def test_the_smallest_screens_need_no_sideways_scroll(
    open_browser: OpenBrowser, server: Server, api: DayApi
) -> None:
    """320 pixels, or a desk at 400 % (WCAG 2.2, 1.4.10)."""
    small = open_browser(server.address, **(PHONE | {"viewport": {"width": 320, "height": 640}}))
    stop = api.stops()[0]

    small.open_live(route=ROUTE)
    assert overflow(small.page) == 0
    small.button("page:save").tap()
    expect(small.button("saving:confirm")).to_be_visible()
    assert overflow(small.page) == 0
    small.open_live_in_hand(route=ROUTE, customer=stop.code)
    assert overflow(small.page) == 0


def _unfit_for_thumbs(phone: DayPage) -> list[str]:
    """Targets that are too small on the screen as it stands, and whether it scrolls sideways."""
    too_wide = overflow(phone.page)
    found = small_targets(phone.page, THUMB)
    return [*found, f"{too_wide} pixels too wide"] if too_wide else found
