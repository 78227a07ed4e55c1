"""What a provider of language models is to us: one method, an answer, and reasons why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from sales_supervision.reviews.fallbacks import FallbackReason

Schema = Mapping[str, Any]
"""A JSON schema."""

Written = Callable[[int], None]
"""Told how many characters have come so far."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Told of each request that is sent, and of what has come of its answer."""

    attempted: Callable[[], None]
    written: Written


@dataclass(frozen=True, slots=True)
class Prompt:
    """``turns``: what the model wrote and what was said to it after, oldest first."""

    system: str
    facts: str
    turns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ProviderAnswer:
    """``text`` should be JSON of the schema; nothing has checked it. Tokens as the provider counts
    them, ours as an estimate where it does not."""

    text: str
    tokens_in: int
    tokens_out: int
    model: str


class ProviderError(Exception):
    """No answer. ``again``: the same request may go through in a moment; ``retry_after``: seconds
    that the provider asks to wait, None where it does not say."""

    def __init__(
        self,
        reason: FallbackReason,
        detail: str,
        *,
        again: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(detail)
        self.reason = reason
        self.again = again
        self.retry_after = retry_after


class Provider(Protocol):
    """Writes JSON by a schema."""

    @property
    def model(self) -> str:
        """Name of the model, as figures and the cache know it."""

    def prepare(self) -> None:
        """Load what the first call would have to wait for."""

    def write(
        self, prompt: Prompt, schema: Schema, *, seconds: float, written: Written
    ) -> ProviderAnswer:
        """An answer within ``seconds``. Raises ProviderError."""

    def close(self) -> None:
        """Give up the connections."""
