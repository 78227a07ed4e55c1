"""The words by which the page is found, in English; a test keeps them equal to its catalogue."""

from __future__ import annotations

TEXTS = {
    "selection:route": "Route",
    "selection:date": "Date",
    "page:live": "Live",
    "page:readOnly": "Read-Only",
    "page:save": "Save Session",
    "saving:confirm": "Save and close the day",
    "page:done.saved": "Session saved. The day is read-only from now on.",
    "customers:toggle": "{{name}} visited",
    "visit:actualOf": "Actual quantity of {{item}}",
    "visit:visitedTakeBack": "✓ Visited",
    "reviews:customerReview": "Customer Review",
    "reviews:routeReview": "Route Review",
    "reviews:section.summary": "In short",
}


def text(key: str, **values: str) -> str:
    """The text of ``key`` with its values."""
    found = TEXTS[key]
    for name, value in values.items():
        found = found.replace("{{" + name + "}}", value)
    return found
