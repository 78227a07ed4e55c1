"""Licences of all packages, developers' too, against those that licences.toml allows."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from license_expression import (  # type: ignore[import-untyped]
    AND,
    OR,
    ExpressionError,
    get_spdx_licensing,
)
from packaging.utils import canonicalize_name

from bills import page_bill, python_bill

RULES = Path(__file__).parent / "licences.toml"


@dataclass(frozen=True, slots=True)
class Rules:
    """``exceptions``: by package, why its licence is none of the allowed."""

    allowed: frozenset[str]
    known_as: Mapping[str, str]
    exceptions: Mapping[str, str]


def report_licences() -> int:
    """Print each package whose licence is neither allowed nor explained; 1 if there is one."""
    rules = read_rules()
    components = [*python_bill()["components"], *page_bill(all_packages=True)["components"]]
    refused = list(refusals(components, rules))
    unused = set(rules.exceptions) - {canonicalize_name(one["name"]) for one in components}
    refused += [f"{name}: is excepted, but not installed" for name in sorted(unused)]
    for line in refused:
        print(f"Licences: {line}.")
    if not refused:
        print(
            f"Licences: {len(components)} packages, all allowed or explained "
            f"({len(rules.exceptions)} in {RULES.name})."
        )
    return 1 if refused else 0


def read_rules() -> Rules:
    told = tomllib.loads(RULES.read_text(encoding="utf-8"))
    return Rules(frozenset(told["allowed"]), told["known_as"], told["exceptions"])


def refusals(components: Iterable[Mapping[str, Any]], rules: Rules) -> Iterable[str]:
    """A line for each package of a bill that may not be used as it is."""
    for component in components:
        if canonicalize_name(component["name"]) in rules.exceptions:
            continue
        told = [_expression(entry, rules) for entry in component.get("licenses", ())]
        if not told:
            yield f"{component['name']}: names no licence"
        for expression in told:
            if not is_allowed(expression, rules.allowed):
                yield f"{component['name']}: {expression} is not allowed"


def is_allowed(expression: str, allowed: frozenset[str]) -> bool:
    """Whether one may choose allowed licences alone: each of ``A AND B``, one of ``A OR B``."""
    try:
        parsed = get_spdx_licensing().parse(expression)
    except ExpressionError:
        return False
    return parsed is not None and _holds(parsed, allowed)


def _holds(parsed: Any, allowed: frozenset[str]) -> bool:
    if isinstance(parsed, AND):
        return all(_holds(part, allowed) for part in parsed.args)
    if isinstance(parsed, OR):
        return any(_holds(part, allowed) for part in parsed.args)
    return str(parsed.key) in allowed


def _expression(entry: Mapping[str, Any], rules: Rules) -> str:
    if "expression" in entry:
        return str(entry["expression"])
    licence = entry["license"]
    told = str(licence.get("id") or licence["name"])
    return rules.known_as.get(told, told)
