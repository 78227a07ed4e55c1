"""The audit trail only grows: the database itself refuses to change or delete an entry.

On SQL Server it stays with the rights that the product's user has: no statement is made here.
"""

from __future__ import annotations

from alembic import op

revision = "audit_only_grows"
down_revision = "maintenance"
branch_labels = None
depends_on = None

AUDIT, REFUSE = "tbl_audit", "refuse_audit_change"
REFUSAL = "The audit trail only grows: no entry is changed or deleted."

SQLITE = "sqlite"
POSTGRESQL = "postgresql"


def upgrade() -> None:
    dialect = op.get_context().dialect.name
    if dialect == SQLITE:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {_name(change)} BEFORE {change} ON {AUDIT} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
    elif dialect == POSTGRESQL:
        op.execute(
            f"CREATE FUNCTION {REFUSE}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {REFUSE} BEFORE UPDATE OR DELETE OR TRUNCATE ON {AUDIT} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {REFUSE}()"
        )


def downgrade() -> None:
    dialect = op.get_context().dialect.name
    if dialect == SQLITE:
        for change in ("UPDATE", "DELETE"):
            op.execute(f"DROP TRIGGER {_name(change)}")
    elif dialect == POSTGRESQL:
        op.execute(f"DROP TRIGGER {REFUSE} ON {AUDIT}")
        op.execute(f"DROP FUNCTION {REFUSE}()")


def _name(change: str) -> str:
    return f"{REFUSE}_{change.lower()}"
