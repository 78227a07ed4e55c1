"""The bills of materials (CycloneDX): what the wheel needs, and what was built into the page."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from programs import BACKEND, FRONTEND, ROOT, beside_python, npm, run

DIST = ROOT / "dist"

Bill = dict[str, Any]


class BillError(RuntimeError):
    """A bill cannot be made; the message says why."""


def write_bills() -> int:
    """Write both into dist/, named after the product and its version."""
    version = _version()
    DIST.mkdir(exist_ok=True)
    for part, bill in (("python", shipped(python_bill())), ("page", page_bill(all_packages=False))):
        bill["metadata"]["component"]["version"] = version
        path = DIST / f"sales_supervision-{version}.{part}.cdx.json"
        path.write_text(json.dumps(bill, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        print(f"{path.relative_to(ROOT)}: {len(bill['components'])} packages.")
    return 0


@cache
def python_bill() -> Bill:
    """Every package of this environment, with its licences."""
    return _bill(
        run(
            [
                beside_python("cyclonedx-py"),
                *("environment", "--pyproject", BACKEND / "pyproject.toml"),
                *("--mc-type", "application", "--sv", "1.6", "--output-reproducible"),
                # Their schema is looked at by a test; it takes longer than all else.
                "--no-validate",
                sys.executable,
            ]
        )
    )


def page_bill(*, all_packages: bool) -> Bill:
    """What the page is made of; with ``all_packages`` also what it is built and tested with."""
    # From the lock file: the folder holds what is of this machine.
    bill = _bill(npm("sbom", "--sbom-format=cyclonedx", "--package-lock-only"))
    bill["metadata"]["component"]["name"] = "sales-supervision-page"
    return bill if all_packages else _only(bill, _built_in)


def shipped(bill: Bill) -> Bill:
    """``bill`` with the packages of requirements.txt alone: no tool of developers is shipped."""
    lock = (BACKEND / "requirements.txt").read_text(encoding="utf-8")
    names = {canonicalize_name(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.M)}
    return _only(bill, lambda one: canonicalize_name(one["name"]) in names)


def _built_in(component: Bill) -> bool:
    # npm's own --omit=dev leaves out react, which tools for developers need too.
    return (component["name"], component["version"]) in _not_for_developers()


@cache
def _not_for_developers() -> frozenset[tuple[str, str]]:
    locked = json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    return frozenset(
        (path.rpartition("node_modules/")[2], package["version"])
        for path, package in locked.items()
        if path and not package.get("dev")
    )


def _only(bill: Bill, is_wanted: Callable[[Bill], bool]) -> Bill:
    components = [one for one in bill["components"] if is_wanted(one)]
    refs = {one["bom-ref"] for one in components}
    root = bill["metadata"]["component"]["bom-ref"]
    dependencies = [
        {**one, "dependsOn": [ref for ref in one.get("dependsOn", ()) if ref in refs]}
        for one in bill["dependencies"]
        if one["ref"] in refs | {root}
    ]
    return {**bill, "components": components, "dependencies": dependencies}


def _bill(made: Any) -> Bill:
    try:
        bill: Bill = json.loads(made.stdout)
    except ValueError:
        raise BillError(
            f"The bill of materials was not made (exit code {made.returncode}).\n"
            f"{made.stderr.strip()[-800:]}"
        ) from None
    return bill


def _version() -> str:
    source = (BACKEND / "sales_supervision" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "([^"]+)"', source)
    if found is None:
        raise BillError(f"{Path('sales_supervision/__init__.py')} names no version.")
    return found[1]
