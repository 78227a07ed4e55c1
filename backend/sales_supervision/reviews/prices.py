"""What a call costs: by the settings, else by the published prices of ``genai-prices``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from urllib.parse import urlsplit

MICROS = 1_000_000
"""Money is counted in millionths of a US dollar, so that sums are exact."""


@dataclass(frozen=True, slots=True)
class Prices:
    """US dollars for a million tokens, None where nobody knows them."""

    tokens_in: Decimal | None
    tokens_out: Decimal | None

    @property
    def known(self) -> bool:
        return self.tokens_in is not None and self.tokens_out is not None

    def of(self, tokens_in: int, tokens_out: int) -> int | None:
        """Millionths of a US dollar, rounded up, None where the prices are not known."""
        if self.tokens_in is None or self.tokens_out is None:
            return None
        # A price per million tokens is, per token, a number of millionths.
        exact = self.tokens_in * tokens_in + self.tokens_out * tokens_out
        return int(exact.to_integral_value(rounding="ROUND_CEILING"))


@lru_cache(maxsize=8)
def published_prices(base_url: str, model: str) -> Prices:
    """Prices of ``model`` at the provider of ``base_url``; unknown for an address of one's own."""
    from genai_prices import Usage, calc_price  # noqa: PLC0415

    if (urlsplit(base_url).hostname or "") in ("localhost", "127.0.0.1", "::1"):
        return Prices(None, None)
    million = Usage(input_tokens=MICROS), Usage(output_tokens=MICROS)
    try:
        found = [calc_price(usage, model, provider_api_url=base_url) for usage in million]
    except LookupError:
        return Prices(None, None)
    return Prices(found[0].input_price, found[1].output_price)
