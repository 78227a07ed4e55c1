"""Drafts, saved versions, idempotency keys and the audit trail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sales_supervision.storage.column_types import BYTES, DAY, LONG_TEXT, MOMENT, exact

revision = "drafts_and_versions"
down_revision = "plan_data"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tbl_supervision_session_version",
        sa.Column("session_id", sa.Unicode(length=100), nullable=False),
        sa.Column("record_version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("saved_by", sa.Unicode(length=100), nullable=False),
        sa.Column("document_format", sa.Integer(), nullable=False),
        sa.Column("document", BYTES, nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["tbl_supervision_route_summary.session_id"],
            name="fk_tbl_supervision_session_version_session_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "session_id", "record_version", name="pk_tbl_supervision_session_version"
        ),
    )
    op.create_table(
        "tbl_supervision_draft",
        sa.Column("draft_id", exact(36), nullable=False),
        sa.Column("route_code", exact(50), nullable=False),
        sa.Column("supervision_date", DAY, nullable=False),
        sa.Column("user_name", exact(100), nullable=False),
        sa.Column("base_version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("draft_id", name="pk_tbl_supervision_draft"),
        sa.UniqueConstraint(
            "route_code",
            "supervision_date",
            "user_name",
            name="uq_tbl_supervision_draft_route_code",
        ),
    )
    op.create_table(
        "tbl_supervision_draft_customer",
        sa.Column("draft_id", exact(36), nullable=False),
        sa.Column("customer_code", exact(50), nullable=False),
        sa.Column("entry", LONG_TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["tbl_supervision_draft.draft_id"],
            name="fk_tbl_supervision_draft_customer_draft_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "draft_id", "customer_code", name="pk_tbl_supervision_draft_customer"
        ),
    )
    op.create_table(
        "tbl_idempotency_key",
        sa.Column("key", exact(100), nullable=False),
        sa.Column("user_name", exact(100), nullable=False),
        sa.Column("request_sha256", sa.Unicode(length=64), nullable=False),
        sa.Column("status_code", sa.Integer(), nullable=False),
        sa.Column("answer", LONG_TEXT, nullable=False),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", "user_name", name="pk_tbl_idempotency_key"),
    )
    op.create_index(
        "idx_tbl_idempotency_key_answered_at", "tbl_idempotency_key", ["answered_at"], unique=False
    )
    op.create_table(
        "tbl_audit",
        sa.Column("audit_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("happened_at", MOMENT, nullable=False),
        sa.Column("user_name", exact(100), nullable=False),
        sa.Column("action", sa.Unicode(length=50), nullable=False),
        sa.Column("route_code", exact(50), nullable=True),
        sa.Column("supervision_date", DAY, nullable=True),
        sa.Column("session_id", sa.Unicode(length=100), nullable=True),
        sa.Column("record_version", sa.Integer(), nullable=True),
        sa.Column("request_id", sa.Unicode(length=64), nullable=True),
        sa.Column("detail", LONG_TEXT, nullable=True),
        sa.PrimaryKeyConstraint("audit_id", name="pk_tbl_audit"),
    )
    op.create_index(
        "idx_tbl_audit_route_code_supervision_date",
        "tbl_audit",
        ["route_code", "supervision_date"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("tbl_audit")
    op.drop_table("tbl_idempotency_key")
    op.drop_table("tbl_supervision_draft_customer")
    op.drop_table("tbl_supervision_draft")
    op.drop_table("tbl_supervision_session_version")
