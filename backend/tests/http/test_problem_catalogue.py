"""One catalogue of problems: in the code, in docs/problems.md, and at the address of each type."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sales_supervision.accounts.errors import AccountError, ProviderError
from sales_supervision.api import account_problems
from sales_supervision.api.body_limit import MAX_BODY_BYTES
from sales_supervision.api.day_problem_types import DayProblem
from sales_supervision.api.problem_answers import REFUSALS
from sales_supervision.api.problem_catalogue import problem_kinds
from sales_supervision.api.problems import ProblemKind, ProblemType
from sales_supervision.api.request_problem_types import RequestProblem
from sales_supervision.api.schemas import Problem
from sales_supervision.days.errors import DayRefusedError
from sales_supervision.domain.quantities import MAX_QUANTITY

DOCUMENT = Path(__file__).parents[3] / "docs" / "problems.md"
KINDS = problem_kinds()


def test_the_document_says_what_the_catalogue_says() -> None:
    _, *sections = re.split(r"^(?=### )", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [section.strip() for section in sections] == [_section(kind) for kind in KINDS]


def test_the_document_lists_every_member_of_problem_details() -> None:
    listed = re.findall(r"^\| `(\w+)` \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert listed == list(Problem.model_fields)


def test_types_have_addresses_of_their_own() -> None:
    assert len({kind.slug for kind in KINDS}) == len(KINDS)


def test_types_are_in_the_order_of_their_status() -> None:
    assert sorted(KINDS, key=lambda kind: kind.status) == KINDS


def test_the_catalogue_has_every_type() -> None:
    types = [type_ for subject in ProblemType.__subclasses__() for type_ in subject]
    assert len(types) == len(KINDS)
    assert all(type_.value in KINDS for type_ in types)


def test_every_refusal_of_a_day_has_a_type() -> None:
    assert set(DayRefusedError.__subclasses__()) == set(REFUSALS)


def test_every_refusal_of_accounts_has_a_type() -> None:
    """But what a provider gets wrong, which the sign-in page tells."""
    assert set(AccountError.__subclasses__()) - {ProviderError} == set(account_problems.REFUSALS)


def test_the_catalogue_tells_the_limits_that_hold() -> None:
    assert f"{MAX_BODY_BYTES:,} bytes" in RequestProblem.CONTENT_TOO_LARGE.value.when
    assert f"{MAX_QUANTITY:,}" in DayProblem.INVALID_QUANTITY.value.when


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_the_address_of_a_type_explains_it(onlooker: TestClient, kind: ProblemKind) -> None:
    answer = onlooker.get(kind.uri)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert f"<h1>{kind.title}</h1>" in answer.text
    assert "`" not in answer.text


def _section(kind: ProblemKind) -> str:
    return (
        f"### {kind.title}\n\n"
        f"`{kind.uri}`, status {kind.status}\n\n"
        f"- When: {kind.when}\n"
        f"- What to do: {kind.remedy}"
    )
