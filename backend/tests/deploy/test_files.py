"""The files in deploy/: each is read by the tool that it is for, or by the schema of that tool."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml
from compose_spec import PyCompose

from sales_supervision.settings import Settings
from tests.deploy.proxy import NGINX, Certificate, configuration_for

DEPLOY = Path(__file__).parents[3] / "deploy"
MANIFESTS = sorted(
    file
    for file in (DEPLOY / "kubernetes").glob("*.yaml")
    if file.name != "kustomization.yaml"  # kustomize's own, of no API of the cluster
)
PROGRAMS = Path(sys.executable).parent


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return read


def as_compose_reads_it() -> str:
    """With what is shared put in its places, and every variable replaced."""
    text = yaml.safe_dump(compose())
    return re.sub(r"\$\{\w+(?::-([^}]*)|:\?[^}]*)\}", lambda named: named[1] or "given", text)


def manifest(name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "kubernetes" / name).read_text())
    return read


def test_the_dockerfile_has_nothing_that_hadolint_complains_of() -> None:
    ran = run(PROGRAMS / "hadolint", DEPLOY / "Dockerfile")
    assert ran.returncode == 0, ran.stdout


def test_the_image_runs_as_nobody_special_and_is_probed_for_life() -> None:
    text = (DEPLOY / "Dockerfile").read_text()
    last = text.rpartition("\nFROM ")[2]
    assert "\nUSER 10001\n" in last
    assert "/health/live" in last
    assert "\nADD " not in text


def test_compose_is_of_the_compose_specification() -> None:
    PyCompose.from_yaml(as_compose_reads_it()).validate()


@pytest.mark.parametrize(
    ("was", "becomes"), [("restart:", "restarts:"), ("- inside", "- elsewhere")]
)
def test_a_wrong_compose_file_would_be_found(was: str, becomes: str) -> None:
    text = as_compose_reads_it()
    assert was in text
    with pytest.raises(ValueError, match=becomes.strip("- :")):
        PyCompose.from_yaml(text.replace(was, becomes)).validate()


def test_compose_has_no_fault_that_matters() -> None:
    ran = run(PROGRAMS / "compose-lint", "check", DEPLOY / "compose.yaml")
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize("service", compose()["services"])
def test_every_service_is_locked_down(service: str) -> None:
    is_like = compose()["services"][service]
    assert is_like["read_only"] is True
    assert is_like["cap_drop"] == ["ALL"]
    assert is_like["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("file", MANIFESTS, ids=lambda file: file.name)
def test_each_manifest_is_of_the_api_of_kubernetes(file: Path) -> None:
    for document in yaml.safe_load_all(file.read_text()):
        kubernetes_validate.validate(document, "1.34", strict=True)


def test_a_wrong_manifest_would_be_found() -> None:
    wrong = manifest("deployment.yaml")
    wrong["spec"]["replicas"] = "two"
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, "1.34", strict=True)


def test_kustomize_names_every_manifest_that_is_not_made_by_hand() -> None:
    named = set(manifest("kustomization.yaml")["resources"])
    assert named == {file.name for file in MANIFESTS} - {"secret.example.yaml", "migrate.yaml"}


def test_a_pod_has_time_to_finish_what_it_has_in_hand() -> None:
    pod = manifest("deployment.yaml")["spec"]["template"]["spec"]
    pause, requests = 5, 20
    assert pod["terminationGracePeriodSeconds"] > pause + requests


def test_the_selectors_find_the_pods() -> None:
    labels = manifest("deployment.yaml")["spec"]["template"]["metadata"]["labels"]
    for selector in (
        manifest("deployment.yaml")["spec"]["selector"]["matchLabels"],
        manifest("service.yaml")["spec"]["selector"],
        manifest("disruption.yaml")["spec"]["selector"]["matchLabels"],
        manifest("network.yaml")["spec"]["podSelector"]["matchLabels"],
    ):
        assert selector.items() <= labels.items()


@pytest.mark.parametrize("file", sorted(DEPLOY.rglob("*.*")), ids=lambda file: file.name)
def test_every_setting_that_is_named_exists(file: Path) -> None:
    known = {f"SALES_SUPERVISION_{name.upper()}" for name in Settings.model_fields}
    named = set(re.findall(r"\bSALES_SUPERVISION_[A-Z_]+\b", file.read_text()))
    assert named - known == set()


@pytest.fixture
def units(tmp_path: Path) -> Iterator[list[Path]]:
    """The units with a program that is here, the template for one port."""
    made = []
    for name, as_ in (
        ("sales-supervision.service", "sales-supervision.service"),
        ("sales-supervision@.service", "sales-supervision@8001.service"),
    ):
        text = (DEPLOY / name).read_text()
        unit = tmp_path / as_
        unit.write_text(text.replace("/opt/sales-supervision/bin/sales-supervision", "/bin/true"))
        made.append(unit)
    yield made


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="There is no systemd here.")
def test_systemd_reads_the_units_and_finds_little_exposed(units: list[Path]) -> None:
    for unit in units:
        verified = run("systemd-analyze", "verify", "--man=no", unit)
        assert (verified.returncode, verified.stderr) == (0, "")
        judged = run("systemd-analyze", "security", "--offline=true", "--threshold=25", unit)
        assert judged.returncode == 0, judged.stdout


def test_nginx_reads_its_configuration(tmp_path: Path, certificate: Certificate) -> None:
    made = configuration_for(tmp_path, certificate, ports=(8001, 8002), listen=(8081, 8444))
    ran = run(NGINX, "-t", "-p", tmp_path, "-c", made)
    assert ran.returncode == 0, ran.stderr


def test_the_servers_of_compose_are_waited_for_until_they_are_ready() -> None:
    services = compose()["services"]
    for name in ("app-1", "app-2"):
        assert "/health/ready" in str(services[name]["healthcheck"]["test"])
        assert services[name]["env_file"] == [{"path": "settings.env", "required": False}]


def test_each_systemd_unit_is_installed_by_the_documentation() -> None:
    steps = (DEPLOY / "README.md").read_text()
    for unit in DEPLOY.glob("*.service"):
        assert f" {unit.name} " in steps
