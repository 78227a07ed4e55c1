"""Reviews: what was written, who is writing, what was saved with a day, and the figures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sales_supervision.storage.column_types import DAY, LONG_TEXT, MOMENT, exact

revision = "reviews"
down_revision = "presence"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tbl_review",
        sa.Column("review_id", sa.Unicode(length=36), nullable=False),
        sa.Column("cache_key", sa.Unicode(length=64), nullable=False),
        sa.Column("route_code", exact(50), nullable=False),
        sa.Column("supervision_date", DAY, nullable=False),
        sa.Column("customer_code", exact(50), nullable=False),
        sa.Column("language", sa.Unicode(length=2), nullable=False),
        sa.Column("is_fallback", sa.Boolean(), nullable=False),
        sa.Column("facts_sha256", sa.Unicode(length=64), nullable=False),
        sa.Column("model", exact(100), nullable=False),
        sa.Column("prompt_version", sa.Unicode(length=20), nullable=False),
        sa.Column("tokens_in", sa.Integer(), nullable=False),
        sa.Column("tokens_out", sa.Integer(), nullable=False),
        sa.Column("price_micros", sa.BigInteger(), nullable=True),
        sa.Column("latency_ms", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("document", LONG_TEXT, nullable=False),
        sa.PrimaryKeyConstraint("review_id", name="pk_tbl_review"),
    )
    op.create_index("idx_tbl_review_cache_key", "tbl_review", ["cache_key"], unique=False)
    op.create_index(
        "idx_tbl_review_route_code_supervision_date",
        "tbl_review",
        ["route_code", "supervision_date"],
        unique=False,
    )
    op.create_index("idx_tbl_review_expires_at", "tbl_review", ["expires_at"], unique=False)
    op.create_table(
        "tbl_review_claim",
        sa.Column("cache_key", sa.Unicode(length=64), nullable=False),
        sa.Column("claimed_by", sa.Unicode(length=36), nullable=False),
        sa.Column("claimed_until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("cache_key", name="pk_tbl_review_claim"),
    )
    op.create_table(
        "tbl_review_figure",
        sa.Column("figure_date", DAY, nullable=False),
        sa.Column("model", exact(100), nullable=False),
        sa.Column("prompt_version", sa.Unicode(length=20), nullable=False),
        sa.Column("figure", sa.Unicode(length=60), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "figure_date", "model", "prompt_version", "figure", name="pk_tbl_review_figure"
        ),
    )
    op.create_table(
        "tbl_review_feedback",
        sa.Column("review_id", sa.Unicode(length=36), nullable=False),
        sa.Column("user_name", exact(100), nullable=False),
        sa.Column("model", exact(100), nullable=False),
        sa.Column("prompt_version", sa.Unicode(length=20), nullable=False),
        sa.Column("helpful", sa.Boolean(), nullable=False),
        sa.Column("word", sa.Unicode(length=200), nullable=True),
        sa.Column("given_on", DAY, nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("review_id", "user_name", name="pk_tbl_review_feedback"),
    )
    op.create_index(
        "idx_tbl_review_feedback_given_on", "tbl_review_feedback", ["given_on"], unique=False
    )
    op.create_table(
        "tbl_supervision_session_review",
        sa.Column("session_id", sa.Unicode(length=100), nullable=False),
        sa.Column("record_version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("customer_code", exact(50), nullable=False),
        sa.Column("language", sa.Unicode(length=2), nullable=False),
        sa.Column("review_id", sa.Unicode(length=36), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("figures_changed", sa.Boolean(), nullable=False),
        sa.Column("document", LONG_TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["tbl_supervision_route_summary.session_id"],
            name="fk_tbl_supervision_session_review_tbl_supervision_route_summary",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "session_id",
            "record_version",
            "customer_code",
            "language",
            name="pk_tbl_supervision_session_review",
        ),
    )


def downgrade() -> None:
    op.drop_table("tbl_supervision_session_review")
    op.drop_table("tbl_review_feedback")
    op.drop_table("tbl_review_figure")
    op.drop_table("tbl_review_claim")
    op.drop_table("tbl_review")
