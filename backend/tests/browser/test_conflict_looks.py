"""Conflict, merge and history by thumb and for everybody: sizes, widths, WCAG 2.2 AA."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from sales_supervision.domain.access import Role
from tests.browser.accessibility import small_targets, violations
from tests.browser.conftest import DESKTOP, PHONE, ROUTE, OpenBrowser, Serve
from tests.browser.day_api import DayApi
from tests.browser.day_page import DayPage, overflow
from tests.browser.english import english
from tests.browser.served import Server
from tests.browser.two_people import (
    open_other_api,
    part_of_history,
    save_into_conflict,
    side_of,
    way_on,
)

LOOKS: dict[str, dict[str, Any]] = {
    "light-desk": {"viewport": DESKTOP, "color_scheme": "light"},
    "dark-phone": PHONE | {"color_scheme": "dark"},
}
THUMB, POINTER = 44, 24


@pytest.mark.parametrize("look", LOOKS)
def test_conflict_merge_and_history_in_every_state(
    look: str, open_browser: OpenBrowser, server: Server, serve: Serve, api: DayApi
) -> None:
    page = open_browser(server.address, **(LOOKS[look] | {"reduced_motion": "reduce"})).become(
        Role.MANAGER
    )
    least = THUMB if "phone" in look else POINTER
    found: list[str] = []

    def check(state: str) -> None:
        too_wide = overflow(page.page)
        faults = [*violations(page.page), *small_targets(page.page, least)]
        found.extend(f"{state}: {fault}" for fault in faults)
        if too_wide:
            found.append(f"{state}: {too_wide} pixels too wide")

    first, second = api.stops()[:2]
    cells = first.lines[:2]
    api.visit(first.code, {line.item_code: 5 for line in cells})
    with open_other_api(serve, server) as theirs:
        theirs.visit(first.code, {line.item_code: 7 for line in cells})
        theirs.visit(second.code)
        theirs.save()
        theirs.reopen("The shelf was counted again")
        theirs.save()
        theirs.reopen("Once more")
    page.open_live(route=ROUTE)
    save_into_conflict(page)
    check("the offer")
    way_on(page, "merge").click()
    side_of(page, cells[0].item_name, "mine").check()
    page.dialog().locator("summary").click()
    check("the merge, half decided, what merged by itself opened")
    _by_keyboard(page, cells[1].item_name)
    page.button("conflict:merge.keepAside").click()
    page.button("conflict:aside.discard").click()
    check("entries kept aside, discarding asked")
    page.button("conflict:aside.keepThem").click()

    page.button("page:versions").click()
    expect(page.dialog().get_by_role("listitem")).to_have_count(2)
    check("versions")
    part_of_history(page, "compare").click()
    expect(page.dialog()).to_contain_text(english("history:same"))
    check("two versions compared")
    part_of_history(page, "audit").click()
    expect(page.dialog().get_by_role("listitem").nth(2)).to_be_visible()
    check("the audit trail")
    part_of_history(page, "versions").click()
    page.page.get_by_role("button", name=english("history:openVersion", version=1)).click()
    expect(page.button("history:backToLive")).to_be_visible()
    check("an earlier version")
    with open_other_api(serve, server) as theirs:
        theirs.save()
    page.open(route=ROUTE)
    page.button("page:reopen").click()
    check("reopening")

    assert not found, "\n".join(found)


def _by_keyboard(page: DayPage, cell: str) -> None:
    """The way to what is left, and the choice, without a pointer."""
    mine, theirs = side_of(page, cell, "mine"), side_of(page, cell, "theirs")
    page.button("conflict:merge.next", count=1).focus()
    page.page.keyboard.press("Enter")
    expect(mine).to_be_focused()
    page.page.keyboard.press("Space")
    expect(mine).to_be_checked()
    page.page.keyboard.press("ArrowRight")
    expect(theirs).to_be_checked()
