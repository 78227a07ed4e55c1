"""Tests meet no setting of the deployment in whose shell they are run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import settings_of_a_deployment

BACKEND = Path(__file__).parents[1]
OF_A_DEPLOYMENT = {
    "SALES_SUPERVISION_DATABASE_URL": "sqlite:////srv/x/prod.db",
    "SALES_SUPERVISION_PUBLIC_URL": "https://sales.example.com",
    "SALES_SUPERVISION_TOKEN": "secret",
    "GROQ_API_KEY": "secret",
}


def test_there_is_no_setting_of_a_deployment() -> None:
    assert settings_of_a_deployment() == []


def test_what_the_shell_sets_is_gone_before_the_first_test() -> None:
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
            f"{__file__}::{test_there_is_no_setting_of_a_deployment.__name__}",
        ],
        cwd=BACKEND,
        env=os.environ | OF_A_DEPLOYMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
