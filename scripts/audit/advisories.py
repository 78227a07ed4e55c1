"""Known weaknesses of the locked packages, as PyPI and the npm registry tell them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from programs import BACKEND, beside_python, npm, run

_NOT_ASKED = 3
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Answers:
    """``found``: a line for each weakness. ``unknown``: what nobody told anything about."""

    asked: str
    packages: int
    found: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def report_advisories() -> int:
    """Ask about every locked package, print what is known; returns the exit code."""
    code = 0
    for answers in (_python(), _page()):
        if answers.unknown:
            names = ", ".join(answers.unknown[:_SHOWN])
            more = len(answers.unknown) - _SHOWN
            names += f" and {more} more" if more > 0 else ""
            print(
                f"{answers.asked}: NOT ASKED. Nothing is known of {len(answers.unknown)} of "
                f"{answers.packages}: {names}. Run this where its advisories can be reached."
            )
        for weakness in answers.found:
            print(f"{answers.asked}: FOUND {weakness}")
        if not answers.found and not answers.unknown:
            print(f"{answers.asked}: {answers.packages} asked about, nothing found.")
        code = 1 if answers.found or code == 1 else _NOT_ASKED if answers.unknown else code
    return code


def _python() -> Answers:
    asked = run(
        [
            beside_python("pip-audit"),
            *("-r", BACKEND / "requirements-dev.txt", "--disable-pip", "--require-hashes"),
            *("--format", "json", "--progress-spinner", "off"),
        ]
    )
    return read_pip_audit(asked.stdout, asked.stderr)


def read_pip_audit(told: str, said: str = "") -> Answers:
    """pip-audit counts what it could not ask about as skipped, and then as nothing found."""
    try:
        packages = json.loads(told)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Answers("PyPI", 1, unknown=(_last_line(said) or "pip-audit gave no answer",))
    return Answers(
        "PyPI",
        len(packages),
        found=tuple(
            f"{package['name']} {package['version']}: {weakness['id']}, mended in "
            f"{', '.join(weakness['fix_versions']) or 'no release yet'}"
            for package in packages
            for weakness in package.get("vulns", ())
        ),
        unknown=tuple(package["name"] for package in packages if "skip_reason" in package),
    )


def _page() -> Answers:
    asked = npm("audit", "--json")
    return read_npm_audit(asked.stdout, asked.stderr)


def read_npm_audit(told: str, said: str = "") -> Answers:
    """npm tells of a registry without advisories as an error, its exit code that of a finding."""
    try:
        answer = json.loads(told)
        packages = answer["metadata"]["dependencies"]["total"]
        weaknesses = answer["vulnerabilities"].values()
    except (ValueError, KeyError, TypeError):
        return Answers("npm", 1, unknown=(_reason(told) or _last_line(said) or "no answer",))
    return Answers(
        "npm",
        packages,
        found=tuple(f"{one['name']} {one['range']}: {one['severity']}" for one in weaknesses),
    )


def _reason(told: str) -> str | None:
    try:
        answer = json.loads(told)
    except ValueError:
        return None
    status = answer.get("statusCode") if isinstance(answer, dict) else None
    return f"the registry answered {status}" if status else None


def _last_line(said: str) -> str:
    return said.strip().splitlines()[-1] if said.strip() else ""
