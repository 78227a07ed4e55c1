"""The three summary tables that existing reports read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sales_supervision.storage.column_types import DAY, LONG_TEXT, MOMENT

revision = "baseline"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tbl_supervision_route_summary",
        sa.Column("route_summary_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("session_id", sa.Unicode(length=100), nullable=False),
        sa.Column("route_code", sa.Unicode(length=50), nullable=False),
        sa.Column("supervision_date", DAY, nullable=False),
        sa.Column("total_customers_planned", sa.Integer(), nullable=False),
        sa.Column("total_customers_visited", sa.Integer(), nullable=False),
        sa.Column(
            "customer_completion_rate",
            sa.Numeric(precision=12, scale=2, asdecimal=False),
            nullable=True,
        ),
        sa.Column("total_skus_recommended", sa.Integer(), nullable=False),
        sa.Column("total_skus_sold", sa.Integer(), nullable=False),
        sa.Column(
            "sku_coverage_rate", sa.Numeric(precision=12, scale=2, asdecimal=False), nullable=True
        ),
        sa.Column("total_qty_recommended", sa.Integer(), nullable=False),
        sa.Column("total_qty_actual", sa.Integer(), nullable=False),
        sa.Column(
            "qty_fulfillment_rate",
            sa.Numeric(precision=12, scale=2, asdecimal=False),
            nullable=True,
        ),
        sa.Column("redistribution_count", sa.Integer(), nullable=False),
        sa.Column("redistribution_qty", sa.Integer(), nullable=False),
        sa.Column(
            "route_performance_score",
            sa.Numeric(precision=12, scale=2, asdecimal=False),
            nullable=True,
        ),
        sa.Column("llm_performance_analysis", LONG_TEXT, nullable=True),
        sa.Column("session_status", sa.Unicode(length=20), nullable=False),
        sa.Column("session_started_at", MOMENT, nullable=False),
        sa.Column("session_completed_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("route_summary_id", name="pk_tbl_supervision_route_summary"),
        sa.UniqueConstraint(
            "route_code",
            "supervision_date",
            name="uq_tbl_supervision_route_summary_route_code",
        ),
        sa.UniqueConstraint("session_id", name="uq_tbl_supervision_route_summary_session_id"),
    )
    op.create_table(
        "tbl_supervision_customer_summary",
        sa.Column("customer_summary_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("session_id", sa.Unicode(length=100), nullable=False),
        sa.Column("customer_code", sa.Unicode(length=50), nullable=False),
        sa.Column("customer_name", sa.Unicode(length=200), nullable=False),
        sa.Column("visit_sequence", sa.SmallInteger(), nullable=True),
        sa.Column("visit_timestamp", MOMENT, nullable=True),
        sa.Column("not_visited_reason", sa.Unicode(length=20), nullable=True),
        sa.Column("total_skus_recommended", sa.Integer(), nullable=False),
        sa.Column("total_skus_sold", sa.Integer(), nullable=False),
        sa.Column(
            "sku_coverage_rate", sa.Numeric(precision=12, scale=2, asdecimal=False), nullable=True
        ),
        sa.Column("total_qty_recommended", sa.Integer(), nullable=False),
        sa.Column("total_qty_actual", sa.Integer(), nullable=False),
        sa.Column(
            "qty_fulfillment_rate",
            sa.Numeric(precision=12, scale=2, asdecimal=False),
            nullable=True,
        ),
        sa.Column(
            "customer_performance_score",
            sa.Numeric(precision=12, scale=2, asdecimal=False),
            nullable=True,
        ),
        sa.Column("llm_performance_analysis", LONG_TEXT, nullable=True),
        sa.Column("record_saved_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["tbl_supervision_route_summary.session_id"],
            name="fk_tbl_supervision_customer_summary_session_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("customer_summary_id", name="pk_tbl_supervision_customer_summary"),
        sa.UniqueConstraint(
            "session_id",
            "customer_code",
            name="uq_tbl_supervision_customer_summary_session_id",
        ),
    )
    op.create_index(
        "idx_tbl_supervision_customer_summary_customer_code",
        "tbl_supervision_customer_summary",
        ["customer_code"],
        unique=False,
    )
    op.create_table(
        "tbl_supervision_item_details",
        sa.Column("item_detail_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("session_id", sa.Unicode(length=100), nullable=False),
        sa.Column("customer_code", sa.Unicode(length=50), nullable=False),
        sa.Column("item_code", sa.Unicode(length=50), nullable=False),
        sa.Column("item_name", sa.Unicode(length=200), nullable=False),
        sa.Column("original_recommended_qty", sa.Integer(), nullable=False),
        sa.Column("adjusted_recommended_qty", sa.Integer(), nullable=False),
        sa.Column("recommendation_adjustment", sa.Integer(), nullable=False),
        sa.Column("original_actual_qty", sa.Integer(), nullable=True),
        sa.Column("final_actual_qty", sa.Integer(), nullable=True),
        sa.Column("actual_adjustment", sa.Integer(), nullable=True),
        sa.Column("was_manually_edited", sa.Boolean(), nullable=False),
        sa.Column("was_item_sold", sa.Boolean(), nullable=False),
        sa.Column("recommendation_tier", sa.Unicode(length=50), nullable=True),
        sa.Column(
            "priority_score", sa.Numeric(precision=10, scale=2, asdecimal=False), nullable=True
        ),
        sa.Column("van_inventory_qty", sa.Integer(), nullable=True),
        sa.Column("days_since_last_purchase", sa.Integer(), nullable=True),
        sa.Column(
            "purchase_cycle_days", sa.Numeric(precision=10, scale=2, asdecimal=False), nullable=True
        ),
        sa.Column(
            "purchase_frequency_pct",
            sa.Numeric(precision=5, scale=2, asdecimal=False),
            nullable=True,
        ),
        sa.Column("visit_timestamp", MOMENT, nullable=True),
        sa.Column("record_saved_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["tbl_supervision_route_summary.session_id"],
            name="fk_tbl_supervision_item_details_session_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("item_detail_id", name="pk_tbl_supervision_item_details"),
        sa.UniqueConstraint(
            "session_id",
            "customer_code",
            "item_code",
            name="uq_tbl_supervision_item_details_session_id",
        ),
    )
    op.create_index(
        "idx_tbl_supervision_item_details_item_code",
        "tbl_supervision_item_details",
        ["item_code"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("tbl_supervision_item_details")
    op.drop_table("tbl_supervision_customer_summary")
    op.drop_table("tbl_supervision_route_summary")
