"""A day in the hands of two people: what a test says to the dialogs that they meet."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser.conftest import ROUTE, Serve
from tests.browser.day_api import DayApi
from tests.browser.day_page import DayPage
from tests.browser.english import english
from tests.browser.served import Server

OTHER = "Huda"


def serve_other(serve: Serve, server: Server) -> Server:
    """A replica over the same database, at which Huda works."""
    replica = serve(server.database, user_name=OTHER)
    replica.wait_until_ready()
    return replica


def open_other_api(serve: Serve, server: Server) -> DayApi:
    """The day as Huda has it, beside her page."""
    return DayApi(serve_other(serve, server).address, ROUTE)


def save_into_conflict(page: DayPage) -> None:
    """Save the day through the dialog; it must be refused since somebody else saved first."""
    page.watch.expected_statuses.add(409)
    page.button("page:save").click()
    refused = page.answer_to("POST", "/session", page.button("saving:confirm").click)
    assert refused.status == 409
    assert refused.json()["type"].endswith("/version-conflict")
    expect(page.dialog()).to_contain_text(english("conflict:offer.title", name=OTHER))


def way_on(page: DayPage, way: str) -> Locator:
    """One of the ways that the page offers after a conflict: ``merge``, ``see`` or ``keep``."""
    starts = re.compile("^" + re.escape(english(f"conflict:offer.{way}")))
    return page.dialog().get_by_role("button", name=starts)


def side_of(page: DayPage, cell: str, side: str) -> Locator:
    """The choice of ``mine`` or ``theirs`` for the cell of that name in the merge."""
    group = page.dialog().get_by_role("group", name=re.compile(re.escape(cell)))
    return group.get_by_role("radio", name=re.compile("^" + english(f"conflict:side.{side}")))


def save_merge(page: DayPage, version: int) -> Locator:
    """The button that saves the merge."""
    name = english("conflict:merge.save", version=version)
    return page.dialog().get_by_role("button", name=name, exact=True)


def part_of_history(page: DayPage, part: str) -> Locator:
    """The button of ``versions``, ``compare`` or ``audit`` in the history."""
    parts = page.dialog().get_by_role("navigation", name=english("history:parts"))
    return parts.get_by_role("button", name=english(f"history:part.{part}"), exact=True)
