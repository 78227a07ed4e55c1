"""The incident pages of ``docs/incidents/`` as pages that a browser shows."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markdown_it import MarkdownIt

import sales_supervision
from sales_supervision.api.access import GuardedRoute, open_to_all
from sales_supervision.api.problems import ProblemError
from sales_supervision.api.request_problem_types import RequestProblem

router = APIRouter(prefix="/incidents", include_in_schema=False, route_class=GuardedRoute)

_PACKAGE = Path(sales_supervision.__file__).parent
FOLDERS = (_PACKAGE / "incidents", _PACKAGE.parents[1] / "docs" / "incidents")
"""Where the wheel has them, and where a checkout has them."""

_SAME_FOLDER = re.compile(r"\]\((?:\./)?([a-z-]+)\.md(?:#[a-z-]*)?\)")
_OTHER_DOCUMENT = re.compile(r"\[([^\]]+)\]\(\.\./([a-z-]+)\.md(?:#[a-z-]*)?\)")
_NAME = re.compile(r"[a-z-]{1,50}")


@router.get("/{name}", dependencies=[open_to_all()])
def show_incident(name: str) -> HTMLResponse:
    """What to do about one symptom."""
    text = _text_of(name)
    if text is None:
        raise ProblemError(RequestProblem.NOT_FOUND, f"There is no incident page called {name}.")
    return HTMLResponse(_page(text))


def _text_of(name: str) -> str | None:
    if not _NAME.fullmatch(name):
        return None
    files = (folder / f"{name}.md" for folder in FOLDERS)
    return next((file.read_text(encoding="utf-8") for file in files if file.is_file()), None)


def _page(text: str) -> str:
    title = text.lstrip().partition("\n")[0].lstrip("# ")
    # Pages link to each other as files in the folder; other documents are named, not linked.
    linked = _OTHER_DOCUMENT.sub(r"\1 (`docs/\2.md`)", _SAME_FOLDER.sub(r"](/incidents/\1)", text))
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(linked)
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style><main>{body}"
        '<p><a href="/operations">Operations</a></p></main></html>'
    )


_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;margin:0}"
    "main{max-width:45rem;margin:auto;padding:1rem}"
    "pre{overflow-x:auto;padding:.75rem;border:1px solid;border-radius:.5rem}"
    "table{border-collapse:collapse;display:block;overflow-x:auto}"
    "td,th{border:1px solid;padding:.25rem .5rem;text-align:start}"
)
