"""Days that the original system saved, opened by this one."""

from __future__ import annotations

from sales_supervision.domain.access import Role
from sales_supervision.storage.adoption import adopt
from sales_supervision.storage.engine import Database
from sales_supervision.storage.migrating import upgrade
from tests.http.conftest import application, client_of
from tests.http.supervisor import acting_as
from tests.storage.original_database import SESSION_ID, contents, make_original

DAY = "/api/days/1004/2026-03-17"


def test_a_day_of_the_original_opens_read_only_with_what_was_saved(
    blank_database: Database,
) -> None:
    make_original(blank_database, phase=2)
    before = contents(blank_database)
    adopt(blank_database, complete=True)
    upgrade(blank_database)
    with client_of(application(blank_database)) as client:
        assert client.get("/api/routes").status_code == 200
        opened = client.get(DAY)
        again = client.get(DAY)
        refused = client.put(f"{DAY}/visits/C2", json={})

    assert opened.status_code == 200, opened.text
    assert again.content == opened.content
    day = opened.json()
    assert day["mode"] == "historical"
    assert day["session"] == {
        "session_id": SESSION_ID,
        "record_version": 1,
        "session_started_at": "2026-03-17T05:00:00Z",
        "saved_at": "2026-03-17T13:00:00Z",
        "saved_by": "Original system",
    }
    first, second = day["state"]["customers"]["C1"], day["state"]["customers"]["C2"]
    assert (first["status"], first["customer_name"]) == ("visited", "Shop C1")
    assert first["visited_at"] == "2026-03-17T09:30:00Z"
    assert first["actuals"] == {
        "bread": {"quantity": 7, "edited": True, "from_feed": 8},
        "cake": {"quantity": 0, "edited": False, "from_feed": 0},
        "rusk": {"quantity": 2, "edited": True, "from_feed": None},
    }
    assert (second["status"], second["actuals"]) == ("planned", {})
    lines = {
        (customer["customer_code"], line["item_code"]): (line["recommended"], line["tier"])
        for customer in day["plan"]["customers"]
        for line in customer["lines"]
    }
    assert lines == {
        ("C1", "bread"): (10, "MUST_STOCK"),
        ("C1", "cake"): (4, "MONITOR"),
        ("C2", "bread"): (10, "SHOULD_STOCK"),
    }
    assert refused.status_code == 409
    assert contents(blank_database) == before


def test_a_day_of_the_original_is_reopened_from_what_was_saved(blank_database: Database) -> None:
    make_original(blank_database, phase=2)
    adopt(blank_database, complete=True)
    upgrade(blank_database)
    with client_of(application(blank_database)) as client:
        # The very first look at the day already tells the version that it has.
        opened = client.get(DAY)
        headers = {
            "If-Match": opened.headers["Version-Tag"],
            "Idempotency-Key": "a-key-of-mine",
            **acting_as(Role.MANAGER),
        }
        body = {"reason": "Counted again"}
        reopened = client.post(f"{DAY}/session/reopen", json=body, headers=headers)
        versions = client.get(f"{DAY}/versions").json()

    assert reopened.status_code == 200, reopened.text
    assert reopened.json()["session"]["session_id"] == SESSION_ID
    assert [(one["record_version"], one["how"], one["from_version"]) for one in versions] == [
        (1, "saved", None)
    ]
