"""The tables of accounts. Of a password, a cookie, a token or a link only a hash is ever stored."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Index, Integer, Table, Unicode

from sales_supervision.storage.column_types import LONG_TEXT, exact
from sales_supervision.storage.tables import metadata, moment


def _of_user() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["user_name"], ["tbl_user.user_name"], ondelete="CASCADE")


user = Table(
    "tbl_user",
    metadata,
    Column("user_name", exact(100), primary_key=True),
    Column("name_key", exact(200), nullable=False),
    Column("role", Unicode(20), nullable=False),
    Column("every_route", Boolean, nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("password_hash", Unicode(200), nullable=True),
    moment("made_at"),
    moment("signed_in_at", null=True),
    Index(None, "name_key", unique=True),
)

user_route = Table(
    "tbl_user_route",
    metadata,
    Column("user_name", exact(100), primary_key=True),
    Column("kind", exact(10), primary_key=True),
    Column("value", exact(200), primary_key=True),
    _of_user(),
)

user_identity = Table(
    "tbl_user_identity",
    metadata,
    # Together within the 900 bytes that SQL Server allows for a key.
    Column("issuer", exact(190), primary_key=True),
    Column("subject", exact(255), primary_key=True),
    Column("user_name", exact(100), nullable=False),
    _of_user(),
    Index(None, "user_name"),
)

sign_in_session = Table(
    "tbl_sign_in_session",
    metadata,
    Column("token_sha256", exact(64), primary_key=True),
    Column("sign_in_id", exact(36), nullable=False),
    Column("user_name", exact(100), nullable=False),
    Column("how", Unicode(10), nullable=False),
    Column("agent", Unicode(200), nullable=False),
    Column("address", Unicode(45), nullable=False),
    Column("id_token", LONG_TEXT, nullable=True),
    moment("signed_in_at"),
    moment("seen_at"),
    moment("expires_at"),
    _of_user(),
    Index(None, "user_name"),
    Index(None, "expires_at"),
)

api_token = Table(
    "tbl_api_token",
    metadata,
    Column("token_sha256", exact(64), primary_key=True),
    Column("token_id", exact(36), nullable=False),
    Column("user_name", exact(100), nullable=False),
    Column("token_name", Unicode(100), nullable=False),
    Column("permissions", Unicode(400), nullable=False),
    moment("made_at"),
    moment("expires_at"),
    moment("used_at", null=True),
    _of_user(),
    Index(None, "user_name"),
)

reset_link = Table(
    "tbl_reset_link",
    metadata,
    Column("token_sha256", exact(64), primary_key=True),
    Column("user_name", exact(100), nullable=False),
    Column("made_by", exact(100), nullable=False),
    moment("made_at"),
    moment("expires_at"),
    _of_user(),
    Index(None, "user_name", unique=True),
)

sign_in_attempt = Table(
    "tbl_sign_in_attempt",
    metadata,
    Column("kind", exact(10), primary_key=True),
    Column("subject_sha256", exact(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    moment("failed_at"),
    moment("free_at"),
    Index(None, "failed_at"),
)
