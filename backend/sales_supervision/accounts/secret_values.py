"""Random secrets for cookies, tokens and links, and what is kept of them."""

from __future__ import annotations

from hashlib import sha256
from hmac import digest
from secrets import token_urlsafe

_BYTES = 32


def new_secret() -> str:
    """256 random bits, in 43 characters that need no escaping anywhere."""
    return token_urlsafe(_BYTES)


def kept_of(secret: str) -> str:
    """What the database knows of ``secret``: with so many random bits, a plain hash is enough."""
    return sha256(secret.encode(errors="surrogatepass")).hexdigest()


def derived(secret: str, purpose: str) -> str:
    """A secret for ``purpose`` that tells nothing of ``secret``; the same each time."""
    return digest(secret.encode(errors="surrogatepass"), purpose.encode(), "sha256").hex()
