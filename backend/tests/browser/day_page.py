"""The page as its users find their way on it: by roles, names and words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Self

from playwright.sync_api import Locator, Page, Request, Response, expect

from sales_supervision.domain.access import Role
from tests.browser.english import english
from tests.browser.watching import Watch


class DayPage:
    """A browser page on the server at ``address``."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.watch = Watch(page)

    def open(self, **selection: str) -> None:
        """Open the page, on the route, date and customer that are given."""
        query = "&".join(f"{name}={value}" for name, value in selection.items())
        self.page.goto(f"{self.address}/?{query}")

    def become(self, role: Role) -> Self:
        """Be of this role on the demo, under the same name, before the page is opened."""
        request = self.page.context.request
        me = {"user_name": request.get(f"{self.address}/api/me").json()["user_name"], "role": role}
        assert request.put(f"{self.address}/api/me", data=me).ok
        return self

    def open_live(self, **selection: str) -> None:
        """Open a route day and wait until it can be worked on."""
        self.open(**selection)
        expect(self.badge("live")).to_be_visible()

    def open_live_in_hand(self, **selection: str) -> None:
        """Open a route day on one customer; on a phone there is nothing else on the screen then."""
        self.open(**selection)
        expect(self.quantities().first).to_be_visible()

    def badge(self, mode: str) -> Locator:
        """The badge of the mode, ``live`` or ``readOnly``."""
        banner = self.page.get_by_role("banner").first
        return banner.get_by_text(english(f"page:{mode}"), exact=True)

    def route(self) -> Locator:
        """The route picker."""
        return self.page.get_by_role("combobox", name=english("selection:route"), exact=True)

    def date(self) -> Locator:
        """The date picker."""
        return self.page.get_by_label(english("selection:date"), exact=True)

    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    def button(self, key: str, *, count: int | None = None) -> Locator:
        """The button with a text of the catalogue."""
        return self.page.get_by_role("button", name=english(key, count=count), exact=True)

    def region(self, key: str) -> Locator:
        """The part of the page with a title of the catalogue."""
        return self.page.get_by_role("region", name=english(key), exact=True).first

    def toggle(self, customer: str) -> Locator:
        """The switch of a customer in the list."""
        name = english("customers:toggle", name=customer)
        return self.page.get_by_role("switch", name=name, exact=True)

    def row(self, customer: str) -> Locator:
        """The line of a customer in the list."""
        named = self.page.get_by_text(customer, exact=True)
        return self.region("customers:title").get_by_role("listitem").filter(has=named)

    def take_in_hand(self, customer: str) -> None:
        """Choose a customer in the list and wait for its items."""
        self.row(customer).get_by_role("button").last.click()
        expect(self.in_hand(customer)).to_be_visible()

    def in_hand(self, customer: str) -> Locator:
        """The heading of the customer in hand."""
        return self.page.get_by_role("heading", level=2).filter(
            has=self.page.get_by_text(customer, exact=True)
        )

    def quantity(self, item: str) -> Locator:
        """The field of an item's actual quantity."""
        name = english("visit:actualOf", item=item)
        return self.page.get_by_role("textbox", name=name, exact=True)

    def quantities(self) -> Locator:
        """Every quantity field on the page."""
        return self.page.get_by_role("textbox", name=_anything_in("visit:actualOf", "item"))

    def toggles(self) -> Locator:
        """Every visited switch on the page."""
        return self.page.get_by_role("switch")

    def expect_kpi(self, key: str, value: object) -> None:
        """Wait until the strip shows ``value`` right after a figure's label."""
        label = re.escape(english(f"page:kpi.{key}"))
        shown = re.compile(rf"{label}\s*{re.escape(str(value))}(?![\d.,%])")
        expect(self.region("page:kpi.title")).to_contain_text(shown)

    def enter(self, item: str, quantity: str) -> Response:
        """Type a quantity, leave the field, and return the server's answer."""
        field = self.quantity(item)
        field.fill(quantity)
        return self.answer_to("PATCH", "/actuals", lambda: field.press("Tab"))

    def mark_visited(self) -> None:
        """Mark the customer in hand visited and wait until the server has it."""
        self.answer_to("PUT", "/visits/", self.button("visit:markVisited").click)
        expect(self.button("visit:visitedTakeBack")).to_be_enabled()

    def save(self) -> None:
        """Save the day, through the dialog, and wait for the word that it is saved."""
        self.button("page:save").click()
        self.button("saving:confirm").click()
        expect(self.saved_message()).to_be_visible()

    def saved_message(self) -> Locator:
        return self.page.get_by_text(english("page:done.saved"), exact=True)

    def answer_to(self, method: str, part: str, act: Callable[[], object]) -> Response:
        """The answer to the request with ``method``, and ``part`` in its address, that follows."""
        with self.page.expect_response(
            lambda answer: answer.request.method == method and part in answer.url
        ) as answer:
            act()
        return answer.value


def count_requests(page: Page, methods: Iterable[str]) -> list[Request]:
    """A list that grows with each request of these methods from now on."""
    wanted, seen = set(methods), list[Request]()
    page.on("request", lambda request: seen.append(request) if request.method in wanted else None)
    return seen


def _anything_in(key: str, name: str) -> re.Pattern[str]:
    values: dict[str, object] = {name: "\0"}
    before, after = english(key, count=None, **values).split("\0")
    return re.compile(f"^{re.escape(before)}.+{re.escape(after)}$")


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than the window, on either side."""
    return int(
        page.evaluate(
            """() => {
              const page = document.scrollingElement;
              return page.scrollWidth - page.clientWidth;
            }"""
        )
    )
