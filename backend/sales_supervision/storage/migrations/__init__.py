"""Alembic's environment and the migrations, one step a file, each with its way back."""
