"""Two releases overlap: what the release before says to the database works on the newest schema.

The statements are those of step `drafts_and_versions`, frozen as text. Replace them when a release
is out, by those of that release.
"""

from __future__ import annotations

import pytest
from sqlalchemy import text

from sales_supervision.storage.engine import Database
from sales_supervision.storage.moments import to_stored
from tests.clocks import NOON, TODAY
from tests.storage.sample_rows import SESSION_ID, customer_row, item_row, route_row

KEYS = {"session_id": SESSION_ID, "record_saved_at": to_stored(NOON)}
DRAFT = {
    "draft_id": "a-draft",
    "route_code": "1004",
    "supervision_date": TODAY,
    "user_name": "Amal",
    "base_version": 0,
    "revision": 0,
    "started_at": to_stored(NOON),
    "kept_at": to_stored(NOON),
}
ROWS: list[tuple[str, dict[str, object]]] = [
    ("tbl_supervision_draft", DRAFT),
    (
        "tbl_supervision_draft_customer",
        {"draft_id": "a-draft", "customer_code": "C1", "entry": '{"edits":{"bread":7}}'},
    ),
    (
        "tbl_supervision_route_summary",
        {"session_id": SESSION_ID, "record_version": 1, **route_row()},
    ),
    ("tbl_supervision_customer_summary", {**KEYS, **customer_row("C1")}),
    ("tbl_supervision_item_details", {**KEYS, **item_row("C1", "bread", 7)}),
    (
        "tbl_supervision_session_version",
        {
            "session_id": SESSION_ID,
            "record_version": 1,
            "saved_at": to_stored(NOON),
            "saved_by": "Amal",
            "document_format": 1,
            "document": b"x",
        },
    ),
    (
        "tbl_idempotency_key",
        {
            "key": "k",
            "user_name": "Amal",
            "request_sha256": "0" * 64,
            "status_code": 201,
            "answer": "{}",
            "answered_at": to_stored(NOON),
        },
    ),
    (
        "tbl_audit",
        {
            "happened_at": to_stored(NOON),
            "user_name": "Amal",
            "action": "session_saved",
            "route_code": "1004",
            "supervision_date": TODAY,
            "session_id": SESSION_ID,
            "record_version": 1,
            "request_id": "request-1",
            "detail": None,
        },
    ),
    ("tbl_data_revision", {"scope": "plan", "revision": 1, "changed_at": to_stored(NOON)}),
]
CHANGES = [
    "UPDATE tbl_supervision_draft SET revision = 1, kept_at = :now "
    "WHERE draft_id = 'a-draft' AND revision = 0",
    "DELETE FROM tbl_supervision_draft_customer WHERE draft_id = 'a-draft' "
    "AND customer_code IN ('C1')",
    "UPDATE tbl_supervision_route_summary SET record_version = 2, session_status = 'saved', "
    "session_completed_at = :now WHERE session_id = :session AND record_version = 1",
    "DELETE FROM tbl_supervision_item_details WHERE session_id = :session",
    "DELETE FROM tbl_supervision_customer_summary WHERE session_id = :session",
    "UPDATE tbl_data_revision SET revision = revision + 1, changed_at = :now WHERE scope = 'plan'",
    "DELETE FROM tbl_supervision_draft WHERE draft_id = 'a-draft'",
]
READS = [
    "SELECT r.session_id, r.record_version, r.session_status, r.session_started_at, v.saved_at, "
    "v.saved_by FROM tbl_supervision_route_summary r JOIN tbl_supervision_session_version v "
    "ON v.session_id = r.session_id AND v.record_version = r.record_version "
    "WHERE r.route_code = '1004'",
    "SELECT document_format, document FROM tbl_supervision_session_version "
    "WHERE session_id = :session AND record_version = 1",
    "SELECT draft_id, base_version, revision, started_at, kept_at FROM tbl_supervision_draft "
    "WHERE route_code = '1004' AND user_name = 'Amal'",
    "SELECT customer_code, entry FROM tbl_supervision_draft_customer WHERE draft_id = 'a-draft'",
    "SELECT request_sha256, status_code, answer FROM tbl_idempotency_key "
    "WHERE {key} = 'k' AND user_name = 'Amal'",
    "SELECT scope, revision, changed_at FROM tbl_data_revision WHERE scope IN ('plan')",
]


@pytest.fixture
def written(database: Database) -> Database:
    """What the release before writes when a day is drafted and saved."""
    with database.writing() as connection:
        quote = connection.dialect.identifier_preparer.quote
        for table, row in ROWS:
            names, values = ", ".join(map(quote, row)), ", ".join(f":{name}" for name in row)
            connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), row)
    return database


@pytest.mark.parametrize("statement", READS)
def test_it_reads_what_it_wrote(written: Database, statement: str) -> None:
    with written.reading() as connection:
        quoted = statement.format(key=connection.dialect.identifier_preparer.quote("key"))
        asked = text(quoted).bindparams(
            **({"session": SESSION_ID} if ":session" in statement else {})
        )
        assert len(connection.execute(asked).all()) == 1


def test_it_changes_what_it_wrote(written: Database) -> None:
    given = {"now": to_stored(NOON), "session": SESSION_ID}
    with written.writing() as connection:
        for statement in CHANGES:
            known = {name: value for name, value in given.items() if f":{name}" in statement}
            assert connection.execute(text(statement), known).rowcount == 1, statement
