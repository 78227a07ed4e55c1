"""What axe-core finds against WCAG 2.2 A and AA, and what it does not see: targets too small for a
thumb, a focus that is hidden."""

from __future__ import annotations

from functools import cache

from playwright.sync_api import Page

from tests.browser.day_page import DayPage
from tests.browser.english import FRONTEND

_RUN = """async (tags) => {
  // What the edge of a scrolling part cuts off is whole once it is scrolled to.
  const isOnlyCutOff = async (rule, node) => {
    if (rule.id !== "target-size") return false;
    const target = document.querySelector(node.target.at(-1));
    target.scrollIntoView({ block: "center" });
    const again = await axe.run(target, { runOnly: { type: "rule", values: [rule.id] } });
    return again.violations.length === 0;
  };
  const found = await axe.run(document, { runOnly: { type: "tag", values: tags } });
  const told = [];
  for (const rule of found.violations) {
    for (const node of rule.nodes) {
      if (await isOnlyCutOff(rule, node)) continue;
      told.push(`${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`);
    }
  }
  return told;
}"""
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

_SMALL_TARGETS = """(least) => {
  const targets = "a[href], button, input, select, textarea, summary, [role=switch], [role=option]";
  return [...document.querySelectorAll(targets)]
    .filter((target) => target.checkVisibility({ visibilityProperty: true }))
    .map((target) => [target, target.getBoundingClientRect()])
    // A pixel of slack: layout places edges between pixels.
    .filter(([, box]) => box.width > 1 && (box.width < least - 1 || box.height < least - 1))
    .map(([target, box]) => {
      const name = target.getAttribute("aria-label") || target.textContent || target.type;
      return `${name.trim()}: ${Math.round(box.width)} × ${Math.round(box.height)}`;
    });
}"""

_COVERING_FOCUS = """() => {
  const focused = document.activeElement;
  const { left, right, top, bottom } = focused.getBoundingClientRect();
  const inset = 2;
  for (const x of [left + inset, (left + right) / 2, right - inset])
    for (const y of [top + inset, (top + bottom) / 2, bottom - inset]) {
      const above = document.elementFromPoint(x, y);
      if (above && (focused.contains(above) || above.contains(focused))) continue;
      return [focused.ariaLabel, above ? above.outerHTML : "the edge of the screen"];
    }
  return [focused.ariaLabel, null];
}"""


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands, one line for each rule and element."""
    if not page.evaluate("'axe' in window"):
        # Not a script element: the page's content security policy would rightly refuse it.
        page.evaluate(_axe())
    return list(page.evaluate(_RUN, _TAGS))


def small_targets(page: Page, least: int) -> list[str]:
    """Visible controls that are narrower or lower than ``least`` pixels, with their size."""
    return list(page.evaluate(_SMALL_TARGETS, least))


def covered_on_the_way(day_page: DayPage, key: str) -> dict[str, str]:
    """The quantities that are partly hidden when ``key`` moves the focus to them, and behind what.

    WCAG 2.2, 2.4.11 and 2.4.12: focus not obscured.
    """
    covered: dict[str, str] = {}
    for _ in range(day_page.quantities().count() - 1):
        day_page.page.keyboard.press(key)
        named, behind = day_page.page.evaluate(_COVERING_FOCUS)
        if behind is not None:
            covered[named] = behind
    return covered


@cache
def _axe() -> str:
    return (FRONTEND / "node_modules" / "axe-core" / "axe.min.js").read_text()
