"""Traces, when a collector is named: spans by template, statements without what they carry."""

from __future__ import annotations

import pytest
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from pydantic import ValidationError

from sales_supervision.operations.traces import trace
from sales_supervision.settings import Settings
from sales_supervision.storage.engine import Database
from tests.clocks import TODAY, StandingClock
from tests.http.conftest import application, client_of
from tests.http.made_day import AMAL, ROUTE, feed_made_day
from tests.http.supervisor import Supervisor


def test_a_request_is_a_span_with_its_statements_inside(
    sqlite_database: Database, clock: StandingClock
) -> None:
    feed_made_day(sqlite_database)
    app = application(sqlite_database, clock)
    exporter = InMemorySpanExporter()
    settings = Settings(otel_sample_percent=100)
    services = app.state.services
    provider = trace(app, services.database.engine, settings, "0.1.0", exporter)
    try:
        with client_of(app) as http:
            Supervisor(http, ROUTE, TODAY).visit(AMAL, {"BREAD": 777_123})
            http.get("/health/live")
        provider.force_flush()
    finally:
        FastAPIInstrumentor.uninstrument_app(app)
        provider.shutdown()
    spans = exporter.get_finished_spans()
    (request,) = [span for span in spans if span.parent is None and "/visits/" in span.name]
    assert request.name == "PUT /api/days/{route_code}/{date}/visits/{customer_code}"
    statements = [span for span in spans if span.parent and span.context]
    assert any(
        span.context.trace_id == request.context.trace_id and span.name == "INSERT"
        for span in statements
    )
    assert not [span for span in spans if "health" in span.name]
    assert "777123" not in "".join(span.to_json() for span in spans)


def test_the_address_of_the_collector_is_checked() -> None:
    with pytest.raises(ValidationError, match="http"):
        Settings(otel_endpoint="localhost:4318")
