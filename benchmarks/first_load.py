"""How soon a supervisor with a slow phone sees the page, having never opened it before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser

from benchmarks.browser import PHONE, come_to_rest, slow_page
from benchmarks.limits import PAGE_LARGEST_PAINT
from benchmarks.measurements import Measurement, Summary

PART = "page"

_WATCH = """
window.measured = { largestPaint: 0, firstPaint: 0, longTasks: [] };
const watch = (type, take) => new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) take(entry);
}).observe({ type, buffered: true });
watch("largest-contentful-paint", (entry) => { measured.largestPaint = entry.startTime; });
watch("paint", (entry) => {
  if (entry.name === "first-contentful-paint") measured.firstPaint = entry.startTime;
});
watch("longtask", (entry) => measured.longTasks.push([entry.startTime, entry.duration]));
"""

_RESULT = """
() => ({
  largestPaint: measured.largestPaint,
  firstPaint: measured.firstPaint,
  blocked: measured.longTasks
    .filter(([start]) => start > measured.firstPaint)
    .reduce((sum, [, duration]) => sum + Math.max(0, duration - 50), 0),
  kilobytes: performance.getEntries()
    .reduce((sum, entry) => sum + (entry.transferSize ?? 0), 0) / 1000,
})
"""


@dataclass(frozen=True, slots=True)
class Opened:
    """A page to load: its address, and a text that shows once it is there."""

    name: str
    url: str
    text: str


def measure_first_load(browser: Browser, opened: Opened, times: int) -> Iterator[Measurement]:
    results = [_load(browser, opened) for _ in range(times)]
    kilobytes = results[0]["kilobytes"]
    for work, figure, goal, note in (
        ("largest paint", "largestPaint", PAGE_LARGEST_PAINT, f"{kilobytes:,.0f} kB transferred"),
        ("first paint", "firstPaint", None, ""),
        ("blocked for input", "blocked", None, "total blocking time after the first paint"),
    ):
        yield Measurement(
            PART,
            f"{work}, slow phone, {opened.name}",
            "ms",
            Summary.of([result[figure] for result in results]),
            goal,
            note,
        )


def _load(browser: Browser, opened: Opened) -> dict[str, float]:
    with slow_page(browser, PHONE, _WATCH, slow_network=True) as page:
        page.goto(opened.url, wait_until="commit")
        page.get_by_text(opened.text).locator("visible=true").first.wait_for(timeout=120_000)
        come_to_rest(page)
        found: dict[str, float] = page.evaluate(_RESULT)
        return found
