"""The OpenAPI document: valid, complete, and the one that the page's types were made from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR
from starlette.testclient import TestClient

from sales_supervision.api.problems import PROBLEM_MEDIA_TYPE

KEPT_FOR_THE_PAGE = Path(__file__).parents[3] / "frontend" / "openapi.json"


@pytest.fixture
def document(onlooker: TestClient) -> dict[str, Any]:
    answer: dict[str, Any] = onlooker.get("/api/openapi.json").json()
    return answer


def test_the_document_is_valid_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1.")
    assert [error.message for error in OPENAPI_31_VALIDATOR.iter_errors(document)] == []


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    references = set(_references(document))
    assert references
    for reference in references:
        found: Any = document
        for part in reference.removeprefix("#/").split("/"):
            found = found[part]


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does(
    document: dict[str, Any],
) -> None:
    operations = list(_operations(document))
    names = [operation["operationId"] for _, operation in operations]
    assert len(set(names)) == len(names)
    for _, operation in operations:
        assert operation["summary"]
        assert operation["tags"]


def test_every_operation_names_the_problems_it_answers_with(document: dict[str, Any]) -> None:
    for path, operation in _operations(document):
        failing = {
            int(status): answer
            for status, answer in operation["responses"].items()
            if int(status) >= 400
        }
        expected = {500, 503}
        if "requestBody" in operation:
            expected |= {400, 413, 415}
        if operation.get("parameters"):
            expected.add(422)
        if "{" in path:
            expected.add(404)
        assert expected <= failing.keys(), operation["operationId"]
        for answer in failing.values():
            assert list(answer["content"]) == [PROBLEM_MEDIA_TYPE]


def test_changes_of_a_day_name_the_conflict_with_a_saved_one(document: dict[str, Any]) -> None:
    # Reviews of a saved day may be judged.
    judges = {"judge_customer_review", "judge_route_review"}
    of_days = [
        (path, operation)
        for path, operation in _operations(document)
        if path.startswith("/api/days/")
    ]
    assert of_days
    for path, operation in of_days:
        is_look = operation is document["paths"][path].get("get")
        changes = not is_look and operation["operationId"] not in judges
        assert ("409" in operation["responses"]) == changes


def test_the_document_kept_for_the_page_is_this_one(document: dict[str, Any]) -> None:
    kept = json.loads(KEPT_FOR_THE_PAGE.read_text(encoding="utf-8"))
    assert kept == document, "Run `make openapi`, which also makes the page's types anew."


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, operations in document["paths"].items():
        for operation in operations.values():
            yield path, operation


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            if name == "$ref":
                yield value
            else:
                yield from _references(value)
    elif isinstance(part, list):
        for value in part:
            yield from _references(value)
