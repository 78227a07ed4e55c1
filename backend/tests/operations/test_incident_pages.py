"""Each symptom has a page, served from the package's own documents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sales_supervision
from sales_supervision.api import incident_pages
from sales_supervision.api.problem_catalogue import problem_kinds
from sales_supervision.operations.symptoms import Incident
from tests.operations.conftest import Watched

INCIDENTS = Path(__file__).parents[3] / "docs" / "incidents"
PACKAGE = Path(sales_supervision.__file__).parent
_LOGGED = re.compile(r'\blog\.(?:debug|info|warning|error|exception)\(\s*"(\w+)"')


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(incident_pages, "FOLDERS", (tmp_path / "none", tmp_path))
    return tmp_path


def test_a_page_is_shown_as_html_and_links_to_the_others(watched: Watched, folder: Path) -> None:
    (folder / "saves-slow.md").write_text(
        "# Saves are slow\n\nSee [the database](database-down.md) and "
        "[Grow](../operations.md#grow), [feeds](../feeds.md).\n\n```\ndb check\n```\n"
        "<script>alert(1)</script>\n",
        encoding="utf-8",
    )
    answer = watched.http.get("/incidents/saves-slow")
    assert answer.headers["Content-Type"].startswith("text/html")
    assert '<h1 id="saves-are-slow">Saves are slow</h1>' in answer.text
    assert 'href="/incidents/database-down"' in answer.text
    assert "<title>Saves are slow</title>" in answer.text
    assert 'href="/guides/operations#grow"' in answer.text
    assert "feeds (<code>docs/feeds.md</code> of the source)" in answer.text
    assert "<style" not in answer.text, "the policy lets no page bring styles of its own"
    assert "<script>" not in answer.text


GUIDES = ["/incidents/", "/guides/operations", *(f"/incidents/{each}" for each in Incident)]


@pytest.mark.parametrize("path", GUIDES)
def test_each_link_of_a_served_guide_leads_somewhere(watched: Watched, path: str) -> None:
    page = watched.http.get(path).text
    linked = set(re.findall(r'href="([^"#]*)(?:#([^"]*))?"', page))
    assert {("/incidents/", ""), ("/guides/operations", ""), ("/icon.svg", "")} <= linked
    # Two come with the page, which need not be built here.
    for address, part in linked - {("/operations", ""), ("/icon.svg", "")}:
        if address.startswith("https://"):
            continue
        answer = watched.http.get(address or path)
        assert answer.status_code == 200, address
        assert not part or f'id="{part}"' in answer.text, f"{address}#{part}"


def test_the_style_of_guides_is_one_that_the_policy_lets_in(watched: Watched) -> None:
    answer = watched.http.get("/incidents/style.css")
    assert answer.headers["Content-Type"].startswith("text/css")
    assert "style-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["nothing", "..%2Fsettings", "SAVES", "a.md"])
@pytest.mark.usefixtures("folder")
def test_what_is_no_page_is_not_found(watched: Watched, name: str) -> None:
    assert watched.http.get(f"/incidents/{name}").status_code == 404


def test_the_pages_name_log_lines_and_types_of_problems_that_there_are() -> None:
    text = "".join(document.read_text(encoding="utf-8") for document in INCIDENTS.glob("*.md"))
    sources = (source.read_text(encoding="utf-8") for source in PACKAGE.rglob("*.py"))
    logged = {event for source in sources for event in _LOGGED.findall(source)}
    events = set(re.findall(r'"event": "(\w+)"', text))
    assert {"request", "database_unavailable"} <= events <= logged
    types = set(re.findall(r'{type="([\w-]+)"}', text))
    assert {"version-conflict"} <= types <= {kind.slug for kind in problem_kinds()}


def test_the_list_of_pages_has_one_for_each_symptom() -> None:
    document = (INCIDENTS / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"\(([a-z-]+)\.md\)", document)
    assert listed == list(Incident)
