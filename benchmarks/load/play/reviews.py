"""A review opened: the newest there is, or one that is written now."""

from __future__ import annotations

from random import Random

from benchmarks.load.play.asking import Browser

_PRESSED_AGAIN = 0.15
_NONE_YET = 204


def ask_for_review(browser: Browser, path: str, chance: Random) -> None:
    """``path``: of the day or of a customer on it.

    One in seven presses "Write again" at once, which the rate limit answers with a refusal.
    """
    newest = browser.get("newest review", f"{path}/review?language=en&recheck=false")
    if newest.status != _NONE_YET:
        return
    headers = {"Accept": "text/event-stream"}
    browser.do("review", "POST", f"{path}/review", headers, {"language": "en", "again": False})
    if chance.random() < _PRESSED_AGAIN:
        browser.do("review", "POST", f"{path}/review", headers, {"language": "en", "again": True})
