"""What cannot be shown says why, and what to do next."""

from __future__ import annotations

from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.browser.conftest import ROUTE
from tests.browser.day_api import DayApi
from tests.browser.day_page import DayPage
from tests.browser.english import english
from tests.browser.served import Server


def test_an_unknown_route_in_the_address_is_named_and_another_can_be_chosen(
    day_page: DayPage,
) -> None:
    day_page.watch.expected_statuses.add(404)
    day_page.open(route="9999")

    expect(day_page.page.get_by_role("alert")).to_contain_text("There is no route 9999.")

    day_page.route().fill(ROUTE)
    day_page.page.get_by_role("option").filter(has_text=ROUTE).click()
    expect(day_page.badge("live")).to_be_visible()


def test_a_day_without_a_plan_says_so_and_offers_dates_that_have_one(
    day_page: DayPage, api: DayApi
) -> None:
    unplanned = date.fromisoformat(api.on) + timedelta(days=300)
    day_page.watch.expected_statuses.add(404)
    day_page.open(route=ROUTE, date=str(unplanned))

    alert = day_page.page.get_by_role("alert")
    expect(alert).to_contain_text(f"no journey plan on {unplanned}")
    expect(day_page.page.get_by_text(english("page:plannedDates"))).to_be_visible()

    offered = day_page.page.get_by_role("main").get_by_role("listitem").get_by_role("button")
    offered.first.click()
    expect(day_page.badge("live")).to_be_visible()


def test_a_date_that_is_none_in_the_address_is_survived(day_page: DayPage) -> None:
    """The page says something and lets another date be chosen; it is never blank."""
    day_page.watch.expected_statuses.update({404, 422})
    for wrong in ("2026-02-31", "12-11-2026", "tomorrow"):
        day_page.open(route=ROUTE, date=wrong)

        alert = day_page.page.get_by_role("alert")
        expect(alert.or_(day_page.badge("live")).first).to_be_visible()
        expect(day_page.route()).to_be_visible()
        expect(day_page.date()).to_be_visible()


def test_an_unknown_customer_in_the_address_is_survived(day_page: DayPage, api: DayApi) -> None:
    day_page.open_live(route=ROUTE, customer="C-GONE")

    expect(day_page.in_hand(api.stops()[0].name)).to_be_visible()


def test_a_server_that_is_down_at_the_first_load_is_said_calmly_and_tried_again(
    day_page: DayPage,
) -> None:
    """The page came from the browser's cache or another replica; the interface does not answer."""
    day_page.watch.outage_expected = True
    day_page.page.route("**/api/**", lambda route: route.abort("connectionrefused"))
    day_page.open(route=ROUTE)

    _expect_calm_words(day_page.page)

    day_page.page.unroute_all()
    expect(day_page.badge("live")).to_be_visible(timeout=40_000)


def test_a_route_chosen_while_the_server_is_down_opens_once_it_is_back(
    day_page: DayPage, server: Server
) -> None:
    day_page.open()
    choice = day_page.page.get_by_role("button").filter(has_text=ROUTE).first
    expect(choice).to_be_visible()
    day_page.watch.outage_expected = True
    server.kill()

    choice.click()
    _expect_calm_words(day_page.page)

    server.start_again()
    expect(day_page.badge("live")).to_be_visible(timeout=40_000)


def test_a_server_out_of_order_is_said_like_one_that_is_down(day_page: DayPage) -> None:
    """503 from the interface or from a proxy in front of it, without problem details."""
    day_page.watch.expected_statuses.add(503)
    day_page.page.route("**/api/**", lambda route: route.fulfill(status=503, body="<h1>No</h1>"))
    day_page.open(route=ROUTE)

    _expect_calm_words(day_page.page)


def _expect_calm_words(page: Page) -> None:
    expect(page.get_by_text(english("page:unreachable")).first).to_be_visible(timeout=20_000)
    expect(page.get_by_role("button", name=english("page:tryAgain"))).to_be_visible()
