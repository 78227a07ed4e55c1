"""A change that was made before a restore is not mixed with the day of the back-up."""

from __future__ import annotations

from sales_supervision.storage.engine import Database
from sales_supervision.storage.epoch import database_epoch, stamp_epoch
from tests.clocks import NOON
from tests.http.made_day import AMAL, BADR, BREAD
from tests.http.supervisor import Supervisor, problem_of


def test_a_change_from_before_a_restore_is_refused_and_told(
    day: Supervisor, database: Database
) -> None:
    with database.reading() as connection:
        epoch = {"Database-Epoch": database_epoch(connection)}
    body = {"actuals": {BREAD: 4}}
    taken = day.http.put(f"{day.address}/visits/{AMAL}", json=body, headers=epoch)
    assert taken.status_code == 200, taken.text
    with database.writing() as connection:
        stamp_epoch(connection, NOON)
    late = day.http.put(f"{day.address}/visits/{BADR}", json=body, headers=epoch)
    problem_of(late, 409, "database-restored")
    assert day.open()["state"]["kpis"]["visited_customers"] == 1
