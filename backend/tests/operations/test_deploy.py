"""The shipped dashboard and alerts: every query can be read and names what there is."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import promql_parser
import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from sales_supervision.operations.symptoms import Incident
from sales_supervision.storage.engine import FEEDS, Database
from sales_supervision.storage.feed_storage import Feed, FeedStorage
from tests.clocks import NOON, StandingClock
from tests.http.conftest import application, client_of
from tests.http.made_day import AMAL, feed_made_day
from tests.operations.conftest import ADMINISTRATOR, Watched

DEPLOY = Path(__file__).parents[3] / "deploy"
ALERTS = DEPLOY / "prometheus" / "alerts.yaml"
DASHBOARD = DEPLOY / "grafana" / "sales-supervision.json"
SCRAPE = DEPLOY / "prometheus" / "prometheus.yaml"
GIVEN_BY_PROMETHEUS = {"job", "instance"}

Known = dict[str, set[str]]
"""Labels by name of the series."""


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory, empty_template: Path) -> Known:
    """Every series of an application that has done a little of everything."""
    file = tmp_path_factory.mktemp("scraped") / "days.db"
    file.write_bytes(empty_template.read_bytes())
    database, clock = Database(f"sqlite:///{file}"), StandingClock()
    feed_made_day(database)
    with database.writing(FEEDS) as connection:
        FeedStorage(connection, NOON).note_import(Feed.SALES, "a.csv", "0" * 64, 1, 0)
    app = application(database, clock)
    with pytest.MonkeyPatch.context() as patch, client_of(app, cookies=ADMINISTRATOR) as http:
        patch.setattr("sales_supervision.operations.statements.SLOW_SECONDS", -1.0)
        app.state.services.operations.standing.look()
        app.state.services.operations.count_review("a-model", {"fallback_refused": 1})
        app.state.services.operations.count_review("a-model", {"price_saved_micros": 1})
        watched = Watched(http)
        watched.day.visit(AMAL)
        watched.http.post(f"{watched.day.address}/review", json={"language": "en"})
        watched.day.try_save("none")
        watched.day.save()
        watched.report()
        scraped = http.get("/metrics").text
    database.dispose()
    found: defaultdict[str, set[str]] = defaultdict(set)
    found["up"] = set()  # Of each scrape, by Prometheus itself.
    for family in text_string_to_metric_families(scraped):
        for sample in family.samples:
            found[sample.name] |= sample.labels.keys()
    return dict(found)


def alert_rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load(ALERTS.read_text(encoding="utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def recorded() -> set[str]:
    return {rule["record"] for rule in alert_rules() if "record" in rule}


def panels() -> list[dict[str, Any]]:
    dashboard = json.loads(DASHBOARD.read_text(encoding="utf-8"))
    return [panel for panel in dashboard["panels"] if panel["type"] != "row"]


def queries() -> list[Any]:
    """Every query of the alerts and of the dashboard."""
    return [
        pytest.param(rule["expr"], id=rule.get("record") or rule["alert"]) for rule in alert_rules()
    ] + [
        pytest.param(target["expr"], id=f"{panel['title']}, {target['refId']}")
        for panel in panels()
        for target in panel["targets"]
    ]


def series_in(query: str) -> list[promql_parser.VectorSelector]:
    """Every series that a query selects. Raises ValueError where it cannot be read."""
    parsed = promql_parser.parse(query.replace("$__rate_interval", "5m"))
    found: list[promql_parser.VectorSelector] = []

    def look(expression: object) -> None:
        if isinstance(expression, promql_parser.VectorSelector):
            found.append(expression)

    promql_parser.walk(parsed, look)
    return found


@pytest.mark.parametrize("query", queries())
def test_a_query_names_series_and_labels_that_there_are(query: str, known: Known) -> None:
    series = series_in(query)
    assert series
    for each in series:
        if each.name in recorded():
            continue
        assert each.name is not None
        assert each.name in known
        labels = {matcher.name for matcher in each.matchers.matchers}
        assert labels <= known[each.name] | GIVEN_BY_PROMETHEUS


@pytest.mark.parametrize("query", queries())
def test_what_a_query_groups_by_is_a_label(query: str, known: Known) -> None:
    grouped = {
        label.strip()
        for labels in re.findall(r"\b(?:by|ignoring) \(([^)]*)\)", query)
        for label in labels.split(",")
    }
    series = [each for each in series_in(query) if each.name not in recorded()]
    every = {label for each in series if each.name for label in known[each.name]}
    assert grouped <= every | GIVEN_BY_PROMETHEUS


def test_a_name_that_there_is_not_would_be_found(known: Known) -> None:
    (wrong,) = series_in("rate(sales_supervision_request_total[5m])")
    assert wrong.name not in known


def test_every_alert_leads_to_an_incident_page() -> None:
    alerts = [rule for rule in alert_rules() if "alert" in rule]
    assert {alert["annotations"]["incident"] for alert in alerts} == set(Incident)
    assert all(alert["labels"]["severity"] in {"page", "ticket"} for alert in alerts)


def test_servers_that_are_gone_and_requests_that_fail_alert() -> None:
    """What is counted by the servers says nothing of servers that are gone."""
    alerts = {rule["alert"]: rule["expr"] for rule in alert_rules() if "alert" in rule}
    (job,) = yaml.safe_load(SCRAPE.read_text(encoding="utf-8"))["scrape_configs"]
    named = job["job_name"]
    assert alerts["ServerDown"] == f'up{{job="{named}"}} == 0'
    assert alerts["NoFigures"] == f'absent(sales_supervision_build_info{{job="{named}"}})'
    assert 'status="5xx"' in alerts["RequestsFail"]


def test_each_server_of_the_documented_layout_is_scraped_by_itself() -> None:
    (job,) = yaml.safe_load(SCRAPE.read_text(encoding="utf-8"))["scrape_configs"]
    scraped = {target for each in job["static_configs"] for target in each["targets"]}
    assert scraped == {"localhost:8001", "localhost:8002"}
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    published = set(compose["services"]["proxy"]["ports"])
    assert {"127.0.0.1:8001:8001", "127.0.0.1:8002:8002"} <= published


def test_every_burn_rate_has_a_long_and_a_short_window() -> None:
    burning = [rule for rule in alert_rules() if ":ratio_rate" in rule.get("expr", "")]
    assert len(burning) == 6
    for rule in burning:
        windows = re.findall(r"ratio_rate(\w+)", rule["expr"])
        assert len(set(windows)) == 2
        assert len(set(re.findall(r"> ([\d.* ]+)", rule["expr"]))) <= 2


def test_the_dashboard_can_be_imported() -> None:
    dashboard = json.loads(DASHBOARD.read_text(encoding="utf-8"))
    ids = [panel["id"] for panel in dashboard["panels"]]
    assert len(ids) == len(set(ids))
    assert [variable["type"] for variable in dashboard["templating"]["list"]] == ["datasource"]
    assert all(panel["datasource"]["uid"] == "${source}" for panel in panels())


def test_the_documents_name_series_that_there_are(known: Known) -> None:
    documents = [DEPLOY.parent / "docs" / "observability.md"]
    documents += (DEPLOY.parent / "docs" / "incidents").glob("*.md")
    named = {
        name
        for document in documents
        for name in re.findall(r"sales_supervision_\w+", document.read_text(encoding="utf-8"))
    }
    stems = {re.sub(r"_(?:bucket|count|sum|created)$", "", name) for name in known}
    assert {name for name in named if name not in known and name not in stems} == set()


def test_the_document_lists_every_series(known: Known) -> None:
    text = (DEPLOY.parent / "docs" / "observability.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"`([a-z_]+)`", text))
    ours = {
        re.sub(r"_(?:bucket|count|sum|created)$", "", name.removeprefix("sales_supervision_"))
        for name in known
        if name.startswith("sales_supervision_")
    }
    assert ours <= listed
