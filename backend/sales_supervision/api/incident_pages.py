"""The incident pages of ``docs/incidents/`` and the operations guide, for a browser."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

import sales_supervision
from sales_supervision.api.access import GuardedRoute, open_to_all
from sales_supervision.api.file_answer import FileAnswer
from sales_supervision.api.guide_page import STYLE_SHEET, guide_page
from sales_supervision.api.problems import ProblemError
from sales_supervision.api.request_problem_types import RequestProblem

router = APIRouter(include_in_schema=False, route_class=GuardedRoute)

_PACKAGE = Path(sales_supervision.__file__).parent
_DOCUMENTS = _PACKAGE.parents[1] / "docs"
FOLDERS = (_PACKAGE / "incidents", _DOCUMENTS / "incidents")
"""Where the wheel has the incident pages, and where a checkout has them."""
GUIDES = (_PACKAGE / "guides", _DOCUMENTS)
"""The same of ``operations.md``."""

_STYLE = Path(__file__).with_name("guide.css")
_NAME = re.compile(r"[a-z-]{1,50}")


@router.get(STYLE_SHEET, dependencies=[open_to_all()])
def show_style() -> FileAnswer:
    """How guides look: no page of ours may bring styles of its own."""
    return FileAnswer(Path(__file__).with_name("guide.css"), headers={"Cache-Control": "no-cache"})


@router.get("/guides/operations", dependencies=[open_to_all()])
def show_operations() -> HTMLResponse:
    """How to deploy, upgrade, roll back and restore."""
    return _shown("operations", GUIDES, is_incident=False)


@router.get("/incidents/", dependencies=[open_to_all()])
def list_incidents() -> HTMLResponse:
    """Every symptom, and while which figures it shows."""
    return _shown("README", FOLDERS, is_incident=True)


@router.get("/incidents/{name}", dependencies=[open_to_all()])
def show_incident(name: str) -> HTMLResponse:
    """What to do about one symptom."""
    if not _NAME.fullmatch(name):
        raise _not_found(name)
    return _shown(name, FOLDERS, is_incident=True)


def _shown(name: str, folders: Iterable[Path], *, is_incident: bool) -> HTMLResponse:
    files = (folder / f"{name}.md" for folder in folders)
    for file in files:
        if file.is_file():
            text = file.read_text(encoding="utf-8")
            return HTMLResponse(guide_page(text, is_incident=is_incident))
    raise _not_found(name)


def _not_found(name: str) -> ProblemError:
    return ProblemError(RequestProblem.NOT_FOUND, f"There is no incident page called {name}.")
