"""How each saved version came to be, and what the audit trail tells of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "session_history"
down_revision = "epoch"
branch_labels = None
depends_on = None

VERSION = "tbl_supervision_session_version"
AUDIT = "tbl_audit"


def upgrade() -> None:
    op.add_column(
        VERSION, sa.Column("how", sa.Unicode(length=10), nullable=False, server_default="saved")
    )
    op.add_column(VERSION, sa.Column("from_version", sa.Integer(), nullable=True))
    op.add_column(AUDIT, sa.Column("from_version", sa.Integer(), nullable=True))
    op.add_column(AUDIT, sa.Column("reason", sa.Unicode(length=500), nullable=True))


def downgrade() -> None:
    op.drop_column(AUDIT, "reason")
    op.drop_column(AUDIT, "from_version")
    op.drop_column(VERSION, "from_version")
    op.drop_column(VERSION, "how", mssql_drop_default=True)
