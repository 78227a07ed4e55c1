"""Maintenance as people meet it: told beforehand, entries kept during, sent when it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import httpx2
import pytest
from playwright.sync_api import Locator, expect

from sales_supervision.clock import system_clock
from sales_supervision.domain.maintenance import Maintenance
from sales_supervision.maintenance.announcing import Announcing
from sales_supervision.storage.engine import Database
from tests.browser.accessibility import covered_on_the_way, violations
from tests.browser.conftest import PHONE, ROUTE, OpenBrowser
from tests.browser.day_api import DayApi
from tests.browser.day_page import DayPage, count_requests, overflow
from tests.browser.english import english
from tests.browser.served import Server

MESSAGE = "The new release comes."
WAIT_FOR_A_LOOK = 30_000
"""Milliseconds; during maintenance a page looks every 10 s whether it ended early."""
FAR_AWAY = "Pacific/Kiritimati"
"""14 hours ahead, which no zone of a test's deployment is."""

Announce = Callable[[Maintenance | None], None]


@pytest.fixture
def announce(server: Server) -> Iterator[Announce]:
    """Announce maintenance on the server's database, or end it; returns once the server knows."""
    with _announcing(server) as announcing:

        def tell(maintenance: Maintenance | None) -> None:
            if maintenance is None:
                announcing.call_off("root")
            else:
                announcing.announce(maintenance, "root")
            expected = None if maintenance is None else MESSAGE
            while _known(server) != expected:
                pass

        yield tell


def test_it_is_told_beforehand_in_the_readers_time_and_the_deployments(
    open_browser: OpenBrowser, server: Server, announce: Announce, time_zone: str
) -> None:
    day_page = open_browser(server.address, timezone_id=FAR_AWAY)
    begins = system_clock() + timedelta(minutes=20)
    ends = begins + timedelta(minutes=10)
    announce(Maintenance(begins, ends, MESSAGE))

    day_page.open_live(route=ROUTE)

    here, there = ZoneInfo(FAR_AWAY), ZoneInfo(time_zone)
    told = english(
        "maintenance:announcedElsewhere",
        date=f"{begins.astimezone(here):%a %-d %b %Y}",
        start=_time(begins, here),
        end=_time(ends, here),
        startThere=_time(begins, there),
        endThere=_time(ends, there),
        zone=time_zone,
        message=MESSAGE,
    )
    expect(day_page.page.get_by_text(told)).to_be_visible()
    day_page.open()
    expect(day_page.page.get_by_text(told)).to_be_visible()
    assert violations(day_page.page) == []

    day_page.page.goto(f"{server.address}/sign-in")
    elsewhere = day_page.page.get_by_role("status").filter(has_text=MESSAGE)
    expect(elsewhere).to_contain_text(told)
    expect(elsewhere).to_contain_text(english("maintenance:elsewhere"))


def test_a_visit_during_it_shows_as_waiting_and_is_sent_when_it_ends(
    day_page: DayPage, api: DayApi, announce: Announce
) -> None:
    stop = api.stops()[0]
    day_page.open_live(route=ROUTE)
    day_page.watch.expected_statuses = {503}
    sent = count_requests(day_page.page, ["PUT"])
    announce(_under_way())

    toggle = day_page.toggle(stop.name)
    toggle.click()

    expect(toggle).to_have_attribute("title", english("customers:waitingToBeSent"))
    expect(toggle).to_be_checked()
    waiting = day_page.page.get_by_text(english("page:kpi.waiting", count=1))
    expect(waiting).to_be_visible()
    assert len(sent) == 1
    assert violations(day_page.page) == []

    announce(None)
    expect(waiting).to_be_hidden(timeout=WAIT_FOR_A_LOOK)
    expect(toggle).to_be_checked()
    assert len(sent) == 2
    assert api.customer(stop.code)["status"] == "visited"


def test_entries_are_kept_during_it_and_sent_when_it_ends(
    day_page: DayPage, api: DayApi, announce: Announce
) -> None:
    stop = api.stops()[0]
    item = stop.lines[0]
    day_page.open_live(route=ROUTE, customer=stop.code)
    day_page.enter(item.item_name, "3")
    day_page.watch.expected_statuses = {503}
    announce(_under_way())

    refused = day_page.enter(item.item_name, "7")

    assert refused.status == 503
    expect(_banner(day_page)).to_contain_text(MESSAGE)
    kept = day_page.page.get_by_text(english("maintenance:kept", count=1))
    expect(kept).to_be_visible()
    expect(day_page.page.get_by_text(english("page:unreachable"))).to_have_count(0)
    expect(day_page.quantity(item.item_name)).to_have_value("7")
    assert api.customer(stop.code)["actuals"][item.item_code]["quantity"] == 3

    day_page.page.reload()
    expect(day_page.quantity(item.item_name)).to_have_value("7")
    expect(kept).to_be_visible()

    with day_page.page.expect_response(
        lambda answer: answer.request.method == "PATCH" and answer.ok, timeout=WAIT_FOR_A_LOOK
    ):
        announce(None)
    expect(kept).to_be_hidden(timeout=WAIT_FOR_A_LOOK)
    expect(_banner(day_page)).to_be_hidden(timeout=WAIT_FOR_A_LOOK)
    assert api.customer(stop.code)["actuals"][item.item_code]["quantity"] == 7


def test_a_save_during_it_is_refused_in_a_sentence(
    day_page: DayPage, api: DayApi, announce: Announce
) -> None:
    api.visit(api.stops()[0].code)
    day_page.open_live(route=ROUTE)
    day_page.watch.expected_statuses = {503}
    announce(_under_way())

    day_page.button("page:save").click()
    day_page.button("saving:confirm").click()

    expect(day_page.dialog().get_by_role("alert")).to_contain_text("nothing was changed")
    assert api.day()["mode"] == "live"


def test_on_a_phone_the_banner_fits(
    open_browser: OpenBrowser, server: Server, announce: Announce
) -> None:
    announce(_under_way())
    phone = open_browser(server.address, color_scheme="dark", **PHONE)
    phone.open_live(route=ROUTE)
    expect(_banner(phone)).to_be_visible()
    assert overflow(phone.page) == 0
    assert violations(phone.page) == []


def test_the_banner_hides_neither_the_customer_nor_what_is_typed_into(
    open_browser: OpenBrowser, server: Server, api: DayApi, announce: Announce
) -> None:
    stop = api.longest_stop()
    announce(_under_way())
    phone = open_browser(server.address, **PHONE)
    phone.open_live_in_hand(route=ROUTE, customer=stop.code)
    expect(_banner(phone)).to_be_visible()
    fields = phone.quantities()

    fields.last.focus()
    covered = covered_on_the_way(phone, "ArrowUp")

    expect(fields.first).to_be_focused()
    assert covered == {}
    fields.last.focus()
    expect(_banner(phone)).to_be_in_viewport(ratio=1)
    # Clicked in its middle only where nothing lies upon it.
    phone.in_hand(stop.name).click(trial=True)


@contextmanager
def _announcing(server: Server) -> Iterator[Announcing]:
    database = Database(f"sqlite:///{server.database}")
    yield Announcing(database, system_clock)
    database.dispose()


def _under_way() -> Maintenance:
    now = system_clock()
    return Maintenance(now - timedelta(minutes=1), now + timedelta(minutes=30), MESSAGE)


def _known(server: Server) -> str | None:
    found = httpx2.get(f"{server.address}/api/maintenance").json()["maintenance"]
    return None if found is None else str(found["message"])


def _banner(seen: DayPage) -> Locator:
    return seen.page.get_by_role("alert").filter(has_text=english("maintenance:reading"))


def _time(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%H:%M}"
