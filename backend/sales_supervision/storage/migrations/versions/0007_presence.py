"""Who has which day open."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sales_supervision.storage.column_types import DAY, MOMENT, exact

revision = "presence"
down_revision = "session_history"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tbl_presence",
        sa.Column("stream_id", exact(32), nullable=False),
        sa.Column("route_code", exact(50), nullable=False),
        sa.Column("supervision_date", DAY, nullable=False),
        sa.Column("user_name", exact(100), nullable=False),
        sa.Column("tab", exact(36), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("stream_id", name="pk_tbl_presence"),
    )
    op.create_index("idx_tbl_presence_seen_at", "tbl_presence", ["seen_at"], unique=False)


def downgrade() -> None:
    op.drop_table("tbl_presence")
