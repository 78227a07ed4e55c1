"""Routes, customers, items and what the feeds bring for each day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sales_supervision.storage.column_types import DAY, MOMENT, exact

revision = "plan_data"
down_revision = "add_optimistic_locking"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tbl_route",
        sa.Column("route_code", exact(50), nullable=False),
        sa.Column("route_name", sa.Unicode(length=200), nullable=False),
        sa.Column("territory", sa.Unicode(length=200), nullable=True),
        sa.PrimaryKeyConstraint("route_code", name="pk_tbl_route"),
    )
    op.create_table(
        "tbl_customer",
        sa.Column("customer_code", exact(50), nullable=False),
        sa.Column("customer_name", sa.Unicode(length=200), nullable=False),
        sa.Column("customer_name_ar", sa.Unicode(length=200), nullable=True),
        sa.Column("route_code", exact(50), nullable=True),
        sa.Column("country", sa.Unicode(length=100), nullable=True),
        sa.PrimaryKeyConstraint("customer_code", name="pk_tbl_customer"),
    )
    op.create_index("idx_tbl_customer_route_code", "tbl_customer", ["route_code"], unique=False)
    op.create_table(
        "tbl_item",
        sa.Column("item_code", exact(50), nullable=False),
        sa.Column("item_name", sa.Unicode(length=200), nullable=False),
        sa.Column("item_name_ar", sa.Unicode(length=200), nullable=True),
        sa.PrimaryKeyConstraint("item_code", name="pk_tbl_item"),
    )
    op.create_table(
        "tbl_journey_plan",
        sa.Column("route_code", exact(50), nullable=False),
        sa.Column("plan_date", DAY, nullable=False),
        sa.Column("customer_code", exact(50), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "route_code", "plan_date", "customer_code", name="pk_tbl_journey_plan"
        ),
    )
    op.create_table(
        "tbl_sale",
        sa.Column("route_code", exact(50), nullable=False),
        sa.Column("sale_date", DAY, nullable=False),
        sa.Column("customer_code", exact(50), nullable=False),
        sa.Column("item_code", exact(50), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_price", sa.Numeric(precision=12, scale=4, asdecimal=False), nullable=True),
        sa.PrimaryKeyConstraint(
            "route_code", "sale_date", "customer_code", "item_code", name="pk_tbl_sale"
        ),
    )
    op.create_table(
        "tbl_van_load",
        sa.Column("route_code", exact(50), nullable=False),
        sa.Column("load_date", DAY, nullable=False),
        sa.Column("item_code", exact(50), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("route_code", "load_date", "item_code", name="pk_tbl_van_load"),
    )
    op.create_table(
        "tbl_recommended_order",
        sa.Column("route_code", exact(50), nullable=False),
        sa.Column("order_date", DAY, nullable=False),
        sa.Column("customer_code", exact(50), nullable=False),
        sa.Column("item_code", exact(50), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("tier", sa.Unicode(length=20), nullable=False),
        sa.Column("priority_score", sa.Float(), nullable=False),
        sa.Column("reason", sa.Unicode(length=500), nullable=False),
        sa.Column("days_since_last_purchase", sa.Integer(), nullable=True),
        sa.Column("purchase_cycle_days", sa.Float(), nullable=True),
        sa.Column("purchase_frequency_pct", sa.Float(), nullable=True),
        sa.Column("usual_quantity", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint(
            "route_code",
            "order_date",
            "customer_code",
            "item_code",
            name="pk_tbl_recommended_order",
        ),
    )
    op.create_table(
        "tbl_recommendation_run",
        sa.Column("route_code", exact(50), nullable=False),
        sa.Column("order_date", DAY, nullable=False),
        sa.Column("source", sa.Unicode(length=20), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "source IN ('feed', 'recommender')", name="ck_tbl_recommendation_run_source"
        ),
        sa.PrimaryKeyConstraint("route_code", "order_date", name="pk_tbl_recommendation_run"),
    )
    op.create_table(
        "tbl_live_actual",
        sa.Column("route_code", exact(50), nullable=False),
        sa.Column("sale_date", DAY, nullable=False),
        sa.Column("customer_code", exact(50), nullable=False),
        sa.Column("item_code", exact(50), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("sold_at", MOMENT, nullable=True),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint(
            "route_code", "sale_date", "customer_code", "item_code", name="pk_tbl_live_actual"
        ),
    )
    op.create_table(
        "tbl_feed_import",
        sa.Column("import_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("feed", sa.Unicode(length=50), nullable=False),
        sa.Column("file_name", sa.Unicode(length=400), nullable=False),
        sa.Column("sha256", sa.Unicode(length=64), nullable=False),
        sa.Column("accepted_rows", sa.Integer(), nullable=False),
        sa.Column("refused_rows", sa.Integer(), nullable=False),
        sa.Column("imported_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("import_id", name="pk_tbl_feed_import"),
    )
    op.create_index(
        "idx_tbl_feed_import_feed_imported_at",
        "tbl_feed_import",
        ["feed", "imported_at"],
        unique=False,
    )
    op.create_table(
        "tbl_data_revision",
        sa.Column("scope", exact(150), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("scope", name="pk_tbl_data_revision"),
    )


def downgrade() -> None:
    op.drop_table("tbl_data_revision")
    op.drop_table("tbl_feed_import")
    op.drop_table("tbl_live_actual")
    op.drop_table("tbl_recommendation_run")
    op.drop_table("tbl_recommended_order")
    op.drop_table("tbl_van_load")
    op.drop_table("tbl_sale")
    op.drop_table("tbl_journey_plan")
    op.drop_table("tbl_item")
    op.drop_table("tbl_customer")
    op.drop_table("tbl_route")
