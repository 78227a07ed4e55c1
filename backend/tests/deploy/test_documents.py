"""docs/operations.md and the incident pages: their links lead somewhere, their commands exist."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import typer

from sales_supervision.api.problem_catalogue import problem_kinds
from sales_supervision.cli import app
from sales_supervision.storage import account_tables

DOCS = Path(__file__).parents[3] / "docs"
FEATURES = DOCS.parent / "frontend" / "src" / "features"
INCIDENTS = sorted(set((DOCS / "incidents").glob("*.md")) - {DOCS / "incidents" / "README.md"})
DOCUMENTS = [DOCS / "operations.md", DOCS.parent / "deploy" / "README.md", *INCIDENTS]
NAMED = sorted(
    {
        command
        for document in DOCUMENTS
        for command in re.findall(
            r"(?:^|[`/…] ?)(?<!lib/)sales-supervision ((?:[a-z]+ ?)+)",
            document.read_text(),
            re.MULTILINE,
        )
    }
)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]*)(?:#([^)]+))?\)", document.read_text())
    for path, heading in links:
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), path
        if heading:
            assert heading in _headings(target), f"{path}#{heading}"


@pytest.mark.parametrize("command", NAMED)
def test_every_command_that_is_named_exists(command: str) -> None:
    found: Any = typer.main.get_command(app)
    for word in command.split():
        if not hasattr(found, "get_command"):
            return
        found = found.get_command(found.make_context("", [], resilient_parsing=True), word)
        assert found is not None, command


@pytest.mark.parametrize("page", INCIDENTS, ids=lambda page: page.stem)
def test_each_incident_page_has_its_four_parts_and_is_linked(page: Path) -> None:
    text = page.read_text()
    parts = ["**How it shows.**", "**What says so.**", "**What to do", "**It is over when**"]
    assert [text.count(part) for part in parts] == [1, 1, 1, 1]
    assert f"(incidents/{page.name})" in (DOCS / "operations.md").read_text()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_table_that_is_named_exists(document: Path) -> None:
    there = account_tables.reset_link.metadata.tables.keys()
    assert set(re.findall(r"tbl_[a-z_]+", document.read_text())) <= there


@pytest.mark.parametrize("page", INCIDENTS, ids=lambda page: page.stem)
def test_what_an_incident_page_quotes_is_on_the_screen(page: Path) -> None:
    text = " ".join(page.read_text().split())
    how = text.partition("**How it shows.**")[2].partition("**What says so.**")[0]
    quoted = re.findall(r'"([^"]{9,})"', how)
    named = [
        name
        for line in re.findall(r"- Operations page: (.*?)(?= - |\*\*What to do)", text)
        for name in re.findall(r"\*([^*]+)\*", line)
    ]
    told = _texts(FEATURES / "operations" / "en.json")
    assert [name for name in named if name not in told] == []
    everything = " ".join(
        [text for file in FEATURES.glob("*/en.json") for text in _texts(file)]
        + [kind.title for kind in problem_kinds()]
    )
    assert [words for words in quoted if words not in everything] == []


def _texts(catalogue: Path) -> list[str]:
    """Every text of a catalogue of the page."""

    def texts(part: object) -> list[str]:
        if isinstance(part, dict):
            return [text for each in part.values() for text in texts(each)]
        return [str(part)]

    return texts(json.loads(catalogue.read_text(encoding="utf-8")))


def _headings(document: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", document.read_text(), re.MULTILINE)
    return {re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("document", DOCUMENTS[:2], ids=lambda document: document.name)
def test_the_first_administrator_may_do_something_and_their_link_leads_somewhere(
    document: Path,
) -> None:
    text = document.read_text()
    added = list(re.finditer(r"users add NAME --role administrator(.*)", text))
    assert added
    for each in added:
        assert each[1].startswith(" --every-route")
        assert "SALES_SUPERVISION_PUBLIC_URL=https://" in text[: each.start()]


def test_each_server_of_compose_that_is_made_anew_is_followed_by_a_reload_of_nginx() -> None:
    """The open nginx looks names up when it reads its configuration, and a new container has a new
    address."""
    lines = (DOCS.parent / "deploy" / "README.md").read_text().replace("\\\n", "").splitlines()
    made_anew = [
        number
        for number, line in enumerate(lines)
        if re.search(r"compose\.yaml up -d .*--wait", line) and "--build" not in line
    ]
    assert len(made_anew) == 2
    for number in made_anew:
        assert lines[number].endswith(" &&")
        assert "exec -T proxy nginx -s reload" in lines[number + 1]


def test_a_release_is_installed_beside_the_one_that_runs() -> None:
    """A running server reads the page's files when asked for them."""
    for document in DOCUMENTS[:2]:
        for folder in re.findall(r"(\S+)/bin/pip install (?!playwright)", document.read_text()):
            assert re.fullmatch(r"/opt/sales-supervision-\d+\.\d+\.\d+", folder)
    assert "`pip install --require-hashes" not in DOCUMENTS[0].read_text()


def test_debians_default_site_is_removed() -> None:
    assert "rm /etc/nginx/sites-enabled/default" in DOCUMENTS[0].read_text()
