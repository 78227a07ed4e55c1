"""The page, built into the Python package."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from checkout import FRONTEND, WEB, Stamp
from failing import run
from packages import install_node

OLDEST_NODE = (20, 19)
_NOT_SOURCES = {"node_modules", "test-results"}


def build_page() -> None:
    """Install what the page needs and build it, each only when its sources changed."""
    packages = Stamp(
        FRONTEND / "node_modules" / "packages.stamp",
        [FRONTEND / "package.json", FRONTEND / "package-lock.json"],
    )
    page = Stamp(WEB / "page.stamp", _sources())
    if packages.holds() and page.holds():
        # Newer than its sources, as the browser tests want it, even where those were only touched.
        (WEB / "index.html").touch()
        return
    programs = _programs()
    if not packages.holds():
        packages.clear()
        print("Installing what the page is built with…", flush=True)
        _npm(programs, ["ci", "--no-audit", "--no-fund"], "The page's packages are not installed.")
        packages.set()
    if not page.holds():
        page.clear()
        print("Building the page…", flush=True)
        _npm(programs, ["run", "build"], "The page was not built.")
        page.set()


def npm(arguments: list[str]) -> int:
    """Run npm in frontend/ before the person's eyes; returns its exit code."""
    command, environment = _npm_of(_programs())
    return subprocess.call([*command, *arguments], cwd=FRONTEND, env=environment)


def _programs() -> Path | None:
    """The folder of the wheel's Node, or None when the PATH has a good one."""
    return None if _node_on_path() else install_node()


def _node_on_path() -> bool:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return False
    asked = subprocess.run([node, "--version"], text=True, capture_output=True, check=False)
    numbers = asked.stdout.strip().lstrip("v").split(".")
    return all(part.isdigit() for part in numbers[:2]) and (
        tuple(int(part) for part in numbers[:2]) >= OLDEST_NODE
    )


def _npm(programs: Path | None, arguments: list[str], otherwise: str) -> None:
    command, environment = _npm_of(programs)
    run([*command, *arguments], otherwise=otherwise, folder=FRONTEND, environment=environment)


def _npm_of(programs: Path | None) -> tuple[list[str], dict[str, str]]:
    """The command that is npm, and the environment that it runs in."""
    environment = dict(os.environ)
    if programs is None:
        return ["npm"], environment
    environment["PATH"] = f"{programs}{os.pathsep}{environment.get('PATH', os.defpath)}"
    cli = programs.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(programs / "node"), str(cli)], environment


def _sources() -> list[Path]:
    return [
        file
        for file in FRONTEND.rglob("*")
        if file.is_file() and not _NOT_SOURCES.intersection(file.relative_to(FRONTEND).parts)
    ]
