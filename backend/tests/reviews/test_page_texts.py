"""The page has a word for everything that a review may name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sales_supervision.domain.reviews.metrics import METRICS
from sales_supervision.domain.reviews.review import CustomerReview, RouteReview, sections
from sales_supervision.reviews.fallbacks import FallbackReason
from sales_supervision.reviews.progress import Stage

_CATALOGUE = Path(__file__).parents[3] / "frontend" / "src" / "features" / "reviews" / "en.json"


def test_metrics_sections_fallbacks_and_stages_have_a_text() -> None:
    texts: dict[str, Any] = json.loads(_CATALOGUE.read_text())
    named = {name for review in (CustomerReview(), RouteReview()) for name, _ in sections(review)}
    assert set(texts["metric"]) == set(METRICS)
    assert set(texts["section"]) == named
    assert set(texts["fallback"]) == set(FallbackReason)
    assert set(texts["stage"]) == set(Stage)
