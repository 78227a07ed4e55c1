"""Hourly figures: requests, saves, statements, so that a report needs no other system."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sales_supervision.storage.column_types import MOMENT, exact

revision = "hourly_figures"
down_revision = "accounts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tbl_hourly_figure",
        sa.Column("figure_hour", MOMENT, nullable=False),
        sa.Column("figure", sa.Unicode(length=40), nullable=False),
        sa.Column("subject", exact(200), nullable=False),
        sa.Column("bucket", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("replica", sa.Unicode(length=32), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "figure_hour", "figure", "subject", "bucket", "replica", name="pk_tbl_hourly_figure"
        ),
    )


def downgrade() -> None:
    op.drop_table("tbl_hourly_figure")
