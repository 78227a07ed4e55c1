"""Two people, two replicas, repeats and reorders: every acknowledged edit is there afterwards."""

from __future__ import annotations

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.database_servers import DatabaseServer
from tests.reliability.two_people import TwoPeople

EXAMPLES, STEPS = 20, 30


def test_no_acknowledged_edit_is_ever_lost(
    database_server: DatabaseServer, empty_database: str
) -> None:
    class OnThisDatabase(TwoPeople):
        server, template = database_server, empty_database

    run_state_machine_as_test(
        OnThisDatabase, settings=settings(max_examples=EXAMPLES, stateful_step_count=STEPS)
    )
