"""Unsold stock moves to the customers ahead before the supervisor's eyes, and comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.conftest import ROUTE
from tests.browser.day_api import DayApi, Line, Stop
from tests.browser.day_page import DayPage
from tests.browser.english import english


@dataclass(frozen=True, slots=True)
class Refusal:
    """A customer about to buy nothing of an item that is recommended to it."""

    stop: Stop
    line: Line


def test_a_visit_moves_stock_and_scores_and_taking_it_back_returns_them(
    day_page: DayPage, api: DayApi
) -> None:
    refusal = _refusal_that_others_take(api)
    stop, line = refusal.stop, refusal.line
    before = api.day()["state"]
    day_page.open_live(route=ROUTE, customer=stop.code)
    stock, feed = _stock_of(day_page, line), day_page.region("redistribution:title")
    stock_before, feed_before = _text(stock), _text(feed)
    # Among those whom the van is short for, on some days.
    named_before = feed.get_by_text(stop.name).count()
    day_page.expect_kpi("visited", 0)
    day_page.expect_kpi("score", "—")

    day_page.answer_to("PUT", "/visits/", day_page.toggle(stop.name).click)
    day_page.enter(line.item_name, "0")

    after = api.day()["state"]
    draw = _draw(after, refusal)
    assert draw["recipients"], "the demo has takers for this item"
    names = {other.code: other.name for other in api.stops()}
    entry = feed.get_by_role("listitem").filter(has_text=f"× {line.item_name}").last
    expect(entry).to_contain_text(f"{draw['units']} × {line.item_name}")
    for recipient in draw["recipients"][:3]:
        expect(entry).to_contain_text(f"{names[recipient['customer_code']]} {recipient['units']}")
    expect(feed).to_contain_text(stop.name)
    for recipient in draw["recipients"]:
        name = names[recipient["customer_code"]]
        customer = after["customers"][recipient["customer_code"]]
        figures = english(
            "customers:adjustedFigures",
            recommended=customer["recommended_units"],
            adjusted=customer["adjusted_units"],
        )
        expect(day_page.row(name)).to_contain_text(figures)
    expect(stock).to_contain_text(
        english("vanStock:left", units=after["items"][line.item_code]["stock"])
    )
    day_page.expect_kpi("visited", 1)
    day_page.expect_kpi("score", _tenths(after["kpis"]["score"]))
    expect(day_page.row(stop.name)).to_contain_text(_tenths(after["kpis"]["score"]))
    placed = sum(recipient["units"] for recipient in draw["recipients"])
    expect(day_page.page.get_by_text(english("visit:wentAhead", count=placed))).to_be_visible()

    day_page.answer_to("DELETE", "/visits/", day_page.toggle(stop.name).click)

    expect(day_page.toggle(stop.name)).not_to_be_checked()
    day_page.expect_kpi("visited", 0)
    day_page.expect_kpi("score", "—")
    expect(feed.get_by_text(stop.name)).to_have_count(named_before)
    assert _text(stock) == stock_before
    assert _text(feed) == feed_before
    assert api.day()["state"]["items"] == before["items"]


def test_what_a_customer_ahead_is_offered_stands_in_its_grid_with_the_reason(
    day_page: DayPage, api: DayApi
) -> None:
    """The recipient's line shows the adjusted quantity and why; its visit then freezes it."""
    refusal = _refusal_that_others_take(api)
    api.visit(refusal.stop.code, {refusal.line.item_code: 0})
    recipient = _draw(api.day()["state"], refusal)["recipients"][0]
    other = next(stop for stop in api.stops() if stop.code == recipient["customer_code"])
    original = next(one for one in other.lines if one.item_code == refusal.line.item_code)
    adjusted = api.customer(other.code)["adjusted"][original.item_code]
    assert adjusted == original.recommended + recipient["units"]

    day_page.open_live(route=ROUTE, customer=other.code)
    row = day_page.page.get_by_role("row").filter(has=day_page.quantity(original.item_name))

    recommended_cell, adjusted_cell = row.get_by_role("cell").all()[:2]
    expect(recommended_cell).to_have_text(str(original.recommended))
    expect(adjusted_cell).to_contain_text(f"+{recipient['units']}")
    expect(adjusted_cell).to_contain_text(str(adjusted))
    expect(adjusted_cell.get_by_title(english("visit:offeredMore"))).to_be_visible()
    day_page.mark_visited()
    day_page.enter(original.item_name, str(adjusted))
    assert api.customer(other.code)["accuracy"][original.item_code] == 100
    expect(row).to_contain_text("100")


def test_selling_more_than_the_van_has_is_taken_back_from_customers_ahead_in_words(
    day_page: DayPage, api: DayApi
) -> None:
    stop = api.stops()[0]
    line = stop.lines[0]
    state = api.day()["state"]["items"][line.item_code]
    others = state["promised_ahead"] - line.recommended
    assert others > 0, "somebody else ahead is recommended the item"
    day_page.open_live(route=ROUTE, customer=stop.code)
    day_page.mark_visited()

    day_page.enter(line.item_name, str(state["van_load"] + 3))

    short = _stock_of(day_page, line)
    expect(short).to_contain_text(english("vanStock:short", count=3))
    taken = api.day()["state"]["items"][line.item_code]["taken_back"]
    first = next(one for one in api.stops() if one.code == taken[0]["customer_code"])
    feed = day_page.region("redistribution:title")
    expect(feed).to_contain_text(english("redistribution:vanShort"))
    entry = feed.get_by_role("listitem").filter(has_text=line.item_name).first
    expect(entry).to_contain_text(f"{first.name} {taken[0]['units']}")


def _refusal_that_others_take(api: DayApi) -> Refusal:
    """The weightiest line of an early stop whose item nobody ahead is short of."""
    state = api.day()["state"]
    stops = api.stops()
    for stop in stops[: len(stops) // 2]:
        for line in stop.lines:
            item = state["items"][line.item_code]
            enough = item["van_load_known"] and not item["taken_back"]
            if enough and line.recommended >= 4 and item["recommended"] > 2 * line.recommended:
                return Refusal(stop, line)
    raise AssertionError("the demo has an item that several customers are recommended")


def _draw(state: Any, refusal: Refusal) -> Any:
    draws = state["items"][refusal.line.item_code]["draws"]
    return next(draw for draw in draws if draw["from_customer"] == refusal.stop.code)


def _stock_of(day_page: DayPage, line: Line) -> Locator:
    """The line of an item in the van's stock, found by its search."""
    stock = day_page.region("vanStock:title")
    stock.get_by_role("searchbox").fill(line.item_code)
    return stock.get_by_role("listitem").filter(has_text=line.item_name).first


def _text(part: Locator) -> str:
    return part.inner_text()


def _tenths(score: float) -> str:
    return f"{score:.1f}".removesuffix(".0")
