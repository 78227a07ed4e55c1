"""Tokens for programs, as their users and administrators see them."""

from __future__ import annotations

from sales_supervision.accounts.api_tokens import NewApiToken
from sales_supervision.api import account_schemas as schemas
from sales_supervision.storage.api_token_storage import ApiToken


def token_view(token: ApiToken) -> schemas.Token:
    return schemas.Token(
        token_id=token.token_id,
        token_name=token.token_name,
        permissions=sorted(token.permissions),
        made_at=token.made_at,
        expires_at=token.expires_at,
        used_at=token.used_at,
    )


def made_token_view(made: NewApiToken) -> schemas.MadeToken:
    return schemas.MadeToken(**token_view(made.token).model_dump(), token=made.secret)
