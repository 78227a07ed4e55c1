"""What a person sees who opened an address in a browser at which there is nothing."""

from __future__ import annotations

from html import escape

from fastapi import Request
from fastapi.responses import HTMLResponse

from sales_supervision.api.html_page import html_page
from sales_supervision.api.problem_response import path_of
from sales_supervision.api.request_problem_types import RequestProblem

_LONGEST = 200


def not_found_page(request: Request) -> HTMLResponse:
    """A page without scripts and styles that says so and leads to the product."""
    request.state.problem = RequestProblem.NOT_FOUND.value.slug
    address = escape(path_of(request)[:_LONGEST])
    body = (
        "<h1>There is nothing here</h1>"
        f"<p>No page is at <code>{address}</code>; perhaps the address is mistyped or old.</p>"
        '<p><a href="/">Open Sales Supervision</a></p>'
    )
    return HTMLResponse(html_page("There is nothing here", body), status_code=404)
