"""Which passwords may be chosen: long ones that are not among the first that anybody would try."""

from __future__ import annotations

from sales_supervision.accounts.errors import PasswordRefusedError

SHORTEST, LONGEST = 12, 200

_LOOKED_AT = 72
"""Characters that are looked at; the time it takes grows faster than they do."""

_GUESSED_TOO_SOON = 3
"""zxcvbn's score below which fewer than 10^8 guesses would find it."""


def check_password(password: str, user_name: str) -> None:
    """Raises PasswordRefusedError for a password too short, too long or too easily guessed.

    zxcvbn carries lists of the commonest passwords, names and words, and finds them with letters
    swapped, repeated, in rows of the keyboard or with a year behind.
    """
    if len(password) < SHORTEST:
        raise PasswordRefusedError(f"A password needs at least {SHORTEST} characters.")
    if len(password) > LONGEST:
        raise PasswordRefusedError(f"A password has at most {LONGEST} characters.")
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its lists take 50 ms, and few processes need them

    words = [user_name, *user_name.split(), "sales", "supervision", "supervisor"]
    if zxcvbn(password[:_LOOKED_AT], user_inputs=words)["score"] < _GUESSED_TOO_SOON:
        raise PasswordRefusedError(
            "This password is among the first that would be tried; choose a few words that do not "
            "belong together."
        )
