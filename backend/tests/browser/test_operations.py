"""The operations page: each line with its target, what shows now, and room for it everywhere."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

import pytest
from playwright.sync_api import Page, expect

from sales_supervision.operations.targets import LineKey
from sales_supervision.storage.engine import Database
from tests.browser.accessibility import small_targets, violations
from tests.browser.conftest import DESKTOP, PHONE, OpenBrowser
from tests.browser.day_page import overflow
from tests.browser.english import english
from tests.browser.served import Server
from tests.operations.made_figures import a_month, an_hour, keep

ADMINISTRATOR = {"name": "supervisor_name", "value": "administrator:Huda"}

LOOKS: dict[str, dict[str, Any]] = {
    "light-desk": {"viewport": DESKTOP, "color_scheme": "light"},
    "dark-phone": PHONE | {"color_scheme": "dark"},
}


@pytest.fixture
def month(server: Server) -> None:
    """A month of use before now, with one error in it and conflicts in the last hours."""
    now = datetime.now(UTC)
    database = Database(f"sqlite:///{server.database}")
    keep(database, "another", a_month(now))
    keep(database, "a third", an_hour(now.replace(minute=0, second=0, microsecond=0), conflicts=9))
    database.dispose()


@pytest.mark.usefixtures("month")
def test_each_line_of_the_checklist_with_its_target(
    open_browser: OpenBrowser, server: Server
) -> None:
    page = opened(open_browser, server, "")
    for key in LineKey:
        title = english(f"operations:lines.{key}.title")
        expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    errors = line(page, LineKey.PRODUCTION_ERRORS)
    expect(errors).to_contain_text(english("operations:statuses.not_met"))
    save = line(page, LineKey.SAVE_SECONDS)
    expect(save).to_contain_text("< 2 sec")
    # Of day 1 and week 1; a week does not say whether the target of week 4 is met.
    for nth, status in enumerate(("met", "met", "not_enough_data")):
        target = save.get_by_role("listitem").nth(nth)
        expect(target).to_contain_text(english(f"operations:statuses.{status}"))

    page.get_by_role("button", name=english("operations:period.24h")).click()
    expect(errors.locator("bdi").first).to_have_text("0")
    assert page.url.endswith("/operations?since=24h")

    conflicts = page.get_by_role("link", name=english("operations:incidents.many-conflicts"))
    expect(conflicts).to_have_attribute("href", "/incidents/many-conflicts")
    page.get_by_role("link", name=english("components:day")).click()
    expect(page.get_by_role("combobox", name=english("selection:route"))).to_be_visible()


CUT_OFF = """
sections => sections.filter(one => one.scrollWidth > one.clientWidth).map(one => one.ariaLabel)
"""


@pytest.mark.usefixtures("month")
@pytest.mark.parametrize("look", LOOKS)
def test_the_page_is_for_everyone_and_fits(
    open_browser: OpenBrowser, server: Server, look: str
) -> None:
    """axe-core finds nothing, as pictures and as tables; mirrored too nothing overflows."""
    page = opened(open_browser, server, "?since=4w", **LOOKS[look], reduced_motion="reduce")
    found = violations(page)
    as_table = page.get_by_role("button", name=english("charts:asTable"))
    while as_table.count():
        as_table.first.click()
    found += violations(page)
    assert not found, "\n".join(found)
    assert overflow(page) == 0
    if look == "dark-phone":
        assert small_targets(page, 24) == []
        assert page.get_by_role("table").count() > 0
        # Nothing on a phone would tell that a table goes on beside the screen.
        assert page.locator("section[tabindex]").evaluate_all(CUT_OFF) == []
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert overflow(page) == 0


def test_a_fresh_deployment_says_that_it_has_no_figures(
    open_browser: OpenBrowser, server: Server
) -> None:
    page = opened(open_browser, server, "")
    expect(line(page, LineKey.SAVE_SECONDS)).to_contain_text(
        english("operations:statuses.not_enough_data")
    )


def opened(open_browser: OpenBrowser, server: Server, query: str, **options: Any) -> Page:
    page = open_browser(server.address, **options).page
    page.context.add_cookies([cast("Any", {"url": server.address, **ADMINISTRATOR})])
    page.goto(f"{server.address}/operations{query}")
    expect(page.get_by_role("heading", level=1)).to_have_text(english("operations:title"))
    expect(page.get_by_role("region", name=english("operations:troubles.title"))).to_be_visible()
    return page


def line(page: Page, key: LineKey) -> Any:
    """The line of the checklist, from its title to its targets."""
    title = page.get_by_role("heading", name=english(f"operations:lines.{key}.title"), exact=True)
    return page.get_by_role("listitem").filter(has=title)
