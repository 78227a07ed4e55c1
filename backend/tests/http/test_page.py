"""The page and the headers that keep it, and every answer, safe in a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sales_supervision.api.guide_page import STYLE_SHEET
from sales_supervision.api.page import PAGE_PATHS
from tests.http.conftest import Start
from tests.http.supervisor import problem_of

INDEX = '<!doctype html><script type="module" src="/assets/page-1a2b.js"></script>'


@pytest.fixture
def page(start: Start, tmp_path: Path) -> TestClient:
    """An application whose page is built."""
    folder = tmp_path / "web"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(INDEX)
    (folder / "icon.svg").write_text("<svg/>")
    (folder / "assets" / "page-1a2b.js").write_text("export {};")
    return start(web_folder=folder)


@pytest.mark.parametrize("address", ["/", "/?route=1004&date=2026-03-17", "/?x=%00"])
def test_the_page_is_at_the_root_whatever_its_query_says(page: TestClient, address: str) -> None:
    answer = page.get(address)
    assert (answer.status_code, answer.text) == (200, INDEX)
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert page.head(address).status_code == 200


def test_the_page_is_at_every_path_that_it_knows_a_page_for(page: TestClient) -> None:
    router = Path(__file__).parents[3] / "frontend" / "src" / "app" / "pages.tsx"
    known = re.findall(r'^  "(/[a-z-]*)":', router.read_text(encoding="utf-8"), re.MULTILINE)
    assert tuple(known) == PAGE_PATHS
    for path in known:
        assert page.get(path).text == INDEX


def test_the_page_is_not_sent_again_while_it_is_the_same(page: TestClient) -> None:
    tag = page.get("/").headers["ETag"]
    assert page.get("/", headers={"If-None-Match": tag}).status_code == 304


def test_assets_may_be_kept_for_ever_and_files_beside_the_page_may_not(page: TestClient) -> None:
    script = page.get("/assets/page-1a2b.js")
    assert "immutable" in script.headers["Cache-Control"]
    assert "javascript" in script.headers["Content-Type"]
    icon = page.get("/icon.svg")
    assert icon.headers["Content-Type"] == "image/svg+xml"
    assert icon.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["/", "/icon.svg", "/assets/page-1a2b.js", STYLE_SHEET])
@pytest.mark.parametrize("wanted", ["bytes=9-1", "bytes=900000-", "bytes=x", "bytes"])
def test_a_range_that_no_file_has_is_refused_as_anything_is(
    page: TestClient, path: str, wanted: str
) -> None:
    size = len(page.get(path, headers={"Accept-Encoding": "identity"}).content)
    refused = page.get(path, headers={"Range": wanted})
    problem_of(refused, 416, "range-not-satisfiable")
    assert refused.headers["Content-Range"] == f"bytes */{size}"
    assert "Last-Modified" not in refused.headers


def test_a_part_of_a_file_is_given(page: TestClient) -> None:
    part = page.get("/", headers={"Range": "bytes=2-8"})
    assert (part.status_code, part.text) == (206, INDEX[2:9])
    assert part.headers["Content-Range"] == f"bytes 2-8/{len(INDEX)}"
    assert page.head("/", headers={"Range": "bytes=9-1"}).status_code == 416


def test_a_page_that_is_built_later_is_served_without_a_restart(
    start: Start, tmp_path: Path
) -> None:
    folder = tmp_path / "web"
    http = start(web_folder=folder)
    assert http.get("/").status_code == 503
    assert "make build" in http.get("/").text
    assert http.get("/assets/page-1a2b.js").status_code == 404
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(INDEX)
    (folder / "assets" / "page-1a2b.js").write_text("export {};")
    assert http.get("/").text == INDEX
    assert http.get("/assets/page-1a2b.js").status_code == 200
