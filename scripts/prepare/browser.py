"""Chromium for the tests that drive the page: Debian's package, where no other is named."""

from __future__ import annotations

import os
import shutil

from failing import PreparationError, run

VARIABLE = "SALES_SUPERVISION_CHROMIUM"


def chromium() -> None:
    """See to a Chromium on the PATH or in SALES_SUPERVISION_CHROMIUM; raises PreparationError."""
    named = os.environ.get(VARIABLE)
    if named:
        if shutil.which(named) is None:
            raise PreparationError(f"{VARIABLE} names {named}, which is not a program.")
        return
    if shutil.which("chromium"):
        return
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        raise PreparationError(
            "The tests drive the page in Chromium, and there is none: install it "
            f"(`sudo apt-get install chromium` on Debian), or name one in {VARIABLE}."
        )
    print("Installing Chromium…", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    failed = "Chromium could not be installed."
    run(["apt-get", "update", "-qq"], otherwise=failed, environment=environment)
    run(
        [
            "apt-get",
            "install",
            "-y",
            "-qq",
            "--no-install-recommends",
            "chromium",
            "fonts-noto-core",
        ],
        otherwise=failed,
        environment=environment,
    )
