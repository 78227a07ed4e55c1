"""Arabic grammar of figures: the five plural forms, lists, days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sales_supervision.domain.reviews.findings import Slot


@dataclass(frozen=True, slots=True)
class Noun:
    """``two``: after a verb or a preposition; ``two_subject``: where it leads the sentence.

    ``few`` goes with 3-10, ``many`` with 11-99, ``one`` without the number with 100 and fractions.
    """

    one: str
    alone: str
    two: str
    two_subject: str
    few: str
    many: str


UNIT = Noun("وحدة", "وحدة واحدة", "وحدتين", "وحدتان", "وحدات", "وحدة")
ITEM = Noun("صنف", "صنف واحد", "صنفين", "صنفان", "أصناف", "صنفًا")
CUSTOMER = Noun("عميل", "عميل واحد", "عميلين", "عميلان", "عملاء", "عميلًا")
VISIT = Noun("زيارة", "زيارة واحدة", "زيارتين", "زيارتان", "زيارات", "زيارة")
QUANTITY = Noun("كمية", "كمية واحدة", "كميتين", "كميتان", "كميات", "كمية")
DAY = Noun("يوم", "يوم", "يومين", "يومان", "أيام", "يومًا")
LINE = Noun("سطر", "سطر واحد", "سطرين", "سطران", "أسطر", "سطرًا")


def counted(slot: Slot, noun: Noun, *, subject: bool = False) -> str:
    """The figure with its noun in the form that Arabic asks for."""
    value = slot.value
    if value == 1:
        return noun.alone
    if value == 2:
        return noun.two_subject if subject else noun.two
    if not isinstance(value, int):
        return f"{slot.figure} {noun.one}"
    rest = value % 100
    if 3 <= rest <= 10:
        return f"{slot.figure} {noun.few}"
    return f"{slot.figure} {noun.many if rest >= 11 else noun.one}"


def units(slot: Slot, *, subject: bool = False) -> str:
    return counted(slot, UNIT, subject=subject)


def every(cycle: Slot) -> str:
    return f"كل {counted(cycle, DAY)}"


def ago(days: Slot) -> str:
    return "اليوم" if days.value == 0 else f"قبل {counted(days, DAY)}"


def sold_of(sold: Slot, recommended: Slot) -> str:
    """How much was sold of what was recommended, also where it was more."""
    if sold.value > recommended.value:
        return f"بيع {units(sold)} مقابل {recommended.figure} موصى بها"
    if sold.value == 0:
        return f"لم يُبع شيء من {units(recommended)}"
    return f"بيع {sold.figure} من أصل {units(recommended)}"


def left_of(left: Slot, recommended: Slot) -> str:
    return (
        f"بقي {left.figure} من {recommended.figure}"
        if left.value
        else (f"لم يبق شيء من {recommended.figure}")
    )


def listed(parts: Iterable[str]) -> str:
    return "، و".join(parts)
