"""Moments: aware UTC in the code, naive UTC in the database."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from sales_supervision.storage.moments import from_stored, from_stored_or_none, to_stored
from tests.clocks import NOON


def test_a_moment_of_any_zone_is_stored_as_utc() -> None:
    noon_in_dubai = datetime(2026, 3, 17, 12, tzinfo=ZoneInfo("Asia/Dubai"))
    assert to_stored(noon_in_dubai) == NOON.replace(tzinfo=None)


def test_a_moment_comes_back_as_it_went() -> None:
    moment = datetime(2026, 3, 17, 8, 0, 0, 123456, tzinfo=UTC)
    assert from_stored(to_stored(moment)) == moment
    assert from_stored_or_none(to_stored(moment)) == moment
    assert from_stored_or_none(None) is None


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without time zone"):
        to_stored(NOON.replace(tzinfo=None))
