"""docs/settings.md lists every setting, as the Settings class has it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from sales_supervision.settings import Settings

DOCUMENT = Path(__file__).parents[3] / "docs" / "settings.md"
PREFIX = Settings.model_config["env_prefix"]


def test_the_document_has_one_row_for_each_setting() -> None:
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith(f"| `{PREFIX}")] == expected_rows()


def test_the_environment_names_in_the_document_are_the_ones_that_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)
    monkeypatch.setenv("SALES_SUPERVISION_TIME_ZONE", "Asia/Riyadh")
    monkeypatch.setenv("SALES_SUPERVISION_LOG_FORMAT", "json")
    monkeypatch.setenv("SALES_SUPERVISION_PORT", "8123")
    read = Settings()
    assert (read.time_zone, read.log_format, read.port) == ("Asia/Riyadh", "json", 8123)
    assert read.user_name == Settings.model_fields["user_name"].default


@pytest.mark.parametrize(
    "wrong",
    [
        {"time_zone": "Gulf"},
        {"log_format": "xml"},
        {"port": 65_536},
        {"user_name": ""},
        {"score_zero_at": "inf"},
        {"redistribution_max_customers_per_draw": 0},
    ],
)
def test_a_value_that_the_document_does_not_allow_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate(wrong)


def expected_rows() -> list[str]:
    properties = Settings.model_json_schema(by_alias=False)["properties"]
    return [
        f"| `{PREFIX}{name.upper()}` | {_default(field)} | {field['description']} "
        f"| {_allowed(field)} |"
        for name, field in properties.items()
    ]


def _default(field: dict[str, Any]) -> str:
    return "unset" if field["default"] is None else f"`{field['default']}`"


def _allowed(field: dict[str, Any]) -> str:
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    kind = field.get("anyOf", [field])[0]
    if kind.get("format") == "path":
        return "path"
    if "examples" in field:
        return f"text such as {', '.join(f'`{value}`' for value in field['examples'])}"
    if kind["type"] == "string":
        longest = kind.get("maxLength")
        return f"text of {kind['minLength']} to {longest} characters" if longest else "text"
    bounds = [
        f"{words} {kind[bound]:,g}"
        for bound, words in (
            ("minimum", "from"),
            ("exclusiveMinimum", "above"),
            ("maximum", "to"),
        )
        if bound in kind
    ]
    number = {"integer": "whole number", "number": "number"}[kind["type"]]
    return f"{number} {' '.join(bounds)}"
