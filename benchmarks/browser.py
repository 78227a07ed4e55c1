"""A slow phone, or a slow desk, in a real Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.options import PartUnavailableError

CPU_SLOWER = 4

_SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
_WATCH_REST = """
window.lastBusy = 0;
for (const type of ["longtask", "resource", "paint", "largest-contentful-paint"]) {
  new PerformanceObserver(() => { lastBusy = performance.now(); })
    .observe({ type, buffered: true });
}
"""

_COME_TO_REST = """
async () => {
  const atRest = () => document.readyState === "complete" && performance.now() - lastBusy > 2000;
  while (!atRest()) await new Promise((again) => setTimeout(again, 100));
}
"""

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True, slots=True)
class Device:
    """``context``: arguments of a new browser context."""

    name: str
    context: dict[str, Any]


PHONE = Device(
    "phone",
    {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
    },
)
DESKTOP = Device("desktop", {"viewport": {"width": 1440, "height": 900}})


@contextmanager
def chromium() -> Iterator[Browser]:
    """Raises PartUnavailableError where there is none."""
    named = os.environ.get("SALES_SUPERVISION_CHROMIUM") or shutil.which("chromium")
    if named is None:
        raise PartUnavailableError(
            "There is no Chromium on the PATH; install it, or name one with "
            "SALES_SUPERVISION_CHROMIUM."
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=named, args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def slow_page(
    browser: Browser, device: Device, script: str, *, slow_network: bool
) -> Iterator[Page]:
    """A page with nothing in its cache, a 4× slower processor, and ``script`` run before all else.

    Raises RuntimeError at the end when a script of the page had failed.
    """
    context = browser.new_context(**device.context, locale="en-GB")
    errors: list[str] = []
    try:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.add_init_script(_WATCH_REST)
        page.add_init_script(script)
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWER})
        if slow_network:
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", _SLOW_4G)
        yield page
    finally:
        context.close()
    if errors:
        raise RuntimeError(f"The page failed: {errors[0]}")


def come_to_rest(page: Page) -> None:
    """Wait until the page has loaded, painted and worked nothing for two seconds."""
    page.evaluate(_COME_TO_REST)
