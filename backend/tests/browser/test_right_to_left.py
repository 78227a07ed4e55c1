"""Nothing in the layout assumes left-to-right: turned round, the page mirrors and still fits."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import ROUTE
from tests.browser.day_api import DayApi
from tests.browser.day_page import DayPage, overflow
from tests.browser.english import english


def test_the_columns_are_mirrored(day_page: DayPage, api: DayApi) -> None:
    stop = api.stops()[0]
    api.visit(stop.code, {stop.lines[0].item_code: 0})
    day_page.open_live(route=ROUTE, customer=stop.code)
    page = day_page.page
    customers, van = day_page.region("customers:title"), day_page.region("vanStock:title")
    heading = day_page.in_hand(stop.name)
    item = page.get_by_role("columnheader", name=english("visit:item"), exact=True).first
    actual = page.get_by_role("columnheader", name=english("visit:actual"), exact=True).first
    title = page.get_by_role("heading", level=1)
    save = day_page.button("page:save")
    in_order = [(customers, heading), (heading, van), (item, actual), (title, save)]
    for start, end in in_order:
        assert _left(start) < _left(end)

    _turn_round(page)

    for start, end in in_order:
        assert _right(start) > _right(end)
    assert overflow(page) == 0


def test_nothing_overflows_sideways(day_page: DayPage, api: DayApi) -> None:
    stop = api.stops()[0]
    api.visit(stop.code, {stop.lines[0].item_code: 0})
    for width in (1440, 1024, 768, 390):
        day_page.page.set_viewport_size({"width": width, "height": 844})
        day_page.open_live(route=ROUTE)
        _turn_round(day_page.page)
        assert overflow(day_page.page) == 0, f"day, {width} wide"

        day_page.take_in_hand(stop.name)
        expect(day_page.quantities().first).to_be_in_viewport()
        assert overflow(day_page.page) == 0, f"customer in hand, {width} wide"


def test_names_begin_where_the_line_begins(day_page: DayPage, api: DayApi) -> None:
    """A name in Latin letters too stands at the right, whatever stands beside it."""
    stops = api.stops()
    api.visit(stops[0].code, {line.item_code: 0 for line in stops[0].lines})
    api.save()
    day_page.open(route=ROUTE)
    expect(day_page.badge("readOnly")).to_be_visible()

    _turn_round(day_page.page)

    customers = day_page.region("customers:title")
    edges = {
        stop.name: customers.get_by_text(stop.name, exact=True).first.evaluate(_RIGHT_OF_TEXT)
        for stop in stops
    }
    assert max(edges.values()) - min(edges.values()) < 2, edges


_RIGHT_OF_TEXT = """(element) => {
  const text = document.createRange();
  text.selectNodeContents(element);
  // What is cut off with an ellipsis does not count.
  const box = element.getBoundingClientRect();
  return Math.round(Math.min(text.getBoundingClientRect().right, box.right));
}"""


def _turn_round(page: Page) -> None:
    page.evaluate("document.documentElement.dir = 'rtl'")


def _left(part: Locator) -> float:
    box = part.bounding_box()
    assert box
    return box["x"]


def _right(part: Locator) -> float:
    box = part.bounding_box()
    assert box
    return box["x"] + box["width"]
