"""Where the type of a problem leads: a page that says when it happens and what to do."""

from __future__ import annotations

import re
from html import escape

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from sales_supervision.api.access import GuardedRoute, open_to_all
from sales_supervision.api.html_page import html_page
from sales_supervision.api.problem_catalogue import problem_kinds
from sales_supervision.api.problems import ProblemError, ProblemKind
from sales_supervision.api.request_problem_types import RequestProblem

router = APIRouter(prefix="/problems", include_in_schema=False, route_class=GuardedRoute)

_KINDS = {kind.slug: kind for kind in problem_kinds()}


@router.get("/{slug}", dependencies=[open_to_all()])
def explain_problem(slug: str) -> HTMLResponse:
    """The catalogue's words on one type of problem."""
    kind = _KINDS.get(slug)
    if kind is None:
        raise ProblemError(RequestProblem.NOT_FOUND, f"There is no type of problem called {slug}.")
    return HTMLResponse(_page(kind))


def _page(kind: ProblemKind) -> str:
    return html_page(
        kind.title,
        f"<h1>{escape(kind.title)}</h1>"
        f"<p><code>{kind.uri}</code>, status {kind.status}</p>"
        f"<h2>When it happens</h2><p>{_prose(kind.when)}</p>"
        f"<h2>What to do</h2><p>{_prose(kind.remedy)}</p>",
    )


def _prose(text: str) -> str:
    """HTML of the catalogue's Markdown, of which it uses backticks only."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))
