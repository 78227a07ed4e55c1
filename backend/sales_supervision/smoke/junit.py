"""A report as JUnit XML, which build servers show."""

from __future__ import annotations

from pathlib import Path

from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite

from sales_supervision.smoke.steps import Report, Result


def write_junit(report: Report, url: str, file: Path) -> None:
    """Write ``report`` into ``file``. Raises OSError where it cannot be written."""
    suite = TestSuite("sales-supervision smoke")
    suite.hostname = url
    for step in report.steps:
        case = TestCase(step.name, classname="smoke", time=round(step.seconds, 3))
        if step.result is Result.FAILED:
            case.result = [_failure(step.detail)]
        elif step.result is Result.SKIPPED:
            case.result = [Skipped(step.detail)]
        suite.add_testcase(case)
    document = JUnitXml("sales-supervision smoke")
    document.add_testsuite(suite)
    document.write(str(file), pretty=True)


def _failure(detail: str) -> Failure:
    failure = Failure(detail, "StepFailed")
    failure.text = detail
    return failure
