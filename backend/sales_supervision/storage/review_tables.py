"""The tables of reviews. ``customer_code`` is empty for the review of a route."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Unicode,
)

from sales_supervision.storage.column_types import DAY, LONG_TEXT, exact
from sales_supervision.storage.tables import code, metadata, moment

review = Table(
    "tbl_review",
    metadata,
    Column("review_id", Unicode(36), primary_key=True),
    Column("cache_key", Unicode(64), nullable=False),
    code("route_code"),
    Column("supervision_date", DAY, nullable=False),
    code("customer_code"),
    Column("language", Unicode(2), nullable=False),
    Column("is_fallback", Boolean, nullable=False),
    Column("facts_sha256", Unicode(64), nullable=False),
    Column("model", exact(100), nullable=False),
    Column("prompt_version", Unicode(20), nullable=False),
    Column("tokens_in", Integer, nullable=False),
    Column("tokens_out", Integer, nullable=False),
    Column("price_micros", BigInteger, nullable=True),
    Column("latency_ms", Integer, nullable=False),
    moment("created_at"),
    moment("expires_at"),
    Column("document", LONG_TEXT, nullable=False),
    Index(None, "cache_key"),
    Index(None, "route_code", "supervision_date"),
    Index(None, "expires_at"),
)

review_claim = Table(
    "tbl_review_claim",
    metadata,
    Column("cache_key", Unicode(64), primary_key=True),
    Column("claimed_by", Unicode(36), nullable=False),
    moment("claimed_until"),
)

review_figure = Table(
    "tbl_review_figure",
    metadata,
    Column("figure_date", DAY, primary_key=True),
    Column("model", exact(100), primary_key=True),
    Column("prompt_version", Unicode(20), primary_key=True),
    Column("figure", Unicode(60), primary_key=True),
    Column("amount", BigInteger, nullable=False),
)

review_feedback = Table(
    "tbl_review_feedback",
    metadata,
    Column("review_id", Unicode(36), primary_key=True),
    Column("user_name", exact(100), primary_key=True),
    Column("model", exact(100), nullable=False),
    Column("prompt_version", Unicode(20), nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("word", Unicode(200), nullable=True),
    Column("given_on", DAY, nullable=False),
    moment("given_at"),
    Index(None, "given_on"),
)

session_review = Table(
    "tbl_supervision_session_review",
    metadata,
    Column("session_id", Unicode(100), primary_key=True),
    Column("record_version", Integer, primary_key=True, autoincrement=False),
    code("customer_code", key=True),
    Column("language", Unicode(2), primary_key=True),
    Column("review_id", Unicode(36), nullable=False),
    moment("created_at"),
    Column("figures_changed", Boolean, nullable=False),
    Column("document", LONG_TEXT, nullable=False),
    ForeignKeyConstraint(
        ["session_id"], ["tbl_supervision_route_summary.session_id"], ondelete="CASCADE"
    ),
)
