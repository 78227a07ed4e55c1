"""Two people on one day: each sees that the other is here, and what they do to the day."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import DESKTOP, PHONE, ROUTE, OpenBrowser
from tests.browser.day_api import DayApi
from tests.browser.day_page import DayPage, overflow
from tests.browser.english import english
from tests.browser.served import Server

HUDA, MARYAM = "Huda Khalid", "Maryam Ali"


@pytest.fixture
def huda(open_browser: OpenBrowser, server: Server) -> DayPage:
    return open_browser(server.address)


@pytest.fixture
def maryam(open_browser: OpenBrowser, server: Server) -> DayPage:
    return open_browser(server.address)


def take_name(page: DayPage, name: str, before: str = "Supervisor") -> None:
    """Take a name on this device, through the dialog."""
    page.page.get_by_role("button", name=english("identity:open", name=before)).click()
    page.button("identity:tryAs").click()
    page.dialog().get_by_label(english("identity:label")).fill(name)
    page.button("identity:use").click()
    expect(
        page.page.get_by_role("button", name=english("identity:open", name=name))
    ).to_be_visible()
    expect(page.dialog()).to_have_count(0)


def also_here(page: DayPage, *names: str) -> Locator:
    name = english("notices:alsoHereNames", names=", ".join(names))
    return page.page.get_by_role("button", name=name, exact=True)


def news(page: DayPage, key: str) -> Locator:
    """The notice of what Huda did, whenever it was."""
    told = english(f"notices:{key}", name=HUDA, version=1, time="\0").split("\0")[0]
    return page.page.get_by_role("status").filter(has_text=re.compile(f"^{re.escape(told)}"))


def test_a_save_is_told_to_the_other_who_keeps_the_draft(
    huda: DayPage, maryam: DayPage, api: DayApi
) -> None:
    stop, other = api.stops()[:2]
    huda.open_live(route=ROUTE, customer=stop.code)
    take_name(huda, HUDA)
    maryam.open_live(route=ROUTE, customer=other.code)
    take_name(maryam, MARYAM)

    expect(also_here(huda, MARYAM)).to_be_visible()
    expect(also_here(maryam, HUDA)).to_be_visible()
    also_here(maryam, HUDA).hover()
    expect(maryam.page.get_by_text(HUDA, exact=True)).to_be_visible()

    maryam.enter(other.lines[0].item_name, "7")
    huda.mark_visited()
    huda.save()

    expect(news(maryam, "saved")).to_be_visible()
    expect(maryam.badge("live")).to_be_visible()
    expect(maryam.quantity(other.lines[0].item_name)).to_have_value("7")
    maryam.button("notices:seeTheirs").click()
    expect(maryam.badge("readOnly")).to_be_visible()
    expect(maryam.button("notices:seeTheirs")).to_have_count(0)
    maryam.button("notices:dismiss").click()
    expect(news(maryam, "saved")).to_have_count(0)


def test_another_tab_of_mine_follows_a_save(huda: DayPage, api: DayApi) -> None:
    huda.open_live(route=ROUTE)
    take_name(huda, HUDA)
    tab = DayPage(huda.page.context.new_page(), huda.address)
    tab.open_live(route=ROUTE)
    huda.page.bring_to_front()
    huda.save()
    tab.page.bring_to_front()
    expect(tab.badge("readOnly")).to_be_visible()
    expect(tab.page.get_by_role("status").filter(has_text=HUDA)).to_have_count(0)
    assert tab.watch.complaints == []


def test_who_leaves_is_gone_and_who_comes_back_is_here(huda: DayPage, maryam: DayPage) -> None:
    huda.open_live(route=ROUTE)
    take_name(huda, HUDA)
    maryam.open_live(route=ROUTE)
    take_name(maryam, MARYAM)
    expect(also_here(huda, MARYAM)).to_be_visible()
    maryam.page.goto("about:blank")
    expect(also_here(huda, MARYAM)).to_have_count(0)
    maryam.open_live(route=ROUTE)
    expect(also_here(huda, MARYAM)).to_be_visible()


def test_a_save_during_an_outage_is_told_after_it(
    huda: DayPage, maryam: DayPage, server: Server, api: DayApi
) -> None:
    huda.open_live(route=ROUTE)
    take_name(huda, HUDA)
    expect(also_here(huda)).to_have_count(0)
    huda.watch.outage_expected = True
    server.kill()
    server.start_again()
    maryam.open_live(route=ROUTE)
    take_name(maryam, MARYAM)
    maryam.save()
    told = english("notices:saved", name=MARYAM, version=1, time="\0").split("\0")[0]
    notice = huda.page.get_by_role("status").filter(has_text=told)
    expect(notice).to_be_visible(timeout=40_000)


def test_entries_stay_under_the_name_they_were_made_under(huda: DayPage, api: DayApi) -> None:
    stop = api.stops()[0]
    item = stop.lines[0].item_name
    huda.open_live(route=ROUTE, customer=stop.code)
    take_name(huda, HUDA)
    huda.enter(item, "9")
    take_name(huda, MARYAM, before=HUDA)
    expect(huda.quantity(item)).not_to_have_value("9")
    take_name(huda, HUDA, before=MARYAM)
    expect(huda.quantity(item)).to_have_value("9")


@pytest.mark.parametrize("screen", [{"viewport": DESKTOP}, PHONE], ids=["desk", "phone"])
def test_there_is_room_for_everybody(
    open_browser: OpenBrowser, huda: DayPage, server: Server, screen: dict[str, object]
) -> None:
    huda.open_live(route=ROUTE)
    take_name(huda, HUDA)
    page = open_browser(server.address, **screen)
    page.open_live(route=ROUTE)
    button = also_here(page, HUDA)
    expect(button).to_be_visible()
    button.click()
    expect(page.page.get_by_text(HUDA, exact=True)).to_be_visible()
    assert overflow(page.page) == 0
