"""Alembic calls this; the connection comes from ``storage.schema``."""

from __future__ import annotations

from alembic import context

from sales_supervision.storage.every_table import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transaction_per_migration=False)
with context.begin_transaction():
    context.run_migrations()
