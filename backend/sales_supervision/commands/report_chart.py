"""The lines over time of the report, drawn small and without any script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from zoneinfo import ZoneInfo

from sales_supervision.operations.report import Point, Report
from sales_supervision.operations.wording import seconds

_WIDTH, _HEIGHT, _MARGIN = 720, 140, 6

_LINES: Sequence[tuple[str, str, Callable[[Point], float | None]]] = (
    ("answers", "all answers", lambda point: point.p95),
    ("saves", "saves", lambda point: point.save_p95),
)


def durations_svg(report: Report, zone: ZoneInfo) -> str:
    """Response and save times, p95, from left to right; empty where nothing was observed twice."""
    points = report.points
    highest = max((value(p) or 0 for p in points for _, _, value in _LINES), default=0)
    if highest == 0 or sum(point.p95 is not None for point in points) < 2:
        return ""
    drawn = "".join(
        f'<g class="{name}">{_strokes([value(p) for p in points], highest)}</g>'
        for name, _, value in _LINES
    )
    first, last = (
        f"{point.at.astimezone(zone):%Y-%m-%d %H:%M}" for point in points[:: len(points) - 1]
    )
    told = f"Response times, p95, {first} to {last}: up to {seconds(highest)}"
    legend = "".join(f'<span class="{name}">{title}</span> ' for name, title, _ in _LINES)
    return (
        f'<h2>Response times, p95</h2><figure><svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{escape(told)}" preserveAspectRatio="none">{drawn}</svg>'
        f"<figcaption>{legend}<span>from {first} to {last}, up to {seconds(highest)}</span>"
        "</figcaption></figure>"
    )


def _strokes(values: Sequence[float | None], highest: float) -> str:
    """Lines through neighbouring values, dots where there is no neighbour."""
    step = (_WIDTH - 2 * _MARGIN) / max(len(values) - 1, 1)
    strokes: list[list[str]] = [[]]
    for number, value in enumerate(values):
        if value is None:
            strokes.append([])
            continue
        x = _MARGIN + number * step
        y = _HEIGHT - _MARGIN - value / highest * (_HEIGHT - 2 * _MARGIN)
        strokes[-1].append(f"{x:.0f},{y:.0f}")
    # A line of one point with round ends is a dot.
    return "".join(
        f'<polyline points="{" ".join(s * 2 if len(s) == 1 else s)}"/>' for s in strokes if s
    )
