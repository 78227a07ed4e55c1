"""Traces for an OpenTelemetry collector: one span a request, one a statement. Few need it, so the
packages are an extra and this module is imported only where a collector is named.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from opentelemetry.trace import Span, SpanKind, StatusCode, Tracer
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import ExceptionContext

from sales_supervision.operations.statements import kind_of
from sales_supervision.settings import Settings

SERVICE = "sales-supervision"
_SPAN = "statement_span"
_NOT_TRACED = "health/.*,metrics,assets/.*"


def trace(
    app: FastAPI,
    engine: Engine,
    settings: Settings,
    version: str,
    exporter: SpanExporter | None = None,
) -> TracerProvider:
    """Trace requests and statements; ``exporter``: in place of the one that ``settings`` name.

    Spans are named by route template; statements come without their parameters.
    """
    provider = TracerProvider(
        resource=Resource.create({"service.name": SERVICE, "service.version": version}),
        sampler=ParentBased(TraceIdRatioBased(settings.otel_sample_percent / 100)),
    )
    provider.add_span_processor(
        BatchSpanProcessor(exporter or OTLPSpanExporter(f"{settings.otel_endpoint}/v1/traces"))
    )
    FastAPIInstrumentor.instrument_app(
        app, tracer_provider=provider, excluded_urls=_NOT_TRACED, exclude_spans=["receive", "send"]
    )
    _StatementSpans(provider.get_tracer(SERVICE)).listen(engine)
    return provider


class _StatementSpans:
    """A span for each statement. OpenTelemetry's own instrumentation ends before SQLAlchemy 2.1."""

    def __init__(self, tracer: Tracer) -> None:
        self._tracer = tracer

    def listen(self, engine: Engine) -> None:
        event.listen(engine, "before_cursor_execute", self._before)
        event.listen(engine, "after_cursor_execute", self._after)
        event.listen(engine, "handle_error", self._failed)

    def _before(self, connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        connection.info[_SPAN] = self._tracer.start_span(
            kind_of(statement).upper(),
            kind=SpanKind.CLIENT,
            attributes={
                "db.system.name": connection.dialect.name,
                "db.query.text": " ".join(statement.split()),
            },
        )

    def _after(self, connection: Connection, *_: Any) -> None:
        span: Span | None = connection.info.pop(_SPAN, None)
        if span is not None:
            span.end()

    def _failed(self, failure: ExceptionContext) -> None:
        if failure.connection is None:
            return
        span: Span | None = failure.connection.info.pop(_SPAN, None)
        if span is not None:
            # Not its text: drivers put values into it.
            span.set_status(StatusCode.ERROR, type(failure.original_exception).__name__)
            span.end()
