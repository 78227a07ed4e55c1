"""Real data: the online-retail files imported, and one of their days supervised and saved."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenBrowser, Serve
from tests.browser.day_api import DayApi
from tests.browser.english import FRONTEND, english


@pytest.fixture
def retail_file(empty_template: Path, tmp_path: Path) -> Path:
    """A database with the online-retail files imported by the command."""
    data = Path(
        os.environ.get("SALES_SUPERVISION_TEST_DATA")
        or FRONTEND.parents[1] / "shared" / "data" / "online-retail"
    )
    if not data.is_dir():
        pytest.skip(f"There is no {data}; name the folder in SALES_SUPERVISION_TEST_DATA.")
    file = tmp_path / "retail.db"
    file.write_bytes(empty_template.read_bytes())
    done = subprocess.run(
        [sys.executable, "-m", "sales_supervision", "import", str(data)],
        cwd=tmp_path,
        env=os.environ | {"SALES_SUPERVISION_DATABASE_URL": f"sqlite:///{file}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return file


@pytest.fixture
def retail_day(serve: Serve, retail_file: Path) -> Iterator[DayApi]:
    """The route and date of November 2011 with the most customers planned."""
    server = serve(retail_file, time_zone="Europe/London")
    server.wait_until_ready()
    with DayApi(server.address, "-") as catalogue:
        route, on = _busiest_day(catalogue)
    with DayApi(server.address, route, on) as api:
        yield api
    server.kill()


def test_a_day_of_the_online_retail_data_is_supervised_and_saved(
    open_browser: OpenBrowser, retail_day: DayApi
) -> None:
    api = retail_day
    first, second = api.stops()[:2]
    day_page = open_browser(api.address)

    # Today has no plan, which the page says until another date is chosen.
    day_page.watch.expected_statuses.add(404)
    day_page.open()
    day_page.page.get_by_role("button").filter(has_text=api.route).first.click()
    day_page.date().fill(api.on)
    expect(day_page.badge("live")).to_be_visible()
    day_page.take_in_hand(first.name)
    day_page.mark_visited()
    day_page.enter(first.lines[0].item_name, "0")
    day_page.answer_to("PATCH", "/actuals", day_page.button("visit:asRecommended").click)
    expect(day_page.page.get_by_text(english("visit:allTold"))).to_be_visible()
    day_page.take_in_hand(second.name)
    day_page.mark_visited()
    day_page.answer_to("PATCH", "/actuals", day_page.button("visit:restNothing").click)
    live = api.day()["state"]
    day_page.expect_kpi("visited", f"2 of {len(api.stops())}")
    assert live["kpis"]["untold_quantities"] == 0
    day_page.save()

    day_page.page.reload()

    expect(day_page.badge("readOnly")).to_be_visible()
    expect(day_page.quantities()).to_have_count(0)
    saved = api.day()
    assert saved["mode"] == "historical"
    assert saved["state"] == live
    assert saved["state"]["customers"][first.code]["score"] > 0
    assert saved["state"]["customers"][second.code]["sold_units"] == 0


def _busiest_day(catalogue: DayApi) -> tuple[str, str]:
    routes = [route["route_code"] for route in catalogue.http.get("/api/routes").json()]
    days = [
        (planned["planned_customers"], route, planned["date"])
        for route in routes
        for planned in catalogue.http.get(f"/api/routes/{route}/dates").json()
        if planned["date"].startswith("2011-11")
    ]
    _, route, on = max(days)
    return str(route), str(on)
