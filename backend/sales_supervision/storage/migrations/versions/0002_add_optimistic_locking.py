"""Version of each saved session: two people saving cannot overwrite each other."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "add_optimistic_locking"
down_revision = "baseline"
branch_labels = None
depends_on = None

TABLE = "tbl_supervision_route_summary"
INDEX = "idx_route_session_version"


def upgrade() -> None:
    op.add_column(
        TABLE,
        sa.Column("record_version", sa.Integer(), nullable=False, server_default=sa.text("1")),
    )
    op.create_index(INDEX, TABLE, ["session_id", "record_version"])


def downgrade() -> None:
    # The index before the column; SQL Server also wants the default constraint gone first.
    op.drop_index(INDEX, table_name=TABLE)
    op.drop_column(TABLE, "record_version", mssql_drop_default=True)
