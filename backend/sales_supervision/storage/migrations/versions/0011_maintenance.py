"""Announced maintenance: when, until when, and what people are told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sales_supervision.storage.column_types import MOMENT

revision = "maintenance"
down_revision = "hourly_figures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tbl_maintenance",
        sa.Column("maintenance_id", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("message", sa.Unicode(500), nullable=False),
        sa.Column("announced_at", MOMENT, nullable=False),
        sa.Column("called_off_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("maintenance_id", name="pk_tbl_maintenance"),
    )


def downgrade() -> None:
    op.drop_table("tbl_maintenance")
