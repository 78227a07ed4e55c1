"""Two servers on one database change the same draft at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sales_supervision.domain.route_day import CustomerEntry
from sales_supervision.storage.draft_storage import DraftKey, DraftStorage
from sales_supervision.storage.engine import Database
from tests.clocks import NOON, TODAY
from tests.database_servers import address_of

KEY = DraftKey("1004", TODAY, "Amal")
CHANGES_EACH = 12


def test_no_change_of_either_is_lost(database: Database) -> None:
    start = Barrier(2)

    def work(name: str) -> None:
        """Read the draft and write the next one, over and over, on a connection of its own."""
        own = Database(address_of(database))
        start.wait()
        for number in range(CHANGES_EACH):
            with own.writing() as connection:
                storage = DraftStorage(connection)
                record = storage.find(KEY) or storage.begin(KEY, f"of {name}", 0, NOON)
                before = storage.entries(record.draft_id)
                shared = before.get("shared", CustomerEntry()).edits.get("sum") or 0
                after = {
                    **before,
                    f"{name}{number}": CustomerEntry(edits={"I1": number}),
                    "shared": CustomerEntry(edits={"sum": shared + 1}),
                }
                storage.keep(record, before, after, NOON)
        own.dispose()

    with ThreadPoolExecutor(2) as both:
        for done in [both.submit(work, name) for name in ("A", "B")]:
            done.result()

    with database.reading() as connection:
        storage = DraftStorage(connection)
        record = storage.find(KEY)
        assert record is not None
        entries = storage.entries(record.draft_id)
    assert record.revision == 2 * CHANGES_EACH
    assert entries.pop("shared").edits == {"sum": 2 * CHANGES_EACH}
    assert entries == {
        f"{name}{number}": CustomerEntry(edits={"I1": number})
        for name in "AB"
        for number in range(CHANGES_EACH)
    }
