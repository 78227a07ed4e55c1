"""Alembic calls this; what it works on comes from ``storage.schema`` and ``storage.scripts``."""

from __future__ import annotations

from alembic import context

from sales_supervision.storage.every_table import metadata
from sales_supervision.storage.rerunnable_sql import make_rerunnable

if context.is_offline_mode():
    context.configure(
        dialect_name=context.config.attributes["dialect"],
        literal_binds=True,
        transaction_per_migration=False,
    )
    make_rerunnable(context.get_context())
else:
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        transaction_per_migration=False,
    )
with context.begin_transaction():
    context.run_migrations()
