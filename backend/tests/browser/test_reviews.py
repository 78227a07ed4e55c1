"""Customer Review and Route Review: *LLM Analysis*, *Rate Limiting*, saved days, the phone."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.accessibility import small_targets, violations
from tests.browser.conftest import DESKTOP, PHONE, ROUTE, OpenBrowser, Serve
from tests.browser.day_api import DayApi, Stop
from tests.browser.day_page import DayPage, count_requests, overflow
from tests.browser.english import english
from tests.browser.served import Server
from tests.reviews.provider_server import (
    ProviderServer,
    Status,
    Writes,
    grounded,
    partly_ungrounded,
)

MODEL = "scripted"
CUSTOMER_REVIEW = "reviews:customerReview"
ROUTE_REVIEW = "reviews:routeReview"
WRITE_AGAIN = "reviews:writeAgain"
THUMB = 44


ServeWith = Callable[..., Server]


@pytest.fixture
def provider() -> Iterator[ProviderServer]:
    with ProviderServer() as provider:
        yield provider


@pytest.fixture
def serve_with(serve: Serve, demo_file: Path, tmp_path: Path) -> Iterator[ServeWith]:
    """Start a server over a fresh demo, with settings of this test's own."""
    servers: list[Server] = []

    def start(**settings: str) -> Server:
        server = serve(Path(shutil.copy(demo_file, tmp_path / "demo.db")), **settings)
        server.wait_until_ready()
        servers.append(server)
        return server

    yield start
    for server in servers:
        server.kill()


def test_llm_analysis(
    open_browser: OpenBrowser, serve_with: ServeWith, provider: ProviderServer
) -> None:
    """*LLM Analysis*: a first answer in under 5 s, the same at once on a second click: one call."""
    provider.will(Writes(partly_ungrounded))
    server = serve_with(**by(provider), review_customer_seconds="0", review_route_seconds="0")
    page = open_browser(server.address)
    stop = visited_stop(server)
    page.open_live_in_hand(route=ROUTE, customer=stop.code)

    began = time.monotonic()
    page.button(CUSTOMER_REVIEW).click()
    expect(review(page)).to_contain_text("First things first")
    # Later than that, the built-in analyst would stand there in its place.
    expect(review(page)).to_contain_text(MODEL)
    assert time.monotonic() - began < 30  # a hanging page is found, a slow machine is no fault
    expect(review(page)).to_contain_text("$0.0024")
    expect(review(page)).to_contain_text(english("reviews:leftOut", count=1))

    page.page.reload()
    expect(review(page)).to_contain_text("First things first")
    close(page)
    page.button(CUSTOMER_REVIEW).click()
    expect(review(page)).to_contain_text("First things first")
    assert provider.calls == 1

    page.button(ROUTE_REVIEW).click()
    expect(review(page)).to_contain_text(english(ROUTE_REVIEW))
    expect(review(page)).to_contain_text("First things first")
    assert provider.calls == 2


def test_rate_limiting(
    open_browser: OpenBrowser, serve_with: ServeWith, provider: ProviderServer
) -> None:
    """*Rate Limiting*: three rapid clicks make one call; the wait counts down, and ends."""
    server = serve_with(**by(provider), review_customer_seconds="60")
    page = open_browser(server.address)
    page.watch.expected_statuses.add(429)
    stop = visited_stop(server)
    clock = page.page.clock
    clock.install()
    page.open_live_in_hand(route=ROUTE, customer=stop.code)
    asked = count_requests(page.page, ["POST"])

    page.button(CUSTOMER_REVIEW).click()
    expect(review(page)).to_contain_text("First things first")
    again = page.button(WRITE_AGAIN)
    # Two more, faster than any hand.
    again.evaluate("(button) => { button.click(); button.click(); }")

    alert = review(page).get_by_role("alert")
    expect(alert).to_contain_text(re.compile(r"Please wait \d+ s"))
    expect(again).to_be_disabled()
    assert [provider.calls, len(asked)] == [1, 2]
    # The rest of the minute passes by the page's clock alone.
    clock.pause_at(datetime.now(UTC) + timedelta(seconds=1))
    seconds = seconds_in(alert)
    for left in (seconds - 1, seconds - 2):
        clock.run_for(1000)
        expect(alert).to_contain_text(english("reviews:wait", seconds=left))
    clock.fast_forward(seconds * 1000)
    expect(alert).to_have_count(0)
    expect(again).to_be_enabled()
    expect(review(page)).to_contain_text("First things first")
    # And it asks again; the server's own minute is not over.
    again.click()
    expect(alert).to_be_visible()
    assert [provider.calls, len(asked)] == [1, 3]


def test_a_provider_that_is_down_is_told_and_tried_again(
    open_browser: OpenBrowser, serve_with: ServeWith, provider: ProviderServer
) -> None:
    """The built-in analyst writes at once, says why, and the model's follows on request."""
    provider.will(Status(503))
    server = serve_with(**by(provider), review_customer_seconds="0")
    page = open_browser(server.address)
    stop = visited_stop(server)
    page.open_live_in_hand(route=ROUTE, customer=stop.code)

    page.button(CUSTOMER_REVIEW).click()
    expect(review(page)).to_contain_text(english("reviews:builtIn"))
    expect(review(page)).to_contain_text("the built-in analyst wrote this")
    provider.will(Writes(grounded))
    page.button("reviews:tryAgain").click()

    expect(review(page)).to_contain_text(MODEL)
    expect(review(page)).not_to_contain_text("the built-in analyst wrote this")


def test_a_point_leads_to_its_row_and_an_edit_marks_the_review(
    open_browser: OpenBrowser, serve_with: ServeWith
) -> None:
    """On a desk the review stays beside the day: follow a point, correct it, write again."""
    server = serve_with(review_customer_seconds="0")
    day_page = open_browser(server.address)
    stop = visited_stop(server)
    missed = stop.lines[0]
    day_page.open_live(route=ROUTE)
    day_page.button(ROUTE_REVIEW).click()
    point = review(day_page).get_by_role("link").filter(has_text=stop.name).first
    point.click()
    expect(day_page.in_hand(stop.name)).to_be_visible()
    expect(review(day_page)).to_contain_text(english(ROUTE_REVIEW))

    day_page.button(CUSTOMER_REVIEW).click()
    expect(review(day_page)).to_contain_text(english(CUSTOMER_REVIEW))
    review(day_page).get_by_role("link").filter(has_text=missed.item_name).first.click()
    row = day_page.page.get_by_role("row").filter(has=day_page.quantity(missed.item_name))
    expect(row).to_be_focused()
    expect(row).to_be_in_viewport()
    old = review(day_page).get_by_text(english("reviews:figuresChanged"))
    expect(old).to_have_count(0)

    day_page.enter(missed.item_name, str(missed.recommended))

    expect(old).to_be_visible()
    # Opened again, it is the same, marked at once; nobody is asked for another.
    asked = count_requests(day_page.page, ["POST"])
    close(day_page)
    day_page.button(CUSTOMER_REVIEW).click()
    expect(old).to_be_visible()
    assert asked == []
    before = review(day_page).get_by_role("list").first.inner_text()
    day_page.button(WRITE_AGAIN).click()
    expect(old).to_have_count(0)
    expect(review(day_page).get_by_role("list").first).not_to_have_text(before)


def test_reviews_in_historical_mode(day_page: DayPage, api: DayApi) -> None:
    """What was written opens with the saved day; new ones can be asked for nowhere."""
    stop = work(api)
    day_page.open_live_in_hand(route=ROUTE, customer=stop.code)
    day_page.button(CUSTOMER_REVIEW).click()
    text = review(day_page).get_by_role("list").first
    expect(text).to_contain_text("units")
    written = text.inner_text()
    close(day_page)
    day_page.save()
    asked = count_requests(day_page.page, ["POST"])

    day_page.page.reload()
    expect(day_page.badge("readOnly")).to_be_visible()
    day_page.button(CUSTOMER_REVIEW).click()
    expect(text).to_have_text(re.compile(r"\s*".join(map(re.escape, written.split()))))
    for offer in ("reviews:write", WRITE_AGAIN, "reviews:tryAgain"):
        expect(day_page.button(offer)).to_have_count(0)

    # What is missing is no error, in the console neither.
    day_page.button(ROUTE_REVIEW).click()
    expect(review(day_page)).to_contain_text(english("reviews:noneSaved"))
    expect(day_page.button("reviews:write")).to_have_count(0)
    assert asked == []
    refused = api.http.post(f"/api/days/{ROUTE}/{api.on}/review", json={})
    assert refused.status_code == 409
    assert refused.json()["type"].endswith("/session-saved")


LOOKS: dict[str, dict[str, Any]] = {
    "light-desk": {"viewport": DESKTOP, "color_scheme": "light"},
    "dark-phone": PHONE | {"color_scheme": "dark"},
}


@pytest.mark.parametrize("look", LOOKS)
def test_a_review_by_thumb_by_keyboard_and_for_everybody(
    look: str, open_browser: OpenBrowser, server: Server, api: DayApi
) -> None:
    """Sizes, widths, WCAG 2.2 AA, focus there and back, a word of feedback, on paper alone."""
    page = open_browser(server.address, **(LOOKS[look] | {"reduced_motion": "reduce"}))
    is_phone = "phone" in look
    stop = work(api)
    page.open_live_in_hand(route=ROUTE, customer=stop.code)
    opener = page.button(CUSTOMER_REVIEW)
    opener.focus()
    page.page.keyboard.press("Enter")
    title = review(page).get_by_role("heading", level=2)
    expect(title).to_be_focused()
    expect(title).to_contain_text(stop.name)
    expect(review(page).get_by_role("heading", level=3).nth(1)).to_be_visible()

    page.button("reviews:evidence").click()
    expect(review(page)).to_contain_text(english("reviews:metric.sold_units"))
    page.button("reviews:unhelpful").click()
    page.page.get_by_label(english("reviews:why")).fill("says too little")
    found = [*violations(page.page)]
    if is_phone:
        # Links within a sentence are as high as its lines.
        links = {link.inner_text() for link in review(page).get_by_role("link").all()}
        small = small_targets(page.page, THUMB)
        found += [one for one in small if one.rsplit(":", 1)[0] not in links]
    assert found == []
    assert overflow(page.page) == 0
    page.answer_to("POST", "/feedback", page.button("reviews:send").click)
    expect(page.page.get_by_text(english("reviews:thanks"))).to_be_visible()

    page.page.emulate_media(media="print")
    expect(review(page)).to_be_visible()
    for other in (page.quantities().first, page.button("reviews:print"), page.badge("live")):
        expect(other).to_be_hidden()
    page.page.emulate_media(media="screen")

    page.page.keyboard.press("Escape")
    expect(review(page)).to_have_count(0)
    expect(opener).to_be_focused()
    if is_phone:
        opener.tap()
        review(page).get_by_role("link").filter(has_text=stop.lines[0].item_name).first.tap()
        expect(review(page)).to_have_count(0)
        row = page.page.get_by_role("row").filter(has=page.quantity(stop.lines[0].item_name))
        expect(row).to_be_focused()
        page.page.go_back()
        expect(review(page)).to_be_visible()


def by(provider: ProviderServer) -> dict[str, str]:
    """Settings that have ``provider`` write the reviews."""
    return {
        "review_base_url": provider.base_url,
        "review_api_key": "a key",
        "review_model": MODEL,
        "review_price_in": "1",
        "review_price_out": "4",
    }


def review(page: DayPage) -> Locator:
    """The review that is open."""
    return page.page.locator("dialog[data-review]")


def close(page: DayPage) -> None:
    page.button("reviews:close").click()
    expect(review(page)).to_have_count(0)


def seconds_in(alert: Locator) -> int:
    found = re.search(r"\d+", alert.inner_text())
    assert found
    return int(found[0])


def work(api: DayApi) -> Stop:
    """A visit at which the item that was recommended most sold nothing, and the rest all."""
    stop = api.stops()[0]
    missed, *sold = stop.lines
    api.visit(
        stop.code, {missed.item_code: 0} | {line.item_code: line.recommended for line in sold}
    )
    return stop


def visited_stop(server: Server) -> Stop:
    with DayApi(server.address, ROUTE) as api:
        return work(api)
