"""The architecture: imports point inwards only, and the domain knows the standard library only."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

import sales_supervision

PACKAGE = Path(sales_supervision.__file__).parent
CONTRACTS = PACKAGE.parent / "pyproject.toml"


def test_imports_point_inwards_only() -> None:
    assert lint_imports(config_filename=str(CONTRACTS), no_cache=True) == EXIT_STATUS_SUCCESS


def test_the_domain_imports_the_standard_library_only() -> None:
    foreign = {
        f"{file.name}: {name}"
        for file in (PACKAGE / "domain").rglob("*.py")
        for name in _imported(ast.parse(file.read_text()))
        if name.split(".")[0] not in sys.stdlib_module_names
        and not name.startswith("sales_supervision.domain")
    }
    assert foreign == set()


def test_a_server_loads_nothing_at_its_start_that_it_may_never_need() -> None:
    """Each of these takes about a tenth of a second, or is of an extra that is not installed."""
    rarely_used = {"alembic", "authlib", "joserfc", "openai"}
    extras = {"mssql_python", "opentelemetry.sdk", "psycopg", "redis"}
    loading = "import sys, sales_supervision.commands.serve; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", loading], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "fastapi" in loaded
    assert (rarely_used | extras) & set(loaded) == set()


def _imported(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names
