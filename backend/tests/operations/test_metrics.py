"""Who may scrape, and what a scrape finds."""

from __future__ import annotations

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.http.made_day import AMAL
from tests.operations.conftest import ELSEWHERE, Watch, Watched

TOKEN = {"Authorization": "Bearer a-long-secret"}


def test_this_machine_needs_no_token_and_a_proxy_on_it_does(watched: Watched) -> None:
    assert watched.http.get("/metrics").status_code == 200
    refused = watched.http.get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"})
    assert refused.status_code == 403
    assert refused.json()["type"] == "/problems/metrics-refused"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        (TOKEN, 200),
        ({"Authorization": "Bearer a-long-secreT"}, 403),
        ({"Authorization": "Basic a-long-secret"}, 403),
        ({"Authorization": "Bearer ü"}, 403),
    ],
)
def test_another_machine_needs_the_token(
    watch: Watch, headers: dict[str, str], status: int
) -> None:
    http = watch(ELSEWHERE, metrics_token="a-long-secret").http
    encoded = {name.encode(): value.encode() for name, value in headers.items()}
    assert http.get("/metrics", headers=encoded).status_code == status


def test_without_a_token_in_the_settings_none_will_do(watch: Watch) -> None:
    http = watch(ELSEWHERE).http
    assert http.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 403


def test_a_histogram_is_whole(watched: Watched) -> None:
    """Cumulative buckets that end with the count, so that Prometheus' percentiles are right."""
    watched.day.open()
    families = {
        family.name: family
        for family in text_string_to_metric_families(watched.http.get("/metrics").text)
    }
    samples = [
        sample
        for sample in families["sales_supervision_request_seconds"].samples
        if sample.labels["route"] == watched_template()
    ]
    buckets = [sample.value for sample in samples if sample.name.endswith("_bucket")]
    assert buckets == sorted(buckets)
    assert len(buckets) == 19
    (count,) = [sample.value for sample in samples if sample.name.endswith("_count")]
    assert buckets[-1] == count == 1
    bounds = [sample.labels["le"] for sample in samples if sample.name.endswith("_bucket")]
    assert "2.0" in bounds
    assert bounds[-1] == "+Inf"


def test_gauges_of_this_moment(watched: Watched) -> None:
    watched.day.visit(AMAL)
    watched.report()
    assert watched.scraped("database_connections", state="most") > 8
    assert watched.scraped("notice_streams") == 0
    assert watched.scraped("running_tasks") > 0
    assert watched.scraped("build_info", version="0.1.0") == 1
    assert watched.scraped("figures_kept_timestamp_seconds") > 0


def watched_template() -> str:
    return "/api/days/{route_code}/{date}"
