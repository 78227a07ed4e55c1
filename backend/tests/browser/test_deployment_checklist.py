"""The checklist's browser tests by their names: Basic Flow, Historical Mode, Validation."""

from __future__ import annotations

import colorsys
import re

from playwright.sync_api import Locator, expect

from tests.browser.conftest import ROUTE, OpenBrowser
from tests.browser.day_api import DayApi
from tests.browser.day_page import DayPage, count_requests
from tests.browser.english import english
from tests.browser.served import Server


def test_basic_flow(day_page: DayPage, api: DayApi) -> None:
    """Basic Flow: route 1004, today, toggle visited, quantity 10, Save Session, success."""
    stop = api.stops()[0]
    item = stop.lines[0]

    day_page.open()
    day_page.page.get_by_role("button", name=re.compile(f"^{ROUTE} ")).click()
    expect(day_page.badge("live")).to_be_visible()
    year, _, day = api.on.split("-")
    expect(day_page.date()).to_have_value(re.compile(rf"\b{int(day)}\b.*\b{year}\b"))
    expect(day_page.route()).to_have_value(re.compile(f"^{ROUTE} "))
    toggle = day_page.toggle(stop.name)
    expect(toggle).not_to_be_checked()
    toggle.click()
    expect(toggle).to_be_checked()
    expect(toggle).to_be_enabled()
    day_page.take_in_hand(stop.name)
    day_page.enter(item.item_name, "10")
    day_page.save()

    saved = api.day()
    assert saved["mode"] == "historical"
    assert saved["session"]["record_version"] == 1
    customer = saved["state"]["customers"][stop.code]
    assert customer["status"] == "visited"
    assert customer["actuals"][item.item_code]["quantity"] == 10


def test_historical_mode(day_page: DayPage, api: DayApi) -> None:
    """Historical Mode: after the save and a reload, a blue badge and nothing to edit."""
    stop = api.stops()[0]
    item = stop.lines[0]
    day_page.open_live(route=ROUTE, date=api.on, customer=stop.code)
    day_page.mark_visited()
    day_page.enter(item.item_name, "10")
    day_page.save()

    day_page.page.reload()

    badge = day_page.badge("readOnly")
    expect(badge).to_be_visible()
    expect(badge).to_have_text("Read-Only")
    _expect_blue(badge)
    expect(day_page.in_hand(stop.name)).to_be_visible()
    expect(day_page.page.get_by_role("row").filter(has_text=item.item_name).first).to_contain_text(
        "10"
    )
    for editable in (
        day_page.quantities(),
        day_page.toggles(),
        day_page.page.get_by_role("spinbutton"),
        day_page.page.locator("[contenteditable]"),
        day_page.button("visit:markVisited"),
        day_page.button("visit:visitedTakeBack"),
        day_page.button("visit:asRecommended"),
        day_page.button("visit:restNothing"),
        day_page.button("visit:addItem"),
        day_page.button("customers:addUnplanned"),
        day_page.button("page:save"),
    ):
        expect(editable).to_have_count(0)
    unvisited = api.stops()[1]
    day_page.take_in_hand(unvisited.name)
    expect(day_page.quantities()).to_have_count(0)
    expect(day_page.page.get_by_label(english("visit:whyNotVisited"))).to_have_count(0)


def test_a_saved_day_has_a_blue_badge_in_dark_colours_too(
    open_browser: OpenBrowser, server: Server, api: DayApi
) -> None:
    api.visit(api.stops()[0].code)
    api.save()
    dark = open_browser(server.address, color_scheme="dark")

    dark.open(route=ROUTE)

    _expect_blue(dark.badge("readOnly"))


def test_validation_resets_a_negative_or_unreadable_quantity_to_0(
    day_page: DayPage, api: DayApi
) -> None:
    """Validation: −5 resets to 0."""
    stop = api.stops()[0]
    item = stop.lines[0]
    day_page.open_live(route=ROUTE, customer=stop.code)
    field = day_page.quantity(item.item_name)

    for unreadable in ("-5", "−5", "five", "1.5"):
        day_page.enter(item.item_name, "7")
        expect(field).to_have_value("7")
        day_page.enter(item.item_name, unreadable)
        expect(field).to_have_value("0")
        assert api.customer(stop.code)["actuals"][item.item_code]["quantity"] == 0, unreadable


def test_validation_keeps_the_last_quantity_above_the_limit(day_page: DayPage, api: DayApi) -> None:
    """Validation: 1000000 is refused in words, the field keeps its last value."""
    stop = api.stops()[0]
    item = stop.lines[0]
    api.enter(stop.code, {item.item_code: 7})
    day_page.open_live(route=ROUTE, customer=stop.code)
    field = day_page.quantity(item.item_name)
    message = day_page.page.get_by_role("alert").filter(has_text="Quantity cannot exceed 999,999")
    sent = count_requests(day_page.page, ["PATCH"])

    for too_large in ("1000000", "1,000,000"):
        field.fill(too_large)
        field.press("Enter")
        expect(message).to_be_visible()
        expect(field).to_have_value("7")
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description("Quantity cannot exceed 999,999")
    assert sent == []

    day_page.enter(item.item_name, "999999")
    expect(message).to_have_count(0)
    assert api.customer(stop.code)["actuals"][item.item_code]["quantity"] == 999_999


def _expect_blue(badge: Locator) -> None:
    expect(badge).to_be_visible()
    assert _is_blue(_computed(badge, "color"))
    assert _is_blue(_computed(badge, "backgroundColor"))


def _computed(element: Locator, css: str) -> str:
    return str(element.evaluate("(element, css) => getComputedStyle(element)[css]", css))


def _is_blue(colour: str) -> bool:
    """Whether a computed ``rgb(…)`` is nearer to blue than to any other hue, and not grey."""
    red, green, blue = (int(part) / 255 for part in re.findall(r"\d+", colour)[:3])
    hue, _, saturation = colorsys.rgb_to_hls(red, green, blue)
    return 200 <= hue * 360 <= 260 and saturation > 0.2
