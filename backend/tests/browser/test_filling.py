"""Fifty items do not cost fifty entries; what nobody told is warned of and saved as unknown."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import ROUTE
from tests.browser.day_api import DayApi
from tests.browser.day_page import DayPage, count_requests
from tests.browser.english import english


def test_as_recommended_fills_what_is_untold_in_one_step_and_undoes_in_one(
    day_page: DayPage, api: DayApi
) -> None:
    stop = api.stops()[0]
    told, *untold = stop.lines
    api.visit(stop.code, {told.item_code: 3})
    adjusted = api.customer(stop.code)["adjusted"]
    day_page.open_live(route=ROUTE, customer=stop.code)
    status = day_page.page.get_by_role("status")
    expect(status.get_by_text(english("visit:untold", count=len(untold)))).to_be_visible()
    entries = count_requests(day_page.page, ["PATCH"])

    day_page.answer_to("PATCH", "/actuals", day_page.button("visit:asRecommended").click)

    for line in untold:
        expected = adjusted.get(line.item_code, line.recommended)
        expect(day_page.quantity(line.item_name)).to_have_value(str(expected))
    expect(day_page.quantity(told.item_name)).to_have_value("3")
    expect(status.get_by_text(english("visit:allTold"))).to_be_visible()
    assert len(entries) == 1
    assert api.customer(stop.code)["untold_items"] == 0

    undo = day_page.button("visit:undo", count=len(untold))
    day_page.answer_to("PATCH", "/actuals", undo.click)

    for line in untold:
        expect(day_page.quantity(line.item_name)).to_have_value("")
    expect(day_page.quantity(told.item_name)).to_have_value("3")
    expect(undo).to_have_count(0)
    assert len(entries) == 2
    customer = api.customer(stop.code)
    assert customer["untold_items"] == len(untold)
    assert customer["actuals"][told.item_code]["quantity"] == 3


def test_the_rest_sold_nothing_leaves_what_was_told_and_undoes(
    day_page: DayPage, api: DayApi
) -> None:
    stop = api.stops()[0]
    told, *untold = stop.lines
    day_page.open_live(route=ROUTE, customer=stop.code)
    day_page.mark_visited()
    day_page.enter(told.item_name, str(told.recommended))

    day_page.answer_to("PATCH", "/actuals", day_page.button("visit:restNothing").click)

    for line in untold:
        expect(day_page.quantity(line.item_name)).to_have_value("0")
    expect(day_page.quantity(told.item_name)).to_have_value(str(told.recommended))
    assert api.customer(stop.code)["sold_units"] == told.recommended

    day_page.answer_to("PATCH", "/actuals", day_page.button("visit:undo", count=len(untold)).click)

    for line in untold:
        expect(day_page.quantity(line.item_name)).to_have_value("")
    assert api.customer(stop.code)["untold_items"] == len(untold)


def test_the_save_warns_of_untold_quantities_by_name_and_saves_them_as_unknown(
    day_page: DayPage, api: DayApi
) -> None:
    """Nothing sold and not told stay apart: a dash, not a zero, on the saved day."""
    whole, partly = api.stops()[:2]
    api.visit(whole.code, {line.item_code: line.recommended for line in whole.lines})
    told, *untold = partly.lines
    api.visit(partly.code, {told.item_code: 0})
    day_page.open_live(route=ROUTE, customer=partly.code)

    day_page.button("page:save").click()

    dialog = day_page.dialog()
    expect(dialog).to_contain_text(english("saving:untold", count=len(untold)))
    expect(dialog).to_contain_text(partly.name)
    expect(dialog).not_to_contain_text(whole.name)
    items = "|".join(re.escape(line.item_name) for line in untold)
    expect(dialog).to_contain_text(re.compile(items))
    ahead = len(api.stops()) - 2
    expect(dialog).to_contain_text(english("saving:notVisited", count=ahead))
    day_page.button("saving:cancel").click()
    expect(day_page.dialog()).to_have_count(0)
    assert api.day()["mode"] == "live"

    day_page.save()

    grid = day_page.page.get_by_role("row")
    expect(grid.filter(has_text=told.item_name).first.get_by_role("cell").nth(2)).to_have_text("0")
    unknown = grid.filter(has_text=untold[0].item_name).first.get_by_role("cell").nth(2)
    expect(unknown).to_contain_text(english("visit:notTold"))
    saved = api.customer(partly.code)
    assert saved["untold_items"] == len(untold)
    assert untold[0].item_code not in saved["actuals"]


def test_quantities_of_a_customer_not_marked_visited_are_warned_of(
    day_page: DayPage, api: DayApi
) -> None:
    stop = api.stops()[0]
    api.enter(stop.code, {stop.lines[0].item_code: 4})
    day_page.open_live(route=ROUTE, customer=stop.code)
    expect(day_page.page.get_by_text(english("visit:noted", count=1))).to_be_visible()

    day_page.button("page:save").click()

    expect(day_page.dialog()).to_contain_text(english("saving:noted", count=1))
    expect(day_page.dialog()).to_contain_text(stop.name)
