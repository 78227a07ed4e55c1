"""What the page offers to each role on a demo, and how one tries another."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from sales_supervision.domain.access import Role
from tests.browser.accessibility import small_targets, violations
from tests.browser.conftest import PHONE, ROUTE, OpenBrowser
from tests.browser.day_api import DayApi
from tests.browser.day_page import DayPage
from tests.browser.english import english
from tests.browser.served import Server


def test_a_demo_says_so_and_lets_one_try_another_role(day_page: DayPage) -> None:
    day_page.open_live(route=ROUTE)
    page = day_page.page
    expect(page.get_by_text(_demo("Supervisor", Role.SUPERVISOR))).to_be_visible()
    expect(day_page.button("page:save")).to_be_visible()
    page.get_by_role("button", name=english("identity:open", name="Supervisor")).click()
    day_page.button("identity:tryAs").click()
    assert violations(page) == []
    page.get_by_label(english("identity:roleLabel")).select_option(Role.VIEWER)
    day_page.button("identity:use").click()
    expect(page.get_by_text(_demo("Supervisor", Role.VIEWER))).to_be_visible()
    expect(page.get_by_text(english("identity:lookOnly"))).to_be_visible()
    expect(day_page.button("page:save")).to_have_count(0)
    page.reload()
    expect(page.get_by_text(_demo("Supervisor", Role.VIEWER))).to_be_visible()


@pytest.mark.parametrize("device", ["desk", "phone"])
def test_a_viewer_sees_the_day_and_can_change_nothing(
    open_browser: OpenBrowser, server: Server, api: DayApi, device: str
) -> None:
    stop = api.stops()[0]
    options = PHONE if device == "phone" else {}
    seen = open_browser(server.address, **options)
    seen.become(Role.VIEWER)
    seen.open(route=ROUTE)
    expect(seen.badge("live")).to_be_visible()
    expect(seen.page.get_by_text(english("identity:lookOnly"))).to_be_visible()
    expect(seen.button("page:save")).to_have_count(0)
    expect(seen.button("customers:addUnplanned")).to_have_count(0)
    expect(seen.page.get_by_role("switch")).to_have_count(0)
    assert violations(seen.page) == []
    if device == "phone":
        assert small_targets(seen.page, 44) == []
    seen.row(stop.name).get_by_role("button").last.click()
    expect(seen.in_hand(stop.name)).to_be_visible()
    expect(seen.quantities()).to_have_count(0)
    assert violations(seen.page) == []


def test_a_viewer_is_shown_the_newest_review_and_has_none_written(
    day_page: DayPage, api: DayApi
) -> None:
    day_page.become(Role.VIEWER)
    day_page.watch.expected_statuses.add(404)
    day_page.open_live(route=ROUTE)
    day_page.button("reviews:routeReview").click()
    expect(day_page.dialog()).to_contain_text(english("reviews:noneWritten"))
    expect(day_page.button("reviews:write")).to_have_count(0)


def test_only_a_manager_is_offered_to_reopen(day_page: DayPage, api: DayApi) -> None:
    api.visit(api.stops()[0].code)
    api.save()
    day_page.open(route=ROUTE)
    expect(day_page.badge("readOnly")).to_be_visible()
    expect(day_page.button("page:reopen")).to_have_count(0)
    day_page.become(Role.MANAGER)
    day_page.page.reload()
    expect(day_page.button("page:reopen")).to_be_visible()


def _demo(name: str, role: Role) -> str:
    return english("identity:demo", name=name, role=english(f"identity:role.{role}"))
