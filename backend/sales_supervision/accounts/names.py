"""User names: what may be one, and which are taken for the same."""

from __future__ import annotations

import unicodedata

from sales_supervision.accounts.errors import NameRefusedError
from sales_supervision.domain.access import COMMAND_LINE

NOBODY = "?"
"""In the audit trail: somebody who gave a name that nobody has. It can be no user's name."""

_RESERVED = frozenset(
    {COMMAND_LINE, "an unknown name", "operator", "root", "system", "the server", "unknown name"}
)
"""What the trail and the page call whoever is no user."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_LETTERS = frozenset({"Lu", "Ll", "Lt", "Lo"})
_WRITTEN_TOGETHER = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"})

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
    if len(kept) > MOST_CHARACTERS or len(name_key(kept)) > _LONGEST_KEY:
        raise NameRefusedError(f"A user name has at most {MOST_CHARACTERS} characters.")
    if "/" in kept or "\\" in kept:
        raise NameRefusedError("A user name has no slashes.")
    if any(unicodedata.category(character) in _UNSEEN for character in kept):
        raise NameRefusedError("A user name has no control characters and none that is not seen.")
    if _words_of(kept) in _RESERVED:
        raise NameRefusedError("That name stands for somebody else in the trail; choose another.")
    if any(len(_scripts(word)) > 1 for word in name_key(kept).split()):
        raise NameRefusedError(
            "A word of a user name has letters of one script: others look the same and are not."
        )
    return kept


def _words_of(name: str) -> str:
    """Its letters and digits by word, whatever stands between."""
    spaced = "".join(one if one.isalnum() else " " for one in name_key(name))
    return " ".join(spaced.split())


def _scripts(word: str) -> set[str]:
    """The scripts of its letters, by the first word of what Unicode calls them."""
    letters = (one for one in word if unicodedata.category(one) in _LETTERS)
    named = {unicodedata.name(letter, "").partition(" ")[0] for letter in letters}
    return {"CJK" if script in _WRITTEN_TOGETHER else script for script in named}
