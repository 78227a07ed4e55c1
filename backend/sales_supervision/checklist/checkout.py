"""The checkout that a checklist tests and builds: whether it is the product's, of which version."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_PROJECT = "sales-supervision"
_VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)


def version_in(source: Path) -> str | None:
    """The version of the product that is checked out in ``source``; None where it is none."""
    backend = source / "backend"
    try:
        project = tomllib.loads((backend / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        package = (backend / "sales_supervision" / "__init__.py").read_text(encoding="utf-8")
        is_ours = project["name"] == _PROJECT
    except (OSError, ValueError, LookupError, TypeError):
        return None
    found = _VERSION.search(package)
    return found[1] if is_ours and found else None


def why_unfit(source: Path, version: str) -> str | None:
    """Why ``source`` cannot be tested in the place of ``version``, and what to do; None if it can.

    What passes in another release says nothing of the one that is deployed.
    """
    found = version_in(source)
    if found == version:
        return None
    what = f"a checkout of {found}" if found else "no checkout of the product"
    return (
        f"{source} is {what} and {version} is deployed: check {version} out there, or go on with "
        "--resume and its --source."
    )
