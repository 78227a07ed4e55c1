"""The shipped nginx before containers: their addresses change, and each can be asked by itself."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from pathlib import Path

import httpx2
import pytest

from tests.deploy.proxy import NGINX, SHIPPED, free_port
from tests.deploy.telling import telling

DEPLOY = SHIPPED.parents[1]
EACH_SERVER = SHIPPED.with_name("each-server.conf")
# Names are looked up in a file of the test's own, in a view of the disk that only nginx has.
OWN_NAMES = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c")
can_unshare = shutil.which("unshare") is not None and (
    subprocess.run(
        [*OWN_NAMES, "mount --bind /etc/hosts /etc/hosts"], check=False, stderr=subprocess.DEVNULL
    ).returncode
    == 0
)


def ask(port: int) -> str:
    """What answers on a port, or `nobody`."""
    answer = httpx2.get(f"http://127.0.0.1:{port}/metrics")
    return answer.text if answer.status_code == 200 else "nobody"


def wait_for(port: int, told: str) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            if ask(port) == told:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError(ask(port))


@pytest.mark.skipif(not can_unshare, reason="No file of names of one's own here.")
def test_a_server_made_anew_is_found_after_a_reload_and_each_answers_by_itself(
    tmp_path: Path,
) -> None:
    names, port, listen = tmp_path / "hosts", free_port(), (free_port(), free_port())
    text = EACH_SERVER.read_text()
    for was, becomes in (
        ("listen 8001;", f"listen 127.0.0.1:{listen[0]};"),
        ("listen 8002;", f"listen 127.0.0.1:{listen[1]};"),
        (":8000;", f":{port};"),
    ):
        assert was in text
        text = text.replace(was, becomes)
    made = tmp_path / "nginx.conf"
    temporary = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    made.write_text(
        f"user root; pid {tmp_path}/nginx.pid; error_log {tmp_path}/error.log; daemon off;\n"
        f"worker_processes 1; events {{}}\nhttp {{ access_log off; {temporary}\n{text}\n}}\n"
    )
    names.write_text("127.0.0.21 app-1\n127.0.0.22 app-2\n")
    starting = f"mount --bind {names} /etc/hosts && exec {NGINX} -p {tmp_path} -c {made}"
    nginx = subprocess.Popen([*OWN_NAMES, starting], stderr=subprocess.DEVNULL)
    try:
        with telling("127.0.0.22", port):
            with telling("127.0.0.21", port):
                wait_for(listen[0], f"127.0.0.21 {port} 127.0.0.1")
                assert ask(listen[1]) == f"127.0.0.22 {port} 127.0.0.1"
            with telling("127.0.0.23", port):
                names.write_text("127.0.0.23 app-1\n127.0.0.22 app-2\n")
                assert ask(listen[0]) == "nobody"
                # What `nginx -s reload` sends.
                subprocess.run(["kill", "-HUP", str(nginx.pid)], check=True)
                wait_for(listen[0], f"127.0.0.23 {port} 127.0.0.1")
    finally:
        nginx.terminate()
        nginx.wait(20)


def test_both_files_name_the_same_servers_and_compose_brings_them_along() -> None:
    named = {
        file: set(re.findall(r"app-\d:8000", file.read_text())) for file in (SHIPPED, EACH_SERVER)
    }
    assert named[SHIPPED] == named[EACH_SERVER] == {"app-1:8000", "app-2:8000"}
    assert "/nginx/each-server.conf:/etc/nginx/conf.d/" in (DEPLOY / "compose.yaml").read_text()
