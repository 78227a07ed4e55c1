"""Idempotency keys: claimed first, answered once, kept per user, purged when old."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sales_supervision.storage.engine import Database
from sales_supervision.storage.idempotency_storage import (
    FirstAnswer,
    IdempotencyStorage,
)
from sales_supervision.storage.retrying import retried
from tests.clocks import NOON

ASKED = "a" * 64
FIRST = FirstAnswer(ASKED, 201, '{"saved": "متجر"}')


def answer(database: Database, key: str = "key-0001", user_name: str = "Amal") -> None:
    with database.writing() as connection:
        storage = IdempotencyStorage(connection)
        assert storage.claim(key, user_name, FIRST.request_sha256, NOON) is None
        storage.answer(key, user_name, FIRST.status_code, FIRST.answer)


def test_the_first_answer_is_given_to_whoever_claims_the_key_again(database: Database) -> None:
    answer(database)
    with database.writing() as connection:
        storage = IdempotencyStorage(connection)
        assert storage.claim("key-0001", "Amal", "b" * 64, NOON) == FIRST
        assert storage.find("key-0001", "Badr") is None
        assert storage.find("key-0002", "Amal") is None


def test_two_users_may_hit_on_the_same_key(database: Database) -> None:
    answer(database)
    answer(database, user_name="Badr")


def test_a_key_whose_work_failed_is_free_again(database: Database) -> None:
    with pytest.raises(TimeoutError), database.writing() as connection:
        IdempotencyStorage(connection).claim("key-0001", "Amal", ASKED, NOON)
        raise TimeoutError
    answer(database)


def test_a_first_answer_is_never_overwritten(database: Database) -> None:
    answer(database)
    with pytest.raises(LookupError), database.writing() as connection:
        IdempotencyStorage(connection).answer("key-0001", "Amal", 201, "another")
    with database.reading() as connection:
        assert IdempotencyStorage(connection).find("key-0001", "Amal") == FIRST


def test_a_key_that_was_taken_meanwhile_is_found_at_the_next_attempt(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    if database.dialect == "sqlite":
        pytest.skip("SQLite has one writer at a time.")
    answer(database)
    find, looks = IdempotencyStorage.find, []

    def find_late(storage: IdempotencyStorage, key: str, user_name: str) -> FirstAnswer | None:
        looks.append(key)
        return find(storage, key, user_name) if len(looks) > 1 else None

    @retried
    def claim() -> FirstAnswer | None:
        with database.writing() as connection:
            return IdempotencyStorage(connection).claim("key-0001", "Amal", ASKED, NOON)

    monkeypatch.setattr(IdempotencyStorage, "find", find_late)
    assert claim() == FIRST
    assert len(looks) == 2


def test_old_keys_are_purged_oldest_first_and_not_all_at_once(database: Database) -> None:
    with database.writing() as connection:
        storage = IdempotencyStorage(connection)
        for days, key in enumerate(("today-01", "day-0001", "day-0002", "day-0003")):
            storage.claim(key, "Amal", ASKED, NOON - timedelta(days=days))
        storage.claim("day-0003", "Badr", ASKED, NOON)
        assert storage.purge(NOON - timedelta(hours=12), 2) == 2
        assert storage.find("day-0001", "Amal") is not None
        assert storage.find("day-0003", "Amal") is None
        assert storage.find("day-0003", "Badr") is not None
        assert storage.purge(NOON - timedelta(hours=12), 2) == 1
        assert storage.purge(NOON - timedelta(hours=12), 2) == 0
        assert storage.find("today-01", "Amal") is not None
