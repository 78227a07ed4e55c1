"""The language in which a caller works, as the request says."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header

from sales_supervision.domain.reviews.review import Language


async def language_of(
    accept_language: Annotated[
        str | None, Header(description="What is written ahead is written in this language.")
    ] = None,
) -> Language:
    """The first that reviews are written in, by the caller's weights; English where none is."""
    wanted = [_weighed(part) for part in (accept_language or "").split(",")]
    known = {language.value: language for language in Language}
    for weight, tag in sorted(wanted, key=lambda one: -one[0]):
        if weight > 0 and tag in known:
            return known[tag]
    return Language.ENGLISH


CallersLanguage = Annotated[Language, Depends(language_of)]


def _weighed(part: str) -> tuple[float, str]:
    tag, _, weight = part.partition(";")
    try:
        worth = float(weight.strip().removeprefix("q=")) if weight else 1.0
    except ValueError:
        worth = 0.0
    return worth, tag.strip().lower().partition("-")[0]
