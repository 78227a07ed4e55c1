"""Customers and items outside the plan are found by search and belong to the day like others."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.conftest import ROUTE
from tests.browser.day_api import DayApi, Json
from tests.browser.day_page import DayPage
from tests.browser.english import english


def test_an_unplanned_customer_and_item_are_added_by_search_and_saved(
    day_page: DayPage, api: DayApi
) -> None:
    stranger = _customer_of_another_route(api)
    item = api.http.get("/api/items", params={"search": ""}).json()[0]
    code, name = stranger["customer_code"], stranger["customer_name"]
    day_page.open_live(route=ROUTE)

    day_page.button("customers:addUnplanned").click()
    search = _search(day_page, "customers:addUnplanned")
    search.fill(code)
    option = day_page.page.get_by_role("option").filter(has_text=code)
    day_page.answer_to("PUT", f"/unplanned-customers/{code}", option.click)

    expect(day_page.in_hand(name)).to_be_visible()
    expect(day_page.in_hand(name)).to_be_focused()
    expect(day_page.page.get_by_text(english("visit:noLinesUnplanned"))).to_be_visible()
    expect(
        day_page.page.get_by_role("heading", name=english("customers:unplanned"), exact=True)
    ).to_be_visible()
    expect(day_page.row(name)).to_be_visible()

    day_page.button("visit:addItem").click()
    _search(day_page, "visit:addItem").fill(item["item_code"])
    found = day_page.page.get_by_role("option").filter(has_text=item["item_name"]).first
    day_page.answer_to("PATCH", "/actuals", found.click)
    expect(day_page.quantity(item["item_name"])).to_have_value("")
    expect(day_page.quantity(item["item_name"])).to_be_focused()
    day_page.enter(item["item_name"], "6")
    day_page.mark_visited()

    expect(day_page.row(name)).to_contain_text("6")
    planned = len(api.stops())
    day_page.expect_kpi("visited", f"0 of {planned}")
    state = api.customer(code)
    assert not state["planned"]
    assert state["outside_units"] == 6

    day_page.save()

    expect(day_page.row(name)).to_be_visible()
    expect(day_page.quantities()).to_have_count(0)
    assert api.customer(code)["outside_units"] == 6


def test_an_item_outside_the_recommendation_is_added_and_removed(
    day_page: DayPage, api: DayApi
) -> None:
    stop = api.stops()[0]
    known = {line.item_code for line in stop.lines}
    items = api.http.get("/api/items", params={"search": "", "limit": 100}).json()
    item = next(one for one in items if one["item_code"] not in known)
    day_page.open_live(route=ROUTE, customer=stop.code)

    day_page.button("visit:addItem").click()
    search = _search(day_page, "visit:addItem")
    search.fill(stop.lines[0].item_code)
    expect(
        day_page.page.get_by_role("option").filter(has_text=stop.lines[0].item_name)
    ).to_have_count(0)
    search.fill(item["item_code"])
    found = day_page.page.get_by_role("option").filter(has_text=item["item_name"]).first
    day_page.answer_to("PATCH", "/actuals", found.click)
    row = day_page.page.get_by_role("row").filter(has=day_page.quantity(item["item_name"]))
    expect(row).to_contain_text(english("visit:outside"))

    remove = english("visit:removeItem", item=item["item_name"])
    day_page.answer_to(
        "DELETE", "/actuals/", row.get_by_role("button", name=remove, exact=True).click
    )

    expect(day_page.quantity(item["item_name"])).to_have_count(0)
    assert item["item_code"] not in api.customer(stop.code)["actuals"]


def test_an_unplanned_customer_can_be_removed_again(day_page: DayPage, api: DayApi) -> None:
    stranger = _customer_of_another_route(api)
    code, name = stranger["customer_code"], stranger["customer_name"]
    api.http.put(f"/api/days/{ROUTE}/{api.on}/unplanned-customers/{code}")
    day_page.open_live(route=ROUTE, customer=code)
    expect(day_page.in_hand(name)).to_be_visible()

    day_page.answer_to(
        "DELETE", "/unplanned-customers/", day_page.button("visit:removeCustomer").click
    )

    expect(day_page.row(name)).to_have_count(0)
    expect(day_page.in_hand(name)).to_have_count(0)
    expect(day_page.quantities().first).to_be_visible()
    assert code not in api.day()["state"]["customers"]


def test_a_search_that_finds_nothing_says_so(day_page: DayPage, api: DayApi) -> None:
    day_page.open_live(route=ROUTE)

    day_page.button("customers:addUnplanned").click()
    _search(day_page, "customers:addUnplanned").fill("no such shop")

    expect(day_page.page.get_by_text(english("customers:noCustomerFound"))).to_be_visible()


def _search(day_page: DayPage, key: str) -> Locator:
    return day_page.page.get_by_role("combobox", name=english(key), exact=True)


def _customer_of_another_route(api: DayApi) -> Json:
    routes = [route["route_code"] for route in api.http.get("/api/routes").json()]
    other = next(route for route in routes if route != ROUTE)
    found = api.http.get("/api/customers", params={"search": f"C{other}"}).json()
    return dict(found[0])
