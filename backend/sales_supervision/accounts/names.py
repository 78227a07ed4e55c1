"""User names: what may be one, and which are taken for the same."""

from __future__ import annotations

import unicodedata

from sales_supervision.accounts.errors import NameRefusedError

NOBODY = "?"
"""In the audit trail: somebody who gave a name that nobody has. It can be no user's name."""

COMMAND_LINE = "command line"
"""In the audit trail: whoever may run commands on the server. It can be no user's name either."""

MOST_CHARACTERS = 100
_LONGEST_KEY = 200


def name_key(user_name: str) -> str:
    """What names that look or sound the same have in common, whatever their case or width."""
    folded = unicodedata.normalize("NFKC", user_name).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def new_name(user_name: str) -> str:
    """``user_name`` as it is kept. Raises NameRefusedError for what can be no name."""
    kept = " ".join(unicodedata.normalize("NFC", user_name).split())
    if not any(character.isalnum() for character in kept):
        raise NameRefusedError("A user name needs a letter or a digit.")
    if name_key(kept) == COMMAND_LINE:
        raise NameRefusedError("That name is taken by the command line; choose another.")
    if len(kept) > MOST_CHARACTERS or len(name_key(kept)) > _LONGEST_KEY:
        raise NameRefusedError(f"A user name has at most {MOST_CHARACTERS} characters.")
    if "/" in kept or "\\" in kept:
        raise NameRefusedError("A user name has no slashes.")
    if any(unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn") for character in kept):
        raise NameRefusedError("A user name has no control characters.")
    return kept
