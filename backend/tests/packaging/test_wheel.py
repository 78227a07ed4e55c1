"""The wheel: what ``pip install`` gives serves the page without Node and without a checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

BACKEND = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing in it but the installed wheel."""
    if not (BACKEND / "sales_supervision" / "web" / "index.html").is_file():
        pytest.fail("The page is not built: run `make build` first.")
    folder = tmp_path_factory.mktemp("wheel")
    _run("build", "--wheel", "--no-isolation", "--outdir", str(folder), str(BACKEND))
    (wheel,) = folder.glob("*.whl")
    target = folder / "installed"
    _run("pip", "install", "--quiet", "--no-deps", "--target", str(target), str(wheel))
    return target


@pytest.fixture
def served(installed: Path, tmp_path: Path) -> Iterator[str]:
    """The address of the installed product, serving a database of its own."""
    environment = {
        "PATH": "",
        "PYTHONPATH": str(installed),
        "SALES_SUPERVISION_DATABASE_URL": f"sqlite:///{tmp_path}/days.db",
        "SALES_SUPERVISION_SIGN_IN": "demo",
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "sales_supervision", "serve", "--upgrade", "--port", "0"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert server.stdout
        said = next(line for line in server.stdout if "http://" in line)
        address = re.search(r"http://\S+", said)
        assert address
        yield address[0]
    finally:
        server.terminate()
        server.communicate(timeout=30)


def test_the_installed_wheel_serves_the_page_and_its_interface(served: str) -> None:
    page = _get(f"{served}/")
    scripts = re.findall(r'src="(/assets/[^"]+\.js)"', page)
    assert scripts
    assert all(_get(f"{served}{script}") for script in scripts)
    assert "<h1 id=" in _get(f"{served}/incidents/saves-slow")
    assert '"max_quantity":999999' in _get(f"{served}/api/deployment")


def test_the_wheel_holds_the_product_and_no_tests(installed: Path) -> None:
    folders = {path.name for path in installed.iterdir() if not path.name.endswith(".dist-info")}
    assert folders - {"bin", "__pycache__"} == {"sales_supervision"}
    assert (installed / "sales_supervision" / "storage" / "migrations" / "env.py").is_file()
    assert (installed / "sales_supervision" / "incidents" / "database-down.md").is_file()
    assert (installed / "sales_supervision" / "guides" / "operations.md").is_file()


def _get(address: str) -> str:
    with urlopen(address) as answer:
        body: bytes = answer.read()
    return body.decode()


def _run(*arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
