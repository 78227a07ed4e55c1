"""The database's epoch: a browser that holds a version from before a restore is told so."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sales_supervision.storage.column_types import MOMENT

revision = "epoch"
down_revision = "drafts_and_versions"
branch_labels = None
depends_on = None

# By the database itself: a script that was rendered once gives each database an epoch of its own.
RANDOM_AND_NOW = {
    "sqlite": ("lower(hex(randomblob(8)))", "CURRENT_TIMESTAMP"),
    "postgresql": (
        "left(replace(CAST(gen_random_uuid() AS text), '-', ''), 16)",
        "timezone('utc', now())",
    ),
    "mssql": (
        "LOWER(LEFT(REPLACE(CONVERT(NVARCHAR(36), NEWID()), N'-', N''), 16))",
        "SYSUTCDATETIME()",
    ),
}


def upgrade() -> None:
    op.create_table(
        "tbl_database_epoch",
        sa.Column("epoch", sa.Unicode(length=16), nullable=False),
        sa.Column("stamped_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("epoch", name="pk_tbl_database_epoch"),
    )
    random, now = RANDOM_AND_NOW[op.get_context().dialect.name]
    op.execute(
        f"INSERT INTO tbl_database_epoch (epoch, stamped_at) SELECT {random}, {now} "  # noqa: S608
        "WHERE NOT EXISTS (SELECT 1 FROM tbl_database_epoch)"
    )


def downgrade() -> None:
    op.drop_table("tbl_database_epoch")
