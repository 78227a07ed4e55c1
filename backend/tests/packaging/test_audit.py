"""``make audit`` and ``make sbom``: nothing unknown is told as good, and the bills are whole."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).parents[3]
AUDIT = ROOT / "scripts" / "audit"
VERSIONS = {"1.5": SchemaVersion.V1_5, "1.6": SchemaVersion.V1_6}


@pytest.fixture
def advisories(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    yield from _module("advisories", monkeypatch)


@pytest.fixture
def licences(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    yield from _module("licences", monkeypatch)


@pytest.fixture(scope="module")
def bills() -> dict[str, dict[str, Any]]:
    """What ``make sbom`` writes."""
    made = subprocess.run(
        [sys.executable, AUDIT, "sbom"], capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stdout + made.stderr
    named = [line.partition(":")[0] for line in made.stdout.splitlines()]
    return {name.split(".")[-3]: json.loads((ROOT / name).read_text()) for name in named}


def test_a_weakness_is_told_with_what_mends_it(advisories: ModuleType) -> None:
    weak = {"id": "PYSEC-1", "fix_versions": ["1.1"], "aliases": []}
    told = {
        "dependencies": [
            {"name": "good", "version": "1", "vulns": []},
            {"name": "bad", "version": "1.0", "vulns": [weak]},
        ]
    }
    answers = advisories.read_pip_audit(json.dumps(told))
    assert answers.found == ("bad 1.0: PYSEC-1, mended in 1.1",)
    assert answers.unknown == ()
    vulnerable = {"name": "left-pad", "range": "<1", "severity": "high"}
    found = {"metadata": {"dependencies": {"total": 3}}, "vulnerabilities": {"x": vulnerable}}
    answers = advisories.read_npm_audit(json.dumps(found))
    assert (answers.found, answers.unknown) == (("left-pad <1: high",), ())


@pytest.mark.parametrize(
    ("reader", "told"),
    [
        ("read_pip_audit", {"dependencies": [{"name": "a", "skip_reason": "not found on PyPI"}]}),
        ("read_pip_audit", {}),
        ("read_npm_audit", {"statusCode": 405, "message": "405 Method Not Allowed"}),
        ("read_npm_audit", {"error": {"code": "ENOTFOUND"}}),
        ("read_npm_audit", []),
    ],
)
def test_what_nobody_told_is_unknown_and_never_good(
    advisories: ModuleType, reader: str, told: object
) -> None:
    read = getattr(advisories, reader)
    assert read(json.dumps(told)).unknown
    assert read("", "could not connect").unknown == ("could not connect",)


@pytest.mark.parametrize(
    ("expression", "is_allowed"),
    [
        ("MIT", True),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("MPL-2.0 AND (Apache-2.0 OR GPL-2.0-only)", True),
        ("GPL-3.0-only", False),
        ("License :: Other/Proprietary License", False),
        ("", False),
    ],
)
def test_a_licence_is_allowed_where_one_may_choose_so(
    licences: ModuleType, expression: str, is_allowed: bool
) -> None:
    assert licences.is_allowed(expression, licences.read_rules().allowed) is is_allowed


def test_a_package_without_a_licence_or_an_explanation_is_told(licences: ModuleType) -> None:
    rules = licences.read_rules()
    named = {"license": {"id": "AGPL-3.0-only"}}
    components = [
        {"name": "silent"},
        {"name": "copyleft", "licenses": [named]},
        {"name": "psycopg"},
    ]
    assert list(licences.refusals(components, rules)) == [
        "silent: names no licence",
        "copyleft: AGPL-3.0-only is not allowed",
    ]
    assert all(len(why) > 5 for why in rules.exceptions.values())


def test_the_bills_keep_to_the_schema_of_cyclonedx(bills: dict[str, dict[str, Any]]) -> None:
    assert set(bills) == {"python", "page"}
    for bill in bills.values():
        validator = JsonStrictValidator(VERSIONS[bill["specVersion"]])
        assert validator.validate_str(json.dumps(bill)) is None


def test_the_bills_name_what_is_shipped_and_no_tool(bills: dict[str, dict[str, Any]]) -> None:
    names = {part: {one["name"] for one in bill["components"]} for part, bill in bills.items()}
    assert {"fastapi", "SQLAlchemy", "argon2-cffi"} <= names["python"]
    assert not {"pytest", "ruff", "pip-audit", "hypothesis"} & names["python"]
    assert {"react", "recharts"} <= names["page"]
    assert not {"vite", "vitest", "axe-core"} & names["page"]
    assert all(one["version"] for bill in bills.values() for one in bill["components"])


def _module(name: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(AUDIT))
    before = set(sys.modules)
    yield __import__(name)
    for added in {"advisories", "licences", "bills", "programs"} & (set(sys.modules) - before):
        del sys.modules[added]
