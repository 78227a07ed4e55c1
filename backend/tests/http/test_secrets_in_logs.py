"""No secret reaches a log: known ones are sent through everything that writes to it.

In processes of their own, since there the logs are set up as a server has them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sales_supervision.settings import Settings
from tests.commands.command_line import run

NEVER_SHOWN = {
    "database password": "dbpass-4fK9",
    "redis password": "redispass-8hQ2",
    "key of the provider": "gsk_reviewkey-7Lm3",
    "client secret": "oidcsecret-5Tz1",
    "token of the figures": "metricstoken-2Rw8",
    "password": "unlikely green horses",
    "wrong password": "wrong purple lampposts",
    "unknown token": "sst_unknowntoken-1Xc6",
    "unknown session": "unknownsession-9Vb4",
    "reset token": "resettoken-3Nm8",
    "code of the provider": "providercode-6Kl5",
    "state": "providerstate-2Jh7",
    "new password": "seven quiet teacups",
}

SETTINGS = {
    "REDIS_URL": f"redis://:{NEVER_SHOWN['redis password']}@127.0.0.1:1/0",
    "REVIEW_API_KEY": NEVER_SHOWN["key of the provider"],
    "REVIEW_BASE_URL": "http://127.0.0.1:1/v1",
    "REVIEW_PRICE_IN": "1",
    "REVIEW_PRICE_OUT": "1",
    "OIDC_ISSUER": "http://127.0.0.1:1",
    "OIDC_CLIENT_ID": "supervision",
    "OIDC_CLIENT_SECRET": NEVER_SHOWN["client secret"],
    "PUBLIC_URL": "http://localhost",
    "METRICS_TOKEN": NEVER_SHOWN["token of the figures"],
    "PASSWORD_HASH_PASSES": "2",
    "PASSWORD_HASH_MEMORY_MIB": "19",
}

SCRIPT = """
import json, logging, sys
from sqlalchemy import text
from starlette.testclient import TestClient
from sales_supervision.accounts.password_sign_in import PasswordSignIn
from sales_supervision.api import identity
from sales_supervision.app import create_app
from sales_supervision.commands.logs import set_up_logs
from sales_supervision.days.route_days import RouteDays
from sales_supervision.settings import Settings
from sales_supervision.storage.engine import Database
from sales_supervision.storage.migrating import upgrade
from tests.clocks import TODAY
from tests.http.made_day import AMAL, ROUTE, feed_made_day
from tests.people import add_person

secret = json.loads(sys.argv[1])
settings = Settings()
set_up_logs(settings.log_format, settings.secrets)
database = Database(settings.database_url)
upgrade(database)
feed_made_day(database)
add_person(database, "Amal")
made, day = [], f"/api/days/{ROUTE}/{TODAY}"

def explode(self, *given, **named):
    password = given
    raise RuntimeError(f"could not use {settings.oidc_client_secret.get_secret_value()}")

def driver_error(self, *given, **named):
    figures = settings.metrics_token.get_secret_value()
    raise RuntimeError(f"refused: {settings.redis_url.get_secret_value()} {figures}")

with TestClient(create_app(settings), "http://localhost", raise_server_exceptions=False) as http:
    def ask(method, address, **options):
        made.append((address, http.request(method, address, **options).status_code))

    sign_in = "/api/sign-in/password"
    right = {"user_name": "Amal", "password": secret["password"]}
    wrong = {"user_name": "Amal", "password": secret["wrong password"]}
    ask("POST", sign_in, json=wrong)
    ask("POST", sign_in, json={"user_name": ["x"], "password": [secret["password"]]})
    ask("POST", sign_in, content=b'{"password": "' + secret["password"].encode())
    ask("POST", sign_in, content=secret["password"].encode(), headers={"Content-Type": "text/x"})
    ask("GET", "/api/routes", headers={"Authorization": f"Bearer {secret['unknown token']}"})
    ask("GET", "/api/routes", headers={"Cookie": f"session={secret['unknown session']}"})
    reset = {"token": secret["reset token"], "password": secret["new password"]}
    ask("POST", "/api/sign-in/reset", json=reset)
    ask("GET", "/api/sign-in/oidc", follow_redirects=False)
    back = {"code": secret["code of the provider"], "state": secret["state"]}
    ask("GET", "/api/sign-in/oidc/return", params=back, follow_redirects=False)
    ask("POST", sign_in, json=right)
    session = http.cookies["session"]
    csrf = http.get("/api/me").json()["csrf_token"]
    http.headers["X-CSRF-Token"] = csrf
    token = http.post(
        "/api/me/tokens",
        json={"token_name": "ERP", "days": 2, "permissions": ["view"]},
    )
    made.append(("token", token.status_code))
    bearer = token.json().get("token", "")
    ask("GET", "/api/routes", headers={"Authorization": f"Bearer {bearer}"})
    change = {"current_password": secret["wrong password"], "password": secret["new password"]}
    ask("POST", "/api/me/password", json=change)
    ask("POST", f"{day}/customers/{AMAL}/review", json={})
    ask("POST", f"{day}/review", json={})
    looked, signed_in = RouteDays.look, PasswordSignIn.sign_in
    RouteDays.look = explode
    ask("GET", day)
    RouteDays.look = driver_error
    ask("GET", day)
    PasswordSignIn.sign_in = explode
    ask("POST", sign_in, json=right)
    PasswordSignIn.sign_in = signed_in
    with database.writing() as connection:
        connection.execute(text("ALTER TABLE tbl_user RENAME TO tbl_gone"))
    ask("POST", sign_in, json=right)
    ask("GET", "/api/routes")
    logging.getLogger("driver").info("sending to %s", settings.redis_url.get_secret_value())
    logging.getLogger("driver").warning("cannot use %r", settings)
print(json.dumps({"made": made, "given": [session, csrf, bearer]}))
"""


@pytest.mark.parametrize("log_format", ["console", "json"])
def test_no_secret_reaches_a_log(tmp_path: Path, log_format: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, json.dumps(NEVER_SHOWN)],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
        env=_environment(
            {
                **SETTINGS,
                "LOG_FORMAT": log_format,
                "DATABASE_URL": f"sqlite:///{tmp_path}/days.db",
            }
        ),
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    told: dict[str, Any] = json.loads(ran.stdout)
    given = {f"given {number}": secret for number, secret in enumerate(told["given"])}
    assert all(len(secret) > 20 for secret in given.values()), told["made"]
    shown = [name for name, secret in (NEVER_SHOWN | given).items() if secret in ran.stderr]
    assert shown == []
    for event in (
        "unexpected_error",
        "database_unavailable",
        "oidc_sign_in_failed",
        "review_fell_back",
        "Traceback",
        "***",
    ):
        assert event in ran.stderr, f"{event} was not provoked: {told['made']}"


@pytest.mark.parametrize(
    "database_url",
    [
        "postgresql+psycopg://user:{secret}@127.0.0.1:1/sales",
        "mysql://user:{secret}@127.0.0.1/sales",
        "postgresql+nodriver://user:{secret}@127.0.0.1/sales",
        "sqlite:////proc/{secret}/none.db?password={secret}",
        "postgresql+psycopg://user:{secret}@127.0.0.1:port/sales",
        "//user:{secret}@host",
    ],
)
@pytest.mark.parametrize("command", [("db", "current"), ("db", "check"), ("import", ".")])
def test_a_command_that_fails_shows_no_password(
    database_url: str, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = NEVER_SHOWN["database password"]
    monkeypatch.setenv("SALES_SUPERVISION_DATABASE_URL", database_url.format(secret=secret))
    ran = run(*command)
    assert ran.exit_code == 2
    assert ran.sentence
    if "/proc/" not in database_url:  # The name of a file is no secret.
        assert secret not in ran.output + ran.sentence


@pytest.mark.parametrize("name", ["REDIS_URL", "OIDC_ISSUER", "OIDC_ROLES", "REVIEW_API_KEY"])
def test_a_setting_that_is_wrong_is_not_repeated(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = "a-secret-in-the-wrong-place"
    monkeypatch.setenv(f"SALES_SUPERVISION_{name}", f"x://:{secret}@host")
    ran = run("db", "current")
    assert secret not in ran.output + ran.sentence


def test_settings_do_not_show_their_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    password = NEVER_SHOWN["database password"]
    for name, value in SETTINGS.items():
        monkeypatch.setenv(f"SALES_SUPERVISION_{name}", value)
    monkeypatch.setenv("SALES_SUPERVISION_DATABASE_URL", f"postgresql://user:{password}@host/x")
    settings = Settings()
    shown = repr(settings) + str(settings)
    assert [name for name, secret in NEVER_SHOWN.items() if secret in shown] == []
    assert password in settings.secrets


def _environment(settings: dict[str, str]) -> dict[str, str]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("SALES_SUPERVISION_")}
    named = {f"SALES_SUPERVISION_{name}": value for name, value in settings.items()}
    return inherited | named
