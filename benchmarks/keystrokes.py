"""From a key to the next paint, in the item grid of a long day, on a slow processor."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Browser

from benchmarks.browser import Device, come_to_rest, slow_page
from benchmarks.limits import PAGE_KEYSTROKE
from benchmarks.measurements import Measurement, Summary

PART = "page"

_FINEST = 16
"""Milliseconds below which Chromium's event timing tells nothing; such a key counts as this."""

_PACE = 150
"""Milliseconds from key to key, as a quick typist's."""

_WATCH = """
window.keys = [];
window.paints = [];
addEventListener("keydown", (event) => keys.push([event.timeStamp, event.key]), true);
new PerformanceObserver((list) => {
  for (const entry of list.getEntries())
    if (entry.name === "keydown") paints.push([entry.startTime, entry.duration]);
}).observe({ type: "event", durationThreshold: 16, buffered: true });
"""

_RESULT = """
(finest) => keys.map(([at, key]) => {
  const painted = paints.find(([start]) => Math.abs(start - at) < 1);
  return [key, painted ? painted[1] : finest];
})
"""


def measure_keystrokes(
    browser: Browser, url: str, device: Device, day: str, quantities: int
) -> Iterator[Measurement]:
    """Type ``quantities`` quantities of two digits, each entered with Enter, at ``url``."""
    with slow_page(browser, device, _WATCH, slow_network=False) as page:
        page.goto(url)
        field = page.locator("[data-quantity]").locator("visible=true").first
        field.wait_for(timeout=120_000)
        come_to_rest(page)
        field.focus()
        for number in range(quantities):
            for key in (*str(10 + number), "Enter"):
                page.keyboard.press(key)
                page.wait_for_timeout(_PACE)
        page.wait_for_timeout(10 * _PACE)
        timed: list[tuple[str, float]] = page.evaluate(_RESULT, _FINEST)
    if len(timed) != 3 * quantities:
        raise RuntimeError(f"{len(timed)} of {3 * quantities} keys were heard.")
    for work, samples in (
        ("a digit typed", [taken for key, taken in timed if key != "Enter"]),
        ("a quantity entered", [taken for key, taken in timed if key == "Enter"]),
    ):
        yield Measurement(
            PART,
            f"{work}, slow {device.name}, {day}",
            "ms",
            Summary.of(samples),
            PAGE_KEYSTROKE,
            f"key to next paint; {_FINEST} stands for {_FINEST} or less",
        )
