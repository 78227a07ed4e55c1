"""A draft outlives impatience, a reload, another device and a killed server."""

from __future__ import annotations

from functools import partial

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import ROUTE, OpenBrowser
from tests.browser.day_api import DayApi
from tests.browser.day_page import DayPage, count_requests
from tests.browser.english import english
from tests.browser.served import Server

FILL_STORAGE = """() => {
  localStorage.clear();
  for (let size = 1 << 20, name = 0; size >= 1; ) {
    try { localStorage.setItem(`fill${name++}`, "x".repeat(size)); } catch { size >>= 1; }
  }
}"""


def test_rapid_clicks_on_a_toggle_make_one_change(day_page: DayPage, api: DayApi) -> None:
    """All clicks fall while the first one's change is on its way."""
    stop = api.stops()[0]
    day_page.open_live(route=ROUTE, customer=stop.code)
    toggle, button = day_page.toggle(stop.name), day_page.button("visit:markVisited")
    box, other_box = toggle.bounding_box(), button.bounding_box()
    assert box and other_box
    held = _hold(day_page.page, "**/visits/*")
    changes = count_requests(day_page.page, ["PUT", "DELETE", "PATCH", "POST"])

    for place in (box, box, other_box, box, other_box, box):
        day_page.page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    expect(toggle).to_be_disabled()
    day_page.answer_to("PUT", "/visits/", held[0].continue_)
    expect(toggle).to_be_enabled()

    expect(toggle).to_be_checked()
    assert [request.method for request in changes] == ["PUT"]
    assert api.day()["draft"]["revision"] == 1
    assert api.customer(stop.code)["status"] == "visited"


def test_a_double_click_on_a_toggle_makes_one_change(day_page: DayPage, api: DayApi) -> None:
    """As fast as a mouse can, with the server answering as fast as it can."""
    stop = api.stops()[0]
    day_page.open_live(route=ROUTE, customer=stop.code)
    changes = count_requests(day_page.page, ["PUT", "DELETE"])

    day_page.answer_to("PUT", "/visits/", day_page.toggle(stop.name).dblclick)

    expect(day_page.toggle(stop.name)).to_be_enabled()
    expect(day_page.toggle(stop.name)).to_be_checked()
    assert [request.method for request in changes] == ["PUT"]


def test_a_reload_in_the_middle_of_a_day_loses_nothing(
    day_page: DayPage, open_browser: OpenBrowser, server: Server, api: DayApi
) -> None:
    """Nor does another browser, which shows the same."""
    first, second, third = api.stops()[:3]
    sold, left, typed = (stop.lines[0] for stop in (first, second, third))
    day_page.open_live(route=ROUTE, customer=first.code)
    day_page.mark_visited()
    day_page.enter(sold.item_name, "12")
    day_page.take_in_hand(second.name)
    day_page.mark_visited()
    day_page.enter(left.item_name, "0")
    day_page.take_in_hand(third.name)
    reason = day_page.page.get_by_label(english("visit:whyNotVisited"), exact=True)
    day_page.answer_to("PUT", "/not-visited-reason", partial(reason.select_option, "closed"))
    day_page.enter(typed.item_name, "3")
    before = api.day()["state"]

    def expect_all_there(seen: DayPage) -> None:
        expect(seen.in_hand(third.name)).to_be_visible()
        expect(seen.quantity(typed.item_name)).to_have_value("3")
        expect(seen.page.get_by_label(english("visit:whyNotVisited"))).to_have_value("closed")
        for visited in (first, second):
            expect(seen.toggle(visited.name)).to_be_checked()
        expect(seen.toggle(third.name)).not_to_be_checked()
        seen.expect_kpi("visited", 2)
        seen.take_in_hand(second.name)
        expect(seen.quantity(left.item_name)).to_have_value("0")
        seen.take_in_hand(first.name)
        expect(seen.quantity(sold.item_name)).to_have_value("12")

    day_page.page.reload()
    expect_all_there(day_page)
    another = open_browser(server.address)
    another.open_live(route=ROUTE, customer=third.code)
    expect_all_there(another)

    assert api.day()["state"] == before


def test_a_reload_right_after_a_step_loses_nothing(day_page: DayPage, api: DayApi) -> None:
    """The step still waits for more of its kind when the page goes."""
    stop = api.stops()[0]
    item = stop.lines[0].item_name
    day_page.open_live(route=ROUTE, customer=stop.code)

    more = english("visit:oneMore", item=item)
    day_page.page.get_by_role("button", name=more, exact=True).click()
    day_page.page.reload()

    expect(day_page.quantity(item)).to_have_value("1")


def test_a_reload_in_the_middle_of_typing_loses_nothing(day_page: DayPage, api: DayApi) -> None:
    """The field was not left yet when the page goes."""
    stop = api.stops()[0]
    item = stop.lines[0].item_name
    day_page.open_live(route=ROUTE, customer=stop.code)

    day_page.quantity(item).press_sequentially("14")
    day_page.page.reload()

    expect(day_page.quantity(item)).to_have_value("14")


def test_a_reload_while_an_entry_is_on_its_way_loses_nothing(
    day_page: DayPage, api: DayApi
) -> None:
    stop = api.stops()[0]
    item = stop.lines[0]
    day_page.open_live(route=ROUTE, customer=stop.code)
    _hold(day_page.page, "**/actuals", first_only=True)
    with day_page.page.expect_request("**/actuals"):
        day_page.quantity(item.item_name).fill("9")
        day_page.quantity(item.item_name).press("Tab")
    assert api.day()["draft"] is None

    day_page.answer_to("PATCH", "/actuals", day_page.page.reload)

    expect(day_page.quantity(item.item_name)).to_have_value("9")
    assert api.customer(stop.code)["actuals"][item.item_code]["quantity"] == 9


def test_a_killed_server_loses_nothing(day_page: DayPage, server: Server, api: DayApi) -> None:
    """A calm word while it is down; what was entered meanwhile is sent by itself afterwards."""
    stop, other = api.stops()[:2]
    kept, entered = stop.lines[:2]
    day_page.open_live(route=ROUTE, customer=stop.code)
    day_page.mark_visited()
    day_page.enter(kept.item_name, "6")

    day_page.watch.outage_expected = True
    server.kill()
    day_page.quantity(entered.item_name).fill("5")
    day_page.quantity(entered.item_name).press("Enter")

    calm = day_page.page.get_by_role("status").filter(has_text=english("page:unreachable"))
    expect(calm).to_be_visible()
    expect(calm).to_contain_text(english("page:keptHere", count=1))
    day_page.toggle(other.name).click()
    expect(calm).to_contain_text(english("page:keptHere", count=2))
    expect(day_page.quantity(entered.item_name)).to_have_value("5")
    expect(day_page.quantity(kept.item_name)).to_have_value("6")

    server.start_again()

    expect(calm).to_have_count(0, timeout=30_000)
    expect(day_page.toggle(other.name)).to_be_enabled()
    expect(day_page.toggle(other.name)).to_be_checked()
    day_page.expect_kpi("visited", 2)
    customer = api.customer(stop.code)
    assert customer["status"] == "visited"
    assert customer["actuals"][kept.item_code]["quantity"] == 6
    assert customer["actuals"][entered.item_code]["quantity"] == 5
    assert api.customer(other.code)["status"] == "visited"


def test_an_entry_made_without_a_server_survives_a_closed_page(
    open_browser: OpenBrowser, server: Server, api: DayApi
) -> None:
    """The device keeps it until the page is opened again."""
    stop = api.stops()[0]
    item = stop.lines[0]
    first = open_browser(server.address)
    first.open_live(route=ROUTE, customer=stop.code)
    first.watch.outage_expected = True
    server.kill()
    first.quantity(item.item_name).fill("8")
    first.quantity(item.item_name).press("Enter")
    expect(first.page.get_by_text(english("page:keptHere", count=1))).to_be_visible()
    context = first.page.context
    first.page.close()

    server.start_again()
    again = DayPage(context.new_page(), server.address)
    open_again = partial(again.open_live, route=ROUTE, customer=stop.code)
    assert again.answer_to("PATCH", "/actuals", open_again).status == 200

    expect(again.quantity(item.item_name)).to_have_value("8")
    expect(again.page.get_by_text(english("page:keptHere", count=1))).to_have_count(0)
    assert api.customer(stop.code)["actuals"][item.item_code]["quantity"] == 8
    assert again.watch.complaints == []


def test_a_full_storage_costs_neither_the_page_nor_an_entry(day_page: DayPage, api: DayApi) -> None:
    """The browser has no room left for this page, not even for the routes opened last."""
    stop = api.stops()[0]
    item = stop.lines[0]
    day_page.open_live(route=ROUTE, customer=stop.code)
    day_page.page.evaluate(FILL_STORAGE)
    day_page.open_live(route=ROUTE, customer=stop.code)
    expect(day_page.page.get_by_text(english("page:notKept"))).to_be_visible()

    enter = partial(day_page.enter, item.item_name, "7")
    assert day_page.answer_to("PATCH", "/actuals", enter).status == 200

    assert api.customer(stop.code)["actuals"][item.item_code]["quantity"] == 7


def _hold(page: Page, address: str, *, first_only: bool = False) -> list[Route]:
    """Keep requests to ``address`` from being sent; they gather in the list.

    Taking the hold off again would send what is held.
    """
    held: list[Route] = []

    def hold(route: Route) -> None:
        if first_only and held:
            route.continue_()
        else:
            held.append(route)

    page.route(address, hold)
    return held
