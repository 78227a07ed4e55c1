"""Programs that the tests need and that Debian has, where no other is named."""

from __future__ import annotations

import os
import shutil

from failing import PreparationError, run

CHROMIUM = "SALES_SUPERVISION_CHROMIUM"


def chromium() -> None:
    """See to a Chromium on the PATH or in SALES_SUPERVISION_CHROMIUM; raises PreparationError."""
    named = os.environ.get(CHROMIUM)
    if not named:
        _see_to("chromium", "drive the page in Chromium", ["chromium", "fonts-noto-core"], CHROMIUM)
    elif shutil.which(named) is None:
        raise PreparationError(f"{CHROMIUM} names {named}, which is not a program.")


def nginx() -> None:
    """See to an nginx on the PATH; raises PreparationError."""
    _see_to("nginx", "restart servers behind nginx", ["nginx-light"])


def _see_to(program: str, purpose: str, packages: list[str], variable: str | None = None) -> None:
    # Debian keeps servers where only root's PATH leads.
    if shutil.which(program, path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin"):
        return
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        otherwise = f", or name one in {variable}" if variable else ""
        raise PreparationError(
            f"The tests {purpose}, and there is none: install it "
            f"(`sudo apt-get install {packages[0]}` on Debian){otherwise}."
        )
    print(f"Installing {packages[0]}…", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    failed = f"{packages[0]} could not be installed."
    run(["apt-get", "update", "-qq"], otherwise=failed, environment=environment)
    run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
        otherwise=failed,
        environment=environment,
    )
