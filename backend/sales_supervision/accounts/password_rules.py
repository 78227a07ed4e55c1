"""Which passwords may be chosen: long ones that are not among the first that anybody would try."""

from __future__ import annotations

from sales_supervision.accounts.errors import PasswordRefusedError
from sales_supervision.accounts.names import name_key

SHORTEST, LONGEST = 12, 200

_LOOKED_AT = 72
"""Characters that are looked at; the time it takes grows faster than they do."""

_SHORTEST_TOLD = 3
"""Characters of a name that is looked for in a password; of a word of it, one more."""

_GUESSED_TOO_SOON = 3
"""zxcvbn's score below which fewer than 10^8 guesses would find it."""


def check_password(password: str, user_name: str) -> None:
    """Raises PasswordRefusedError for one too short, too long, too easily guessed or with the name.

    zxcvbn carries lists of the commonest passwords, names and words, and finds them with letters
    swapped, repeated, in rows of the keyboard or with a year behind.
    """
    if len(password) < SHORTEST:
        raise PasswordRefusedError(f"A password needs at least {SHORTEST} characters.")
    if len(password) > LONGEST:
        raise PasswordRefusedError(f"A password has at most {LONGEST} characters.")
    if _tells(password, user_name):
        raise PasswordRefusedError("A password does not contain the user name; choose another.")
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its lists take 50 ms, and few processes need them

    words = [user_name, *user_name.split(), "sales", "supervision", "supervisor"]
    if zxcvbn(password[:_LOOKED_AT], user_inputs=words)["score"] < _GUESSED_TOO_SOON:
        raise PasswordRefusedError(
            "This password is among the first that would be tried; choose a few words that do not "
            "belong together."
        )


def _tells(password: str, user_name: str) -> bool:
    """Whether the user name or a longer word of it stands in the password, in any case."""
    words = name_key(user_name).split()
    told = [word for word in words if len(word) > _SHORTEST_TOLD]
    if len(whole := "".join(words)) >= _SHORTEST_TOLD:
        told.append(whole)
    typed = "".join(name_key(password).split())
    return any(word in typed for word in told)
