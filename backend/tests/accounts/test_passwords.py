"""Which passwords may be chosen, and how they are hashed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock

import pytest
from argon2 import PasswordHasher, extract_parameters

from sales_supervision.accounts.errors import PasswordRefusedError, SignInBusyError
from sales_supervision.accounts.password_rules import LONGEST, check_password
from sales_supervision.accounts.passwords import AT_ONCE, WAITING, Passwords
from sales_supervision.settings import Settings
from tests.people import MEMORY_MIB, OTHER_PASSWORD, PASSES, PASSWORD


@pytest.fixture
def passwords() -> Passwords:
    return Passwords(passes=PASSES, memory_mib=MEMORY_MIB)


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "passwordpassword",
        "qwertyuiop123",
        "123456789012",
        "aaaaaaaaaaaa",
        "1q2w3e4r5t6y",
        "iloveyou2026",
        "Welcome12345",
        "administrator",
        "supervisor123",
        "mahamahamaha",
        "abcdefghijkl",
        "x" * LONGEST,
    ],
)
def test_what_is_tried_first_is_refused(password: str) -> None:
    with pytest.raises(PasswordRefusedError, match="among the first that would be tried"):
        check_password(password, "Amal")


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("", "at least 12 characters"),
        ("short horses", None),
        ("11 letters!", "at least 12 characters"),
        ("green horses " * 16, "at most 200 characters"),
    ],
)
def test_passwords_are_long_but_not_endless(password: str, sentence: str | None) -> None:
    if sentence is None:
        check_password(password, "Amal")
    else:
        with pytest.raises(PasswordRefusedError, match=sentence):
            check_password(password, "Amal")


@pytest.mark.parametrize(
    "password", [PASSWORD, OTHER_PASSWORD, "مرحبا بكم في دبي", "Tr0ub4dour&3xyz"]
)
def test_what_nobody_guesses_is_taken(password: str) -> None:
    check_password(password, "Amal")


def test_a_hash_is_argon2id_of_the_settings(passwords: Passwords) -> None:
    made = passwords.hash(PASSWORD)
    assert made.startswith(f"$argon2id$v=19$m={MEMORY_MIB * 1024},t={PASSES},p=1$")
    assert made != passwords.hash(PASSWORD)
    assert passwords.verify(made, PASSWORD)
    assert not passwords.verify(made, PASSWORD + " ")
    assert not passwords.is_outdated(made)
    assert Passwords(passes=PASSES + 1, memory_mib=MEMORY_MIB).is_outdated(made)


def test_the_settings_cannot_be_weaker_than_owasp_asks() -> None:
    fields = Settings.model_json_schema()["properties"]
    assert fields["password_hash_memory_mib"]["minimum"] == 19
    assert fields["password_hash_passes"]["minimum"] == 2


def test_nobody_s_password_takes_a_hash_of_the_same_cost(
    passwords: Passwords, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs = list[object]()
    verify = PasswordHasher.verify

    def noted(self: PasswordHasher, made: str, password: bytes) -> bool:
        costs.append(extract_parameters(made))
        return verify(self, made, password)

    monkeypatch.setattr(PasswordHasher, "verify", noted)
    passwords.prepare()
    assert not passwords.verify(None, PASSWORD)
    assert not passwords.verify(passwords.hash(OTHER_PASSWORD), PASSWORD)
    assert len(costs) == 2
    assert costs[0] == costs[1]


def test_no_more_than_a_few_hashes_are_at_work_at_a_time(
    passwords: Passwords, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, at_work, most = Lock(), 0, 0
    one_too_many = Event()

    def counted(*_: object) -> str:
        nonlocal at_work, most
        with lock:
            at_work += 1
            most = max(most, at_work)
            if most > AT_ONCE:
                one_too_many.set()
        one_too_many.wait(0.05)
        with lock:
            at_work -= 1
        return "made"

    monkeypatch.setattr(PasswordHasher, "hash", counted)
    with ThreadPoolExecutor(WAITING) as threads:
        made = list(threads.map(passwords.hash, [PASSWORD] * WAITING))
    assert set(made) == {"made"}
    assert most == AT_ONCE


def test_whoever_would_wait_too_long_is_told_to_come_again(passwords: Passwords) -> None:
    for _ in range(WAITING):
        passwords._admitted.acquire()
    with pytest.raises(SignInBusyError):
        passwords.verify(None, PASSWORD)
    passwords._admitted.release()
    assert not passwords.verify(None, PASSWORD)


@pytest.mark.parametrize(
    ("password", "name"),
    [
        ("Amal2026amal", "Amal"),
        ("quiet HUDA lampposts", "Huda Khalid"),
        ("seven khalid horses", "Huda Khalid"),
        ("the ａｍａｌ of tomorrow", "Amal"),
        ("never an o'neil of ours", "O'Neil"),
    ],
)
def test_a_password_does_not_contain_the_name(password: str, name: str) -> None:
    with pytest.raises(PasswordRefusedError, match="does not contain the user name"):
        check_password(password, name)
    check_password(password, "Zu")
