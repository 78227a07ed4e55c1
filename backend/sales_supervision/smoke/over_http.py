"""The checklist's smoke tests over HTTP."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from uuid import uuid4

from sales_supervision.smoke.deployment import Deployment, Json, SmokeDay, bearer, in_path
from sales_supervision.smoke.steps import Report, fail, require

NEW_REVIEW_SECONDS = 5.0
KEPT_REVIEW_SECONDS = 1.0
SAVE_SECONDS = 2.0
OF_A_DAY = (
    "Select route and date",
    "Toggle visited",
    "Edit quantity",
    "Customer analysis",
    "Route analysis",
    "Save",
    "Reload to historical",
)
PERMISSIONS = "view, supervise, review, operate and see-operations, on every route"
"""Of the token; without see-operations, the metrics token opens the figures."""
MAKING, REMOVING = "Make the smoke day", "Remove the smoke day"


def look_around(
    deployment: Deployment, report: Report, *, version: str | None, metrics_token: str | None
) -> None:
    """Try what needs no day; ``version``: the one that must answer, if told."""
    report.try_step("Health", lambda: _health(deployment, version))
    report.try_step("Open page", lambda: _open_page(deployment))
    report.try_step("Who asks", lambda: _who_asks(deployment))
    report.try_step("Figures", lambda: _figures(deployment, metrics_token))


def smoke_over_http(deployment: Deployment, report: Report) -> None:
    """Try each step of a day and note what came of it."""
    with_smoke_day(
        deployment,
        report,
        OF_A_DAY,
        lambda day: [
            report.try_step(name, work)
            for name, work in zip(OF_A_DAY, _DayOverHttp(deployment, day).works(), strict=True)
        ],
    )


def with_smoke_day(
    deployment: Deployment,
    report: Report,
    names: tuple[str, ...],
    work: Callable[[SmokeDay], object],
) -> None:
    """Do ``work`` on a smoke day, which is removed whatever happens."""
    made: list[SmokeDay] = []

    def make() -> str:
        answer = deployment.ask("POST", "/api/smoke-days", status=201).json()
        made.append(SmokeDay(answer["route_code"], answer["date"]))
        return f"route {made[0].route_code}, {made[0].date}"

    if not report.try_step(MAKING, make):
        report.skip(list(names), "There is no smoke day.")
        return
    try:
        work(made[0])
    finally:
        report.try_step(REMOVING, lambda: _remove(deployment, made[0]))


def _remove(deployment: Deployment, day: SmokeDay) -> str:
    deployment.ask("DELETE", f"/api/smoke-days/{day.date}", status=204)
    require(deployment.try_ask("GET", day.path).status_code == 404, "The day is still there.")
    return "nothing is left of it"


def _health(deployment: Deployment, version: str | None) -> str:
    live = deployment.ask("GET", "/health/live").json()
    deployment.ask("GET", "/health/ready")
    found: str = live["version"]
    require(version in (None, found), f"Version {found} answers; {version} was to be deployed.")
    return f"live and ready, version {found}"


def _open_page(deployment: Deployment) -> str:
    page = deployment.ask("GET", "/")
    files = re.findall(r'(?:src|href)="(/assets/[^"]+)"', page.text)
    require(files, "The page names no script: it was not built into this deployment.")
    for file in files:
        require(deployment.ask("GET", file).content, f"{file} is empty.")
    require("content-security-policy" in page.headers, "The security headers are missing.")
    return f"the page and {len(files)} of its files"


def _who_asks(deployment: Deployment) -> str:
    answer = deployment.try_ask("GET", "/api/me")
    if answer.status_code == 401:
        fail(f"Nobody is signed in: set SALES_SUPERVISION_TOKEN to one that may {PERMISSIONS}.")
    require(answer.status_code == 200, f"/api/me was answered with {answer.status_code}.")
    me: Json = answer.json()
    if me["sign_in"] == "demo":
        # On a demo one may try any role; a smoke day needs that of an administrator.
        body = {"user_name": me["user_name"], "role": "administrator"}
        me = deployment.ask("PUT", "/api/me", body=body).json()
    return f"{me['user_name']}, {me['role']}"


def _figures(deployment: Deployment, metrics_token: str | None) -> str:
    headers = bearer(metrics_token, "SALES_SUPERVISION_METRICS_TOKEN")
    answer = deployment.try_ask("GET", "/metrics", headers=headers)
    if answer.status_code in (401, 403):
        fail(
            "/metrics is closed: give the token see-operations, or the metrics token in "
            "SALES_SUPERVISION_METRICS_TOKEN."
        )
    require(answer.status_code == 200, f"/metrics was answered with {answer.status_code}.")
    found = set(re.findall(r"^(sales_supervision_\w+?)(?:_total|_bucket)?[{ ]", answer.text, re.M))
    require(found, "/metrics has no figure of sales-supervision.")
    return f"{len(found)} figures"


class _DayOverHttp:
    """The steps of one day, in their order."""

    def __init__(self, deployment: Deployment, day: SmokeDay) -> None:
        self._deployment = deployment
        self._day = day
        self._version_tag = ""
        self._customer = self._item = ""

    def works(self) -> list[Callable[[], str]]:
        return [
            self._select,
            self._toggle,
            self._edit,
            lambda: self._review(f"/customers/{in_path(self._customer)}/review"),
            lambda: self._review("/review"),
            self._save,
            self._reload,
        ]

    def _select(self) -> str:
        code = self._day.route_code
        found = self._deployment.ask("GET", f"/api/routes?search={in_path(code)}").json()
        require(
            code in [route["route_code"] for route in found], f"Route {code} is not among yours."
        )
        dates = self._deployment.ask("GET", f"/api/routes/{in_path(code)}/dates").json()
        require(self._day.date in [planned["date"] for planned in dates], "The date is not listed.")
        answer = self._deployment.ask("GET", self._day.path)
        self._version_tag = answer.headers["Version-Tag"]
        opened: Json = answer.json()
        require(opened["mode"] == "live", f"The day opens {opened['mode']}, not live.")
        stop = opened["plan"]["customers"][0]
        self._customer = stop["customer_code"]
        self._item = stop["lines"][0]["item_code"]
        return f"{len(opened['plan']['customers'])} customers, live"

    def _toggle(self) -> str:
        path = f"{self._day.path}/visits/{in_path(self._customer)}"
        visited = self._deployment.ask("PUT", path, body={"actuals": {self._item: 4}}).json()
        require(self._status_in(visited) == "visited", "The customer is not marked visited.")
        taken_back = self._deployment.ask("DELETE", path).json()
        require(self._status_in(taken_back) == "planned", "The visit is not taken back.")
        visited = self._deployment.ask("PUT", path, body={}).json()
        offered = visited["customers"][self._customer]["redistributed"]
        require(offered and offered["placed"] > 0, "Unsold units were not redistributed.")
        return f"there and back; {offered['placed']} unsold units go to customers ahead"

    def _status_in(self, change: Json) -> object:
        return change["customers"][self._customer]["status"]

    def _edit(self) -> str:
        path = f"{self._day.path}/customers/{in_path(self._customer)}/actuals"
        changed = self._deployment.ask("PATCH", path, body={"actuals": {self._item: 7}}).json()
        kept = changed["customers"][self._customer]["actuals"][self._item]["quantity"]
        require(kept == 7, f"7 was entered and {kept} is kept.")
        for wrong in (-5, 1_000_000):
            self._deployment.ask("PATCH", path, body={"actuals": {self._item: wrong}}, status=422)
        return "7 is kept; −5 and 1,000,000 are refused"

    def _review(self, path: str) -> str:
        new, new_seconds = self._timed_review(path)
        kept, kept_seconds = self._timed_review(path)
        require(kept["review_id"] == new["review_id"], "The same figures were analysed once more.")
        slow = " (slow)" if new_seconds > NEW_REVIEW_SECONDS else ""
        slow_kept = " (slow)" if kept_seconds > KEPT_REVIEW_SECONDS else ""
        return (
            f"by {new['analyst']['model']} in {new_seconds:.1f} s{slow}, "
            f"kept: {kept_seconds:.1f} s{slow_kept}"
        )

    def _timed_review(self, path: str) -> tuple[Json, float]:
        began = time.perf_counter()
        written: Json = self._deployment.ask("POST", f"{self._day.path}{path}", body={}).json()
        require(written["sections"], "The analysis says nothing.")
        return written, time.perf_counter() - began

    def _save(self) -> str:
        headers = {"If-Match": self._version_tag, "Idempotency-Key": str(uuid4())}
        path = f"{self._day.path}/session"
        began = time.perf_counter()
        saved = self._deployment.ask("POST", path, headers=headers, status=201).json()
        seconds = time.perf_counter() - began
        repeated = self._deployment.ask("POST", path, headers=headers, status=201).json()
        require(repeated == saved, "A repeated save was answered otherwise than the first.")
        late = headers | {"Idempotency-Key": str(uuid4())}
        refused = self._deployment.ask("POST", path, headers=late, status=409).json()
        require(
            refused["type"] == "/problems/version-conflict",
            f"A save that came second was answered with {refused['type']}.",
        )
        slow = " (slow)" if seconds > SAVE_SECONDS else ""
        return (
            f"version {saved['session']['record_version']} in {seconds:.1f} s{slow}; "
            "one that comes second is told of the conflict"
        )

    def _reload(self) -> str:
        day: Json = self._deployment.ask("GET", self._day.path).json()
        require(day["mode"] == "historical", f"The saved day opens {day['mode']}.")
        kept = day["state"]["customers"][self._customer]["actuals"][self._item]["quantity"]
        require(kept == 7, f"7 was saved and {kept} is shown.")
        path = f"{self._day.path}/customers/{in_path(self._customer)}/actuals"
        self._deployment.ask("PATCH", path, body={"actuals": {self._item: 8}}, status=409)
        return "read-only, as it was saved"
