"""Numbers in digits within the words of a point, in any script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

PER_CENT = r"[ \u00a0\u202f]?(?:[%٪﹪％]|per ?cent\b|بالمئة|بالمائة|في المئة|في المائة)"

_SEPARATORS = ".,٫٬'’ \u00a0\u202f"
_NUMBER = re.compile(rf"\d+(?:[{_SEPARATORS}]\d+)*(?P<per_cent>{PER_CENT})?")
_THOUSANDS = re.compile(rf"\d{{1,3}}(?:([{_SEPARATORS}])\d{{3}})(?:\1\d{{3}})*")


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """``readings``: every value that the digits can mean ("1,234" is a thousand, or 1.234)."""

    start: int
    end: int
    text: str
    readings: tuple[float, ...]
    per_cent: bool


def written_numbers(words: str) -> Iterator[WrittenNumber]:
    """Numbers in decimal digits of any script, in order."""
    for found in _NUMBER.finditer(words):
        per_cent = found["per_cent"] or ""
        digits = found[0][: len(found[0]) - len(per_cent)]
        yield WrittenNumber(found.start(), found.end(), found[0], _readings(digits), bool(per_cent))


def other_numerals(words: str) -> Iterator[str]:
    """Fractions, superscripts, circled and Roman numerals, which no figure is written with."""
    if words.isascii():
        return
    for character in words:
        if unicodedata.category(character) in ("No", "Nl"):
            yield character


def _readings(digits: str) -> tuple[float, ...]:
    # One digit at a time: no script is left to chance.
    plain = "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in digits
    )
    if plain.isdecimal():
        return (_number(plain),)
    readings = []
    if _THOUSANDS.fullmatch(plain):
        readings.append(_number("".join(filter(str.isdecimal, plain))))
    whole, separator, fraction = _split_last(plain)
    if separator != " " and fraction:
        grouped = whole.isdecimal() or _THOUSANDS.fullmatch(whole)
        if grouped:
            readings.append(_number("".join(filter(str.isdecimal, whole)) + "." + fraction))
    return tuple(readings)


def _split_last(plain: str) -> tuple[str, str, str]:
    place = max(plain.rfind(separator) for separator in _SEPARATORS)
    return plain[:place], plain[place], plain[place + 1 :]


def _number(plain: str) -> float:
    return float(plain) if len(plain) < 40 else float("inf")
