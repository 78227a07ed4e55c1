"""The tables. Names and columns of the three ``tbl_supervision_*`` summary tables are those that
existing reports read; the others are ours. Migrations create them; a test compares both.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Numeric,
    SmallInteger,
    Table,
    Unicode,
    UniqueConstraint,
    text,
)

from sales_supervision.storage.column_types import BYTES, DAY, LONG_TEXT, MOMENT, exact

metadata = MetaData(
    naming_convention={
        "ix": "idx_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def code(name: str, *, key: bool = False, null: bool = False) -> Column[str]:
    return Column(name, exact(50), primary_key=key, nullable=null)


def reported_code(name: str) -> Column[str]:
    """A code in a table that reports read and join: in the collation of their database."""
    return Column(name, Unicode(50), nullable=False)


def moment(name: str, *, null: bool = False) -> Column[object]:
    return Column(name, MOMENT, nullable=null)


def rate(name: str) -> Column[float]:
    return Column(name, Numeric(12, 2, asdecimal=False), nullable=True)


def units(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null)


route = Table(
    "tbl_route",
    metadata,
    code("route_code", key=True),
    Column("route_name", Unicode(200), nullable=False),
    Column("territory", Unicode(200), nullable=True),
)

customer = Table(
    "tbl_customer",
    metadata,
    code("customer_code", key=True),
    Column("customer_name", Unicode(200), nullable=False),
    Column("customer_name_ar", Unicode(200), nullable=True),
    code("route_code", null=True),
    Column("country", Unicode(100), nullable=True),
    Index(None, "route_code"),
)

item = Table(
    "tbl_item",
    metadata,
    code("item_code", key=True),
    Column("item_name", Unicode(200), nullable=False),
    Column("item_name_ar", Unicode(200), nullable=True),
)

journey_plan = Table(
    "tbl_journey_plan",
    metadata,
    code("route_code", key=True),
    Column("plan_date", DAY, primary_key=True),
    code("customer_code", key=True),
    Column("sequence", Integer, nullable=False),
)

sale = Table(
    "tbl_sale",
    metadata,
    code("route_code", key=True),
    Column("sale_date", DAY, primary_key=True),
    code("customer_code", key=True),
    code("item_code", key=True),
    units("quantity"),
    Column("unit_price", Numeric(12, 4, asdecimal=False), nullable=True),
)

van_load = Table(
    "tbl_van_load",
    metadata,
    code("route_code", key=True),
    Column("load_date", DAY, primary_key=True),
    code("item_code", key=True),
    units("quantity"),
)

recommended_order = Table(
    "tbl_recommended_order",
    metadata,
    code("route_code", key=True),
    Column("order_date", DAY, primary_key=True),
    code("customer_code", key=True),
    code("item_code", key=True),
    units("quantity"),
    Column("tier", Unicode(20), nullable=False),
    Column("priority_score", Float, nullable=False),
    Column("reason", Unicode(500), nullable=False),
    Column("days_since_last_purchase", Integer, nullable=True),
    Column("purchase_cycle_days", Float, nullable=True),
    Column("purchase_frequency_pct", Float, nullable=True),
    Column("usual_quantity", Float, nullable=True),
)

recommendation_run = Table(
    "tbl_recommendation_run",
    metadata,
    code("route_code", key=True),
    Column("order_date", DAY, primary_key=True),
    Column("source", Unicode(20), nullable=False),
    moment("made_at"),
    CheckConstraint("source IN ('feed', 'recommender')", name="source"),
)

live_actual = Table(
    "tbl_live_actual",
    metadata,
    code("route_code", key=True),
    Column("sale_date", DAY, primary_key=True),
    code("customer_code", key=True),
    code("item_code", key=True),
    units("quantity"),
    moment("sold_at", null=True),
    moment("received_at"),
)

feed_import = Table(
    "tbl_feed_import",
    metadata,
    Column("import_id", Integer, primary_key=True, autoincrement=True),
    Column("feed", Unicode(50), nullable=False),
    Column("file_name", Unicode(400), nullable=False),
    Column("sha256", Unicode(64), nullable=False),
    Column("accepted_rows", Integer, nullable=False),
    Column("refused_rows", Integer, nullable=False),
    moment("imported_at"),
    Index(None, "feed", "imported_at"),
)

data_revision = Table(
    "tbl_data_revision",
    metadata,
    Column("scope", exact(150), primary_key=True),
    Column("revision", Integer, nullable=False),
    moment("changed_at"),
)

route_summary = Table(
    "tbl_supervision_route_summary",
    metadata,
    Column("route_summary_id", Integer, primary_key=True, autoincrement=True),
    Column("session_id", Unicode(100), nullable=False),
    reported_code("route_code"),
    Column("supervision_date", DAY, nullable=False),
    Column("total_customers_planned", Integer, nullable=False),
    Column("total_customers_visited", Integer, nullable=False),
    rate("customer_completion_rate"),
    Column("total_skus_recommended", Integer, nullable=False),
    Column("total_skus_sold", Integer, nullable=False),
    rate("sku_coverage_rate"),
    units("total_qty_recommended"),
    units("total_qty_actual"),
    rate("qty_fulfillment_rate"),
    Column("redistribution_count", Integer, nullable=False),
    units("redistribution_qty"),
    rate("route_performance_score"),
    Column("llm_performance_analysis", LONG_TEXT, nullable=True),
    Column("session_status", Unicode(20), nullable=False),
    moment("session_started_at"),
    moment("session_completed_at", null=True),
    Column("record_version", Integer, nullable=False, server_default=text("1")),
    UniqueConstraint("session_id"),
    UniqueConstraint("route_code", "supervision_date"),
    Index("idx_route_session_version", "session_id", "record_version"),
)


def _of_session() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["session_id"], ["tbl_supervision_route_summary.session_id"], ondelete="CASCADE"
    )


customer_summary = Table(
    "tbl_supervision_customer_summary",
    metadata,
    Column("customer_summary_id", Integer, primary_key=True, autoincrement=True),
    Column("session_id", Unicode(100), nullable=False),
    reported_code("customer_code"),
    Column("customer_name", Unicode(200), nullable=False),
    Column("visit_sequence", SmallInteger, nullable=True),
    moment("visit_timestamp", null=True),
    Column("not_visited_reason", Unicode(20), nullable=True),
    Column("total_skus_recommended", Integer, nullable=False),
    Column("total_skus_sold", Integer, nullable=False),
    rate("sku_coverage_rate"),
    units("total_qty_recommended"),
    units("total_qty_actual"),
    rate("qty_fulfillment_rate"),
    rate("customer_performance_score"),
    Column("llm_performance_analysis", LONG_TEXT, nullable=True),
    moment("record_saved_at"),
    UniqueConstraint("session_id", "customer_code"),
    _of_session(),
    Index(None, "customer_code"),
)

item_details = Table(
    "tbl_supervision_item_details",
    metadata,
    Column("item_detail_id", Integer, primary_key=True, autoincrement=True),
    Column("session_id", Unicode(100), nullable=False),
    reported_code("customer_code"),
    reported_code("item_code"),
    Column("item_name", Unicode(200), nullable=False),
    units("original_recommended_qty"),
    units("adjusted_recommended_qty"),
    Column("recommendation_adjustment", Integer, nullable=False),
    units("original_actual_qty", null=True),
    units("final_actual_qty", null=True),
    Column("actual_adjustment", Integer, nullable=True),
    Column("was_manually_edited", Boolean, nullable=False),
    Column("was_item_sold", Boolean, nullable=False),
    Column("recommendation_tier", Unicode(50), nullable=True),
    Column("priority_score", Numeric(10, 2, asdecimal=False), nullable=True),
    units("van_inventory_qty", null=True),
    Column("days_since_last_purchase", Integer, nullable=True),
    Column("purchase_cycle_days", Numeric(10, 2, asdecimal=False), nullable=True),
    Column("purchase_frequency_pct", Numeric(5, 2, asdecimal=False), nullable=True),
    moment("visit_timestamp", null=True),
    moment("record_saved_at"),
    UniqueConstraint("session_id", "customer_code", "item_code"),
    _of_session(),
    Index(None, "item_code"),
)

session_version = Table(
    "tbl_supervision_session_version",
    metadata,
    Column("session_id", Unicode(100), primary_key=True),
    Column("record_version", Integer, primary_key=True, autoincrement=False),
    moment("saved_at"),
    Column("saved_by", Unicode(100), nullable=False),
    Column("document_format", Integer, nullable=False),
    Column("document", BYTES, nullable=False),
    Column("how", Unicode(10), nullable=False, server_default="saved"),
    Column("from_version", Integer, nullable=True),
    _of_session(),
)

draft = Table(
    "tbl_supervision_draft",
    metadata,
    Column("draft_id", exact(36), primary_key=True),
    code("route_code"),
    Column("supervision_date", DAY, nullable=False),
    Column("user_name", exact(100), nullable=False),
    Column("base_version", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    moment("started_at"),
    moment("kept_at"),
    UniqueConstraint("route_code", "supervision_date", "user_name"),
)

draft_customer = Table(
    "tbl_supervision_draft_customer",
    metadata,
    Column("draft_id", exact(36), primary_key=True),
    code("customer_code", key=True),
    Column("entry", LONG_TEXT, nullable=False),
    ForeignKeyConstraint(["draft_id"], ["tbl_supervision_draft.draft_id"], ondelete="CASCADE"),
)

idempotency_key = Table(
    "tbl_idempotency_key",
    metadata,
    Column("key", exact(100), primary_key=True),
    Column("user_name", exact(100), primary_key=True),
    Column("request_sha256", Unicode(64), nullable=False),
    Column("status_code", Integer, nullable=False),
    Column("answer", LONG_TEXT, nullable=False),
    moment("answered_at"),
    Index(None, "answered_at"),
)

audit = Table(
    "tbl_audit",
    metadata,
    Column("audit_id", Integer, primary_key=True, autoincrement=True),
    moment("happened_at"),
    Column("user_name", exact(100), nullable=False),
    Column("action", Unicode(50), nullable=False),
    code("route_code", null=True),
    Column("supervision_date", DAY, nullable=True),
    Column("session_id", Unicode(100), nullable=True),
    Column("record_version", Integer, nullable=True),
    Column("request_id", Unicode(64), nullable=True),
    Column("detail", LONG_TEXT, nullable=True),
    Column("from_version", Integer, nullable=True),
    Column("reason", Unicode(500), nullable=True),
    Index(None, "route_code", "supervision_date"),
    Index(None, "happened_at"),
)

database_epoch = Table(
    "tbl_database_epoch",
    metadata,
    Column("epoch", Unicode(16), primary_key=True),
    moment("stamped_at"),
)

presence = Table(
    "tbl_presence",
    metadata,
    Column("stream_id", exact(32), primary_key=True),
    code("route_code"),
    Column("supervision_date", DAY, nullable=False),
    Column("user_name", exact(100), nullable=False),
    Column("tab", exact(36), nullable=False),
    moment("since"),
    moment("seen_at"),
    Index(None, "seen_at"),
)

maintenance = Table(
    "tbl_maintenance",
    metadata,
    Column("maintenance_id", Integer, primary_key=True, autoincrement=True),
    moment("starts_at"),
    moment("ends_at"),
    Column("message", Unicode(500), nullable=False),
    moment("announced_at"),
    moment("called_off_at", null=True),
)
