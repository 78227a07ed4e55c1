"""The OpenAPI document: problem details named where FastAPI would promise its own errors."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from sales_supervision.api.access import OPEN, declaration_of, endpoints
from sales_supervision.api.problems import PROBLEM_MEDIA_TYPE
from sales_supervision.api.review_schemas import ReviewProgress
from sales_supervision.api.schemas import Problem
from sales_supervision.api.session_cookie import SESSION_COOKIES

Responses = dict[int | str, dict[str, Any]]

_TAGS = {
    "ETag": {"description": "Changes whenever the day can.", "schema": {"type": "string"}},
    "Version-Tag": {
        "description": "What a save, a reopening or a merge of this day sends in `If-Match`.",
        "schema": {"type": "string"},
    },
    "Draft-Base": {
        "description": "Version from which your draft began, though the day was saved since; "
        "missing where you have none.",
        "schema": {"type": "integer"},
    },
}
TAGGED = {"headers": _TAGS}
NOT_MODIFIED = {"description": "The caller holds the day as it is.", "headers": _TAGS}

_CREDENTIALS = {
    "session": {"type": "apiKey", "in": "cookie", "name": SESSION_COOKIES[-1]},
    "token": {"type": "http", "scheme": "bearer"},
}
"""Either will do; a demo asks for neither."""

_REFERENCE = "#/components/schemas/{model}"
_OF_EVERY_OPERATION = (500, 503, 507)
_OF_EVERY_BODY = (400, 413, 415)


def problems(*statuses: int) -> Responses:
    """Problem details as ``responses`` of an operation, besides those that every one has."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {
            "description": "Problem details",
            "content": {PROBLEM_MEDIA_TYPE: {"schema": schema}},
        }
        for status in statuses
    }


def describe(app: FastAPI) -> None:
    """Make ``app.openapi()`` tell the truth about errors and permissions."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = get_openapi(
                title=app.title,
                version=app.version,
                description="Follow a van route live, redistribute unsold stock, save the day. "
                "Every failure is answered with problem details (RFC 9457), whose types are at "
                "`/problems/`.",
                routes=app.routes,
            )
            _describe_problems(document)
            _describe_permissions(document, app)
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _describe_problems(document: dict[str, Any]) -> None:
    problem = Problem.model_json_schema(ref_template=_REFERENCE)
    schemas = document["components"]["schemas"]
    schemas |= problem.pop("$defs", {})
    schemas["Problem"] = problem
    schemas["ReviewProgress"] = ReviewProgress.model_json_schema(ref_template=_REFERENCE)
    schemas |= schemas["ReviewProgress"].pop("$defs")
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    for operations in document["paths"].values():
        for operation in operations.values():
            _describe_operation(operation)


def _describe_permissions(document: dict[str, Any], app: FastAPI) -> None:
    """What each operation needs, as ``x-permission``, and how whoever may not is refused."""
    declared = {route.operation_id: declaration_of(route).what for route in endpoints(app)}
    for operations in document["paths"].values():
        for operation in operations.values():
            operation["x-permission"] = what = str(declared[operation["operationId"]])
            if what != OPEN:
                refusals = problems(401, 403)
                operation["responses"] |= {str(status): refusals[status] for status in refusals}
            operation["security"] = [] if what == OPEN else [{name: []} for name in _CREDENTIALS]
    document["components"]["securitySchemes"] = _CREDENTIALS


def _describe_operation(operation: dict[str, Any]) -> None:
    first_sentence = " ".join(operation["description"].split()).partition(". ")[0]
    operation["summary"] = first_sentence.removesuffix(".")
    responses: dict[str, Any] = operation["responses"]
    for answer in responses.values():
        for content in answer.get("content", {}).values():
            # FastAPI describes events in the words of OpenAPI 3.2; this document is 3.1.
            content.pop("itemSchema", None)
    statuses = [*_OF_EVERY_OPERATION]
    if "requestBody" in operation:
        statuses += _OF_EVERY_BODY
    if "422" in responses:
        statuses.append(422)
    responses |= {str(status): answer for status, answer in problems(*statuses).items()}
