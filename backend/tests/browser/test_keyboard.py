"""The whole day without a mouse."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import covered_on_the_way
from tests.browser.conftest import DESKTOP, PHONE, ROUTE, OpenBrowser
from tests.browser.day_api import DayApi
from tests.browser.day_page import DayPage, count_requests
from tests.browser.english import english
from tests.browser.served import Server

FAR = 150
"""More presses of Tab than any part of the page is away."""


def test_the_whole_flow_by_keyboard_alone(day_page: DayPage, api: DayApi) -> None:
    stop = api.stops()[0]
    first, second, third = stop.lines[:3]
    keyboard = day_page.page.keyboard

    day_page.open()
    expect(day_page.page.get_by_role("button").filter(has_text=ROUTE).first).to_be_visible()
    _tab_to(day_page.page, day_page.route())
    keyboard.type(ROUTE)
    expect(day_page.page.get_by_role("option").filter(has_text=ROUTE)).to_be_visible()
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    expect(day_page.badge("live")).to_be_visible()

    toggle = day_page.toggle(stop.name)
    _tab_to(day_page.page, toggle)
    day_page.answer_to("PUT", "/visits/", lambda: keyboard.press("Space"))
    expect(toggle).to_be_checked()
    expect(toggle).to_be_enabled()
    expect(toggle).to_be_focused()
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(day_page.in_hand(stop.name)).to_be_visible()

    _tab_to(day_page.page, day_page.quantities().first)
    _move_to(day_page, first.item_name)
    keyboard.type("10")
    keyboard.press("Enter")
    expect(day_page.quantity(first.item_name)).to_have_value("10")
    expect(day_page.quantity(first.item_name)).not_to_be_focused()
    for line, quantity in ((second, "0"), (third, "7")):
        _move_to(day_page, line.item_name)
        keyboard.type(quantity)
    day_page.answer_to("PATCH", "/actuals", lambda: keyboard.press("Tab"))

    _tab_to(day_page.page, day_page.button("page:save"), back=True)
    keyboard.press("Enter")
    expect(day_page.dialog()).to_be_visible()
    confirm = day_page.button("saving:confirm")
    expect(confirm).to_be_enabled()
    _tab_to(day_page.page, confirm)
    keyboard.press("Enter")

    expect(day_page.saved_message()).to_be_visible()
    expect(day_page.badge("readOnly")).to_be_visible()
    actuals = api.customer(stop.code)["actuals"]
    quantities = [actuals[line.item_code]["quantity"] for line in (first, second, third)]
    assert quantities == [10, 0, 7]


def test_arrows_and_enter_move_through_the_grid(day_page: DayPage, api: DayApi) -> None:
    stop = api.stops()[0]
    day_page.open_live(route=ROUTE, customer=stop.code)
    keyboard, fields = day_page.page.keyboard, day_page.quantities()
    top, below = fields.nth(0), fields.nth(1)
    top.focus()

    keyboard.press("ArrowUp")
    expect(top).to_be_focused()
    keyboard.press("ArrowDown")
    expect(below).to_be_focused()
    keyboard.press("ArrowUp")
    expect(top).to_be_focused()
    keyboard.type("3")
    keyboard.press("Enter")
    expect(below).to_be_focused()
    expect(top).to_have_value("3")
    keyboard.type("4")
    day_page.answer_to("PATCH", "/actuals", lambda: keyboard.press("ArrowUp"))
    expect(below).to_have_value("4")
    keyboard.type("88")
    keyboard.press("Escape")
    expect(top).to_have_value("3")


@pytest.mark.parametrize(
    "screen",
    [{"viewport": DESKTOP}, {"viewport": {"width": 1024, "height": 600}}, PHONE],
    ids=["columns", "one-long-page", "phone"],
)
def test_no_bar_hides_the_quantity_that_is_typed_into(
    open_browser: OpenBrowser, server: Server, api: DayApi, screen: dict[str, Any]
) -> None:
    stop = api.longest_stop()
    day_page = open_browser(server.address, **screen)
    day_page.open_live_in_hand(route=ROUTE, customer=stop.code)
    fields = day_page.quantities()
    fields.first.focus()
    covered = covered_on_the_way(day_page, "ArrowDown")
    expect(fields.last).to_be_focused()
    covered |= covered_on_the_way(day_page, "ArrowUp")
    expect(fields.first).to_be_focused()
    assert covered == {}


def test_enter_sends_an_entry_once(day_page: DayPage, api: DayApi) -> None:
    stop = api.stops()[0]
    first, second = stop.lines[:2]
    day_page.open_live(route=ROUTE, customer=stop.code)
    sent = count_requests(day_page.page, ["PATCH"])

    day_page.quantity(first.item_name).fill("5")
    day_page.answer_to(
        "PATCH", "/actuals", lambda: day_page.quantity(first.item_name).press("Enter")
    )
    day_page.enter(second.item_name, "6")

    assert len(sent) == 2
    kept = api.customer(stop.code)["actuals"]
    assert {code: actual["quantity"] for code, actual in kept.items()} == {
        first.item_code: 5,
        second.item_code: 6,
    }


def test_escape_closes_the_save_dialog_and_returns_to_the_button(
    day_page: DayPage, api: DayApi
) -> None:
    day_page.open_live(route=ROUTE)
    save, keyboard = day_page.button("page:save"), day_page.page.keyboard
    save.focus()
    keyboard.press("Enter")
    expect(day_page.dialog()).to_be_visible()
    for _ in range(8):
        keyboard.press("Tab")
        assert not save.evaluate("element => element === document.activeElement")

    keyboard.press("Escape")

    expect(day_page.dialog()).to_have_count(0)
    expect(save).to_be_focused()
    assert api.day()["mode"] == "live"


def test_an_item_is_added_by_keyboard_and_its_quantity_entered(
    day_page: DayPage, api: DayApi
) -> None:
    stop = api.stops()[0]
    known = {line.item_code for line in stop.lines}
    items = api.http.get("/api/items", params={"search": "", "limit": 100}).json()
    item = next(one for one in items if one["item_code"] not in known)
    day_page.open_live(route=ROUTE, customer=stop.code)
    keyboard = day_page.page.keyboard

    day_page.button("visit:addItem").focus()
    keyboard.press("Enter")
    expect(
        day_page.page.get_by_role("combobox", name=english("visit:addItem"), exact=True)
    ).to_be_focused()
    keyboard.type(item["item_code"])
    expect(day_page.page.get_by_role("option")).to_have_count(1)
    keyboard.press("ArrowDown")
    day_page.answer_to("PATCH", "/actuals", lambda: keyboard.press("Enter"))

    expect(day_page.quantity(item["item_name"])).to_be_focused()
    keyboard.type("2")
    day_page.answer_to("PATCH", "/actuals", lambda: keyboard.press("Enter"))
    assert api.customer(stop.code)["actuals"][item["item_code"]]["quantity"] == 2


def _tab_to(page: Page, target: Locator, *, back: bool = False) -> None:
    """Press Tab, or Shift and Tab, until ``target`` has the focus."""
    expect(target).to_be_visible()
    for _ in range(FAR):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {target}")


def _move_to(day_page: DayPage, item: str) -> None:
    """Walk the grid with the arrows to the quantity of ``item``, from whichever has the focus."""
    names = [field.get_attribute("aria-label") for field in day_page.quantities().all()]
    focused = day_page.page.evaluate("document.activeElement.getAttribute('aria-label')")
    steps = names.index(english("visit:actualOf", item=item)) - names.index(focused)
    for _ in range(abs(steps)):
        day_page.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")
    expect(day_page.quantity(item)).to_be_focused()
