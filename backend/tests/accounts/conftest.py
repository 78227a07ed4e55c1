"""Accounts on a database of the test's own, with cheap passwords and a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sales_supervision.accounts.accounts import Accounts
from sales_supervision.accounts.composition import compose_accounts
from sales_supervision.settings import Settings
from sales_supervision.storage.engine import Database
from tests.clocks import StandingClock
from tests.people import CHEAP


@pytest.fixture
def accounts(database: Database, clock: StandingClock) -> Iterator[Accounts]:
    composed = compose_accounts(database, Settings.model_validate(CHEAP), clock)
    yield composed
    composed.close()
