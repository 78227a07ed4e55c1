"""A folder that looks like a checkout of the product, whose Makefile says what a test wants."""

from __future__ import annotations

from pathlib import Path

from sales_supervision import __version__

ALL_IS_WELL = "check test wheel:\n\t@echo $@ is fine\n"


def make_checkout(
    folder: Path,
    *,
    version: str = __version__,
    makefile: str = ALL_IS_WELL,
    project: str = "sales-supervision",
) -> Path:
    """Make it in ``folder``, or make it of another version."""
    package = folder / "backend" / "sales_supervision"
    package.mkdir(parents=True, exist_ok=True)
    (package / "__init__.py").write_text(f'__version__ = "{version}"\n')
    (folder / "backend" / "pyproject.toml").write_text(f'[project]\nname = "{project}"\n')
    (folder / "Makefile").write_text(makefile)
    return folder
