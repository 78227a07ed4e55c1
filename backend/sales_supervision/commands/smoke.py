"""``sales-supervision smoke``: try a deployment from outside, as the checklist asks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sales_supervision.commands.failing import fail
from sales_supervision.smoke.deployment import Deployment, SettingError, bearer
from sales_supervision.smoke.in_browser import smoke_in_browser
from sales_supervision.smoke.junit import write_junit
from sales_supervision.smoke.over_http import look_around, smoke_over_http
from sales_supervision.smoke.steps import Report, Result, Step

_LOOKS = {Result.PASSED: "green", Result.FAILED: "bold red", Result.SKIPPED: "yellow"}

Url = Annotated[str, typer.Option(help="Where the deployment is: https://sales.example.com.")]
Token = Annotated[
    str | None,
    typer.Option(
        envvar="SALES_SUPERVISION_TOKEN",
        help="Token that may view, supervise, review, operate and see-operations; better in the "
        "environment than on the command line.",
    ),
]
MetricsToken = Annotated[
    str | None,
    typer.Option(envvar="SALES_SUPERVISION_METRICS_TOKEN", help="Token that opens /metrics."),
]
InBrowser = Annotated[bool, typer.Option("--browser", help="In a real browser, too.")]
Chromium = Annotated[
    str, typer.Option(envvar="SALES_SUPERVISION_CHROMIUM", help="The browser's program.")
]


def smoke(  # noqa: PLR0917 - each argument is an option of the command
    url: Url,
    token: Token = None,
    metrics_token: MetricsToken = None,
    version: Annotated[str | None, typer.Option(help="The version that must answer.")] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Only what needs no day: health, page, figures.")
    ] = False,
    browser: InBrowser = False,
    chromium: Chromium = "chromium",
    junit: Annotated[Path | None, typer.Option(help="Write JUnit XML into this file.")] = None,
) -> None:
    """Try the deployment's health, page, figures, and a whole day on a route made for it.

    The day is removed afterwards with all that was saved of it. Exit code 0: every step passed.
    1: one failed. 2: it was not tried, or the XML could not be written.
    """
    if not url.startswith(("http://", "https://")):
        fail(f"{url} is no address; write it as https://sales.example.com.", 2)
    if quick and browser:
        fail("--quick leaves the day out, which --browser clicks through: leave one of them.", 2)
    if junit is not None and (not junit.absolute().parent.is_dir() or junit.is_dir()):
        fail(f"{junit} cannot be written: name a file in a folder that is there.", 2)
    try:
        bearer(metrics_token, "SALES_SUPERVISION_METRICS_TOKEN")
        deployment = Deployment(url, token)
    except SettingError as error:
        fail(str(error), 2)
    report = run_smoke(
        deployment,
        metrics_token=metrics_token,
        version=version,
        chromium=chromium if browser else None,
        quick=quick,
    )
    print_report(report)
    if junit is not None:
        try:
            write_junit(report, url, junit)
        except OSError as error:
            fail(f"{junit} cannot be written ({error.strerror}).", 2)
    if report.has_failed:
        raise typer.Exit(1)


def run_smoke(
    deployment: Deployment,
    *,
    metrics_token: str | None,
    version: str | None,
    chromium: str | None,
    quick: bool = False,
) -> Report:
    """Every step over HTTP, and in the browser ``chromium`` where one is named."""
    console = Console(stderr=True)
    with console.status("Beginning") as line, deployment:

        def told(step: Step) -> None:
            line.update(f"{step.name}: {step.result}")

        report = Report(told)
        look_around(deployment, report, version=version, metrics_token=metrics_token)
        if not quick:
            smoke_over_http(deployment, report)
        if chromium is not None:
            smoke_in_browser(deployment, report, chromium=chromium)
    return report


def print_report(report: Report) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("step", "result", "seconds", "found"):
        table.add_column(heading, justify="right" if heading == "seconds" else "left")
    for step in report.steps:
        look = _LOOKS[step.result]
        table.add_row(
            step.name, f"[{look}]{step.result}[/]", f"{step.seconds:.2f}", escape(step.detail)
        )
    Console().print(table)
    Console(soft_wrap=True).print(report.summary(), markup=False)
