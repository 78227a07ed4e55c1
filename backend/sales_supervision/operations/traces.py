"""Traces for an OpenTelemetry collector: one span a request, one a statement. Few need it, so the
packages are an extra and this module is imported only where a collector is named.
"""

from __future__ import annotations

from fastapi import FastAPI
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.instrumentation.sqlalchemy import SQLAlchemyInstrumentor
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from sqlalchemy import Engine

from sales_supervision.settings import Settings

SERVICE = "sales-supervision"
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
    SQLAlchemyInstrumentor().instrument(engine=engine, tracer_provider=provider)
    return provider
