"""The report as the interface tells it."""

from __future__ import annotations

from sales_supervision.api import operation_schemas as schemas
from sales_supervision.operations.report import ERROR_PERCENT, Endpoint, Line, Report


def report_view(report: Report) -> schemas.OperationsReport:
    return schemas.OperationsReport(
        made_at=report.made_at,
        since=report.period.first,
        until=report.period.end,
        before_since=report.period.before,
        figures_since=report.first_hour,
        error_percent=ERROR_PERCENT,
        lines=[_line(line) for line in report.lines],
        endpoints=[_endpoint(endpoint) for endpoint in report.endpoints],
        feeds=[
            schemas.ReportFeed(
                feed=feed.feed,
                arrived_at=feed.arrived_at,
                is_daily=feed.is_daily,
                is_stale=feed.is_stale,
            )
            for feed in report.feeds
        ],
        incidents=list(report.symptoms),
        database_down_at=report.database_down_at,
        points=[
            schemas.ReportPoint(
                at=point.at,
                requests=point.requests,
                errors=point.errors,
                p95=point.p95,
                save_p95=point.save_p95,
                conflicts=point.conflicts,
                slow_statements=point.slow_statements,
            )
            for point in report.points
        ],
    )


def _line(line: Line) -> schemas.ReportLine:
    return schemas.ReportLine(
        key=line.key,
        value=line.value,
        before=line.before,
        samples=line.samples,
        targets=[
            schemas.ReportTarget(
                phase=target.phase,
                compared=target.compared,
                value=target.value,
                status=target.status,
            )
            for target in line.targets
        ],
    )


def _endpoint(endpoint: Endpoint) -> schemas.ReportEndpoint:
    before = endpoint.before
    return schemas.ReportEndpoint(
        endpoint=endpoint.endpoint,
        requests=endpoint.now.requests,
        errors=endpoint.now.errors,
        p50=endpoint.now.p50,
        p95=endpoint.now.p95,
        p50_before=before.p50 if before else None,
        p95_before=before.p95 if before else None,
    )
