"""Incident pages and the operations guide as a browser shows them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.accessibility import small_targets, violations
from tests.browser.conftest import DESKTOP, PHONE, OpenBrowser
from tests.browser.day_page import overflow
from tests.browser.served import Server

LOOKS: dict[str, dict[str, Any]] = {
    "light-desk": {"viewport": DESKTOP, "color_scheme": "light"},
    "dark-phone": PHONE | {"color_scheme": "dark"},
}


@pytest.mark.parametrize("look", LOOKS)
def test_guides_have_our_looks_and_fit(
    open_browser: OpenBrowser, server: Server, look: str
) -> None:
    page = open_browser(server.address, **LOOKS[look]).page
    for path in ("/incidents/", "/incidents/reviews-fail", "/guides/operations"):
        page.goto(f"{server.address}{path}")
        assert page.locator("body").evaluate("e => getComputedStyle(e).marginTop") == "0px"
        assert overflow(page) == 0, path
        assert violations(page) == []
    assert small_targets(page, 24) == []
