"""Accounts: users, their routes, sign-ins, tokens, reset links, attempts; the trail by date."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sales_supervision.storage.column_types import LONG_TEXT, MOMENT, exact

revision = "accounts"
down_revision = "reviews"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tbl_user",
        sa.Column("user_name", exact(100), nullable=False),
        sa.Column("name_key", exact(200), nullable=False),
        sa.Column("role", sa.Unicode(length=20), nullable=False),
        sa.Column("every_route", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.Unicode(length=200), nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("signed_in_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("user_name", name="pk_tbl_user"),
    )
    op.create_index("idx_tbl_user_name_key", "tbl_user", ["name_key"], unique=True)
    op.create_table(
        "tbl_user_route",
        sa.Column("user_name", exact(100), nullable=False),
        sa.Column("kind", exact(10), nullable=False),
        sa.Column("value", exact(200), nullable=False),
        _of_user("tbl_user_route"),
        sa.PrimaryKeyConstraint("user_name", "kind", "value", name="pk_tbl_user_route"),
    )
    op.create_table(
        "tbl_user_identity",
        sa.Column("issuer", exact(190), nullable=False),
        sa.Column("subject", exact(255), nullable=False),
        sa.Column("user_name", exact(100), nullable=False),
        _of_user("tbl_user_identity"),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_tbl_user_identity"),
    )
    _index("tbl_user_identity", "user_name")
    op.create_table(
        "tbl_sign_in_session",
        sa.Column("token_sha256", exact(64), nullable=False),
        sa.Column("sign_in_id", exact(36), nullable=False),
        sa.Column("user_name", exact(100), nullable=False),
        sa.Column("how", sa.Unicode(length=10), nullable=False),
        sa.Column("agent", sa.Unicode(length=200), nullable=False),
        sa.Column("address", sa.Unicode(length=45), nullable=False),
        sa.Column("id_token", LONG_TEXT, nullable=True),
        sa.Column("signed_in_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        _of_user("tbl_sign_in_session"),
        sa.PrimaryKeyConstraint("token_sha256", name="pk_tbl_sign_in_session"),
    )
    _index("tbl_sign_in_session", "user_name")
    _index("tbl_sign_in_session", "expires_at")
    op.create_table(
        "tbl_api_token",
        sa.Column("token_sha256", exact(64), nullable=False),
        sa.Column("token_id", exact(36), nullable=False),
        sa.Column("user_name", exact(100), nullable=False),
        sa.Column("token_name", sa.Unicode(length=100), nullable=False),
        sa.Column("permissions", sa.Unicode(length=400), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        _of_user("tbl_api_token"),
        sa.PrimaryKeyConstraint("token_sha256", name="pk_tbl_api_token"),
    )
    _index("tbl_api_token", "user_name")
    op.create_table(
        "tbl_reset_link",
        sa.Column("token_sha256", exact(64), nullable=False),
        sa.Column("user_name", exact(100), nullable=False),
        sa.Column("made_by", exact(100), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        _of_user("tbl_reset_link"),
        sa.PrimaryKeyConstraint("token_sha256", name="pk_tbl_reset_link"),
    )
    _index("tbl_reset_link", "user_name", unique=True)
    op.create_table(
        "tbl_sign_in_attempt",
        sa.Column("kind", exact(10), nullable=False),
        sa.Column("subject_sha256", exact(64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failed_at", MOMENT, nullable=False),
        sa.Column("free_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject_sha256", name="pk_tbl_sign_in_attempt"),
    )
    _index("tbl_sign_in_attempt", "failed_at")
    _index("tbl_audit", "happened_at")


def downgrade() -> None:
    op.drop_index("idx_tbl_audit_happened_at", table_name="tbl_audit")
    op.drop_table("tbl_sign_in_attempt")
    op.drop_table("tbl_reset_link")
    op.drop_table("tbl_api_token")
    op.drop_table("tbl_sign_in_session")
    op.drop_table("tbl_user_identity")
    op.drop_table("tbl_user_route")
    op.drop_table("tbl_user")


def _of_user(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["user_name"], ["tbl_user.user_name"], name=f"fk_{table}_user_name", ondelete="CASCADE"
    )


def _index(table: str, column: str, *, unique: bool = False) -> None:
    op.create_index(f"idx_{table}_{column}", table, [column], unique=unique)
