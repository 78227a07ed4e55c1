"""No axe-core violation of WCAG 2.2 AA in any state, light and dark, on a desk and a phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.conftest import DESKTOP, PHONE, ROUTE, OpenBrowser
from tests.browser.day_api import DayApi, Stop
from tests.browser.day_page import DayPage
from tests.browser.english import english
from tests.browser.served import Server

DEVICES: dict[str, dict[str, Any]] = {"desk": {"viewport": DESKTOP}, "phone": PHONE}
IN_ALL_LOOKS = pytest.mark.parametrize(
    "look",
    [
        pytest.param((colours, device), id=f"{colours}-{device}")
        for colours in ("light", "dark")
        for device in DEVICES
    ],
    indirect=True,
)


class Look:
    """The page in some colours on some device, and what axe found wrong in any state of it."""

    def __init__(self, seen: DayPage) -> None:
        self.seen = seen
        self.found: list[str] = []

    def check(self, state: str) -> None:
        self.found += [f"{state}: {violation}" for violation in violations(self.seen.page)]


@pytest.fixture
def look(open_browser: OpenBrowser, server: Server, request: pytest.FixtureRequest) -> Look:
    colours, device = request.param
    # Without motion, so that no colour is caught half-way to another.
    options = DEVICES[device] | {"color_scheme": colours, "reduced_motion": "reduce"}
    return Look(open_browser(server.address, **options))


@IN_ALL_LOOKS
def test_no_violation_of_wcag_2_2_aa(look: Look, api: DayApi) -> None:
    """From the empty start through the live day and the save dialog to the saved day."""
    seen = look.seen
    first, second, third = api.stops()[:3]
    _work(api)

    seen.open()
    expect(seen.page.get_by_role("button").filter(has_text=ROUTE).first).to_be_visible()
    look.check("empty start")

    seen.open_live(route=ROUTE)
    look.check("live day")
    _check_the_parts(look)

    seen.open_live_in_hand(route=ROUTE, customer=first.code)
    look.check("visited customer in hand")
    seen.open_live_in_hand(route=ROUTE, customer=third.code)
    seen.quantity(third.lines[0].item_name).fill("1000000")
    seen.quantity(third.lines[0].item_name).press("Tab")
    expect(seen.page.get_by_text(english("visit:tooLarge"))).to_be_visible()
    look.check("customer ahead in hand, an entry refused")
    seen.button("visit:addItem").click()
    expect(seen.page.get_by_role("option").first).to_be_visible()
    look.check("search of items open")

    _check_what_went_wrong(look, third)

    seen.open_live(route=ROUTE)
    seen.button("page:save").click()
    expect(seen.dialog()).to_contain_text(second.name)
    look.check("save dialog")
    seen.button("saving:confirm").click()
    expect(seen.badge("readOnly")).to_be_visible()
    look.check("historical")
    seen.open(route=ROUTE, customer=first.code)
    expect(seen.in_hand(first.name)).to_be_visible()
    look.check("historical customer in hand")

    assert not look.found, "\n".join(look.found)


def _check_what_went_wrong(look: Look, stop: Stop) -> None:
    """A day without a plan, and a server that is down in the middle of the day."""
    seen = look.seen
    seen.watch.expected_statuses.add(404)
    seen.open(route=ROUTE, date="2020-01-01")
    expect(seen.page.get_by_text(english("page:plannedDates"))).to_be_visible()
    look.check("day without a plan")

    seen.open_live(route=ROUTE)
    seen.watch.outage_expected = True
    seen.page.route("**/api/**", lambda route: route.abort("connectionrefused"))
    seen.toggle(stop.name).click()
    kept = seen.page.get_by_text(english("page:keptHere", count=1))
    expect(kept).to_be_visible()
    look.check("server down")
    seen.page.unroute_all()
    expect(kept).to_have_count(0)


def _check_the_parts(look: Look) -> None:
    """On a phone each part behind its tab; the charts as pictures and as tables."""
    page = look.seen.page
    tabs = page.get_by_role("navigation", name=english("page:tabs.title"))
    if tabs.is_visible():
        for part in ("van", "demand", "charts"):
            tabs.get_by_role("button", name=english(f"page:tabs.{part}")).click()
            if part != "charts":
                look.check(part)
    else:
        # Charts may be fetched only when they come into view.
        look.seen.region("demand:title").hover()
        page.mouse.wheel(0, 10_000)
    as_table = page.get_by_role("button", name=english("charts:asTable"))
    expect(as_table).to_have_count(3)
    look.seen.region("charts:items.title").hover()
    look.check("charts, one pointed at")
    while as_table.count():
        as_table.first.click()
    score = english("charts:scores.score")
    expect(page.get_by_role("columnheader", name=score, exact=True)).to_be_visible()
    look.check("charts as tables")


def _work(api: DayApi) -> None:
    """Visits with sold, unsold and untold quantities, and more sold than the van has."""
    first, second, _ = api.stops()[:3]
    sold, *rest = first.lines
    nothing = {line.item_code: 0 for line in rest}
    api.visit(first.code, nothing | {sold.item_code: sold.recommended})
    most = second.lines[0].item_code
    api.visit(second.code, {most: api.day()["state"]["items"][most]["van_load"] + 1})
