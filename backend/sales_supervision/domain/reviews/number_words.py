"""Numbers written as words, in English and Arabic: what a figure hides behind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

UNPROVABLE = None
"""A share or a multiple in words ("half", "نصف"): no evidence covers it, a rate must be given."""

_TO_TWENTY = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty
"""
_TENS = "thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "third fourth fifth sixth seventh eighth ninth tenth"
_SHARES = """
    half halved halves double doubled doubles twice thrice triple tripled quarter quarters thirds
    dozens hundreds thousands millions
"""

_ENGLISH: Mapping[str, float | None] = {
    # "one" alone is mostly no number; see _ONE_OF_THE_TRADE.
    **{word: float(n) for n, word in enumerate(_TO_TWENTY.split()) if n != 1},
    **{word: n * 10.0 for n, word in enumerate(_TENS.split(), 3)},
    **{word: float(n) for n, word in enumerate(_ORDINALS.split(), 3)},
    "both": 2.0,
    "dozen": 12.0,
    "hundred": 100.0,
    "thousand": 1000.0,
    "million": 1_000_000.0,
    **dict.fromkeys(_SHARES.split(), UNPROVABLE),
}

_ONE_OF_THE_TRADE = re.compile(
    r"\b(?:one|a single)(?= (?:units?|items?|customers?|shops?|visits?|days?|piece|trays?)\b)"
)

_ARABIC_UNITS = (
    ("صفر",),
    (),
    ("اثنان", "اثنين", "اثنتان", "اثنتين"),
    ("ثلاث", "ثلاثه", "ثالث", "ثالثه"),
    ("اربع", "اربعه", "رابع", "رابعه"),
    ("خمس", "خمسه", "خامس", "خامسه"),
    ("ست", "سته", "سادس", "سادسه"),
    ("سبع", "سبعه", "سابع", "سابعه"),
    ("ثمان", "ثماني", "ثمانيه", "ثامن", "ثامنه"),
    ("تسع", "تسعه", "تاسع", "تاسعه"),
    ("عشر", "عشره", "عاشر", "عاشره"),
)
_ARABIC_TENS = (
    ("عشرون", "عشرين"),
    ("ثلاثون", "ثلاثين"),
    ("اربعون", "اربعين"),
    ("خمسون", "خمسين"),
    ("ستون", "ستين"),
    ("سبعون", "سبعين"),
    ("ثمانون", "ثمانين"),
    ("تسعون", "تسعين"),
)
_ARABIC_DUALS = """
    وحد صنف عميل زيار كمي سطر محل متجر يوم مر قطع صيني حب
"""
_ARABIC_DUAL_ENDINGS = ("ان", "ين", "تان", "تين")

_ARABIC_SHARES = "نصف ثلث ربع مئات الاف ملايين اضعاف ضعفي ضعفين"

_ARABIC: Mapping[str, float | None] = {
    **{word: float(value) for value, words in enumerate(_ARABIC_UNITS) for word in words},
    **{word: value * 10.0 for value, words in enumerate(_ARABIC_TENS, 2) for word in words},
    **{stem + ending: 2.0 for stem in _ARABIC_DUALS.split() for ending in _ARABIC_DUAL_ENDINGS},
    "مئه": 100.0,
    "مائه": 100.0,
    "الف": 1000.0,
    "مليون": 1_000_000.0,
    **dict.fromkeys(
        ["نصف", "ثلث", "ربع", "مئات", "الاف", "ملايين", "اضعاف", "ضعفي", "ضعفين"], UNPROVABLE
    ),
}
_ARABIC_PREFIXES = ("", "ال", "و", "ب", "ف", "ل", "ك", "وال", "بال", "فال", "كال", "لل", "وب", "ول")
_ARABIC_ONE = re.compile(
    r"(?:وحده|صنف|عميل|زياره|كميه|سطر|محل|متجر|يوم|قطعه|صينيه|حبه) (?=واحده?(?!\w))"
)

_DONE = "sold|bought|taken|ordered|purchased|recommended"
_ZERO = re.compile(
    rf"\b(?:nothing (?:(?:was|were|is|has been|got) )?(?:{_DONE})|(?:sold|bought|took|takes) "
    rf"(?:nothing|none)|none (?:of|{_DONE}|left|was|were|last)|"
    r"no (?:sales?|units?|items?|purchases?|orders?)|nil)\b"
)
"""Ways to claim a zero without a number. "Nothing to add" is none of them."""
_ARABIC_ZERO = re.compile(
    r"(?<!\w)(?:لا (?:شيء|بيع|مبيعات|شراء)|لم [تي](?:بع|شتر|بق|ؤخذ|وخذ)(?: \w+)? شيء|"
    r"بلا (?:بيع|مبيعات))(?!\w)"
)

_WORD = re.compile(r"[^\W\d_]+")
_ALEFS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ـ": None})


def number_words(prose: str) -> Iterator[tuple[str, float | None]]:
    """Each number written as a word, with its value, or None where no evidence can cover it."""
    folded = prose.casefold()
    if folded.isascii():
        yield from _english(folded)
        return
    plain = "".join(
        character
        for character in unicodedata.normalize("NFKC", folded).translate(_ALEFS)
        if unicodedata.category(character) != "Mn"
    )
    yield from _english(plain)
    for found in _WORD.finditer(plain):
        word = found[0]
        if "\u0600" <= word[0] <= "\u06ff":
            for prefix in _ARABIC_PREFIXES:
                if word.startswith(prefix) and (rest := word[len(prefix) :]) in _ARABIC:
                    yield word, _ARABIC[rest]
                    break
    for found in _ARABIC_ONE.finditer(plain):
        yield found[0] + "واحد", 1.0
    for found in _ARABIC_ZERO.finditer(plain):
        yield found[0], 0.0


def _english(folded: str) -> Iterator[tuple[str, float | None]]:
    for found in _WORD.finditer(folded):
        if found[0] in _ENGLISH:
            yield found[0], _ENGLISH[found[0]]
    for found in _ONE_OF_THE_TRADE.finditer(folded):
        yield found[0], 1.0
    for found in _ZERO.finditer(folded):
        yield found[0], 0.0
