"""Idempotency keys: the first answer stays, per user."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from sales_supervision.storage.engine import Database
from sales_supervision.storage.idempotency_storage import FirstAnswer, IdempotencyStorage
from tests.clocks import NOON

FIRST = FirstAnswer("a" * 64, 201, '{"saved": "متجر"}')


def test_the_first_answer_is_found_by_key_and_user(database: Database) -> None:
    with database.writing() as connection:
        IdempotencyStorage(connection).keep("key-0001", "Amal", FIRST, NOON)
    with database.reading() as connection:
        storage = IdempotencyStorage(connection)
        assert storage.find("key-0001", "Amal") == FIRST
        assert storage.find("key-0001", "Badr") is None
        assert storage.find("key-0002", "Amal") is None


def test_two_users_may_hit_on_the_same_key(database: Database) -> None:
    theirs = FirstAnswer("b" * 64, 201, "theirs")
    with database.writing() as connection:
        storage = IdempotencyStorage(connection)
        storage.keep("key-0001", "Amal", FIRST, NOON)
        storage.keep("key-0001", "Badr", theirs, NOON)
        assert storage.find("key-0001", "Amal") == FIRST
        assert storage.find("key-0001", "Badr") == theirs


def test_a_first_answer_is_never_overwritten(database: Database) -> None:
    with database.writing() as connection:
        IdempotencyStorage(connection).keep("key-0001", "Amal", FIRST, NOON)
    with pytest.raises(IntegrityError), database.writing() as connection:
        IdempotencyStorage(connection).keep(
            "key-0001", "Amal", FirstAnswer("b" * 64, 201, "another"), NOON
        )
    with database.reading() as connection:
        assert IdempotencyStorage(connection).find("key-0001", "Amal") == FIRST
