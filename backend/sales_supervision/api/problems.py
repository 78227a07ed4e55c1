"""RFC 9457 problem details: the catalogue of types, and the one exception that carries them.

``docs/problems.md`` explains each type; a test keeps both equal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

PROBLEM_MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """``slug`` is the last part of the type's URI."""

    slug: str
    status: int
    title: str

    @property
    def uri(self) -> str:
        return f"/problems/{self.slug}"


class ProblemType(Enum):
    """Every problem that the interface answers with."""

    INVALID_REQUEST = ProblemKind("invalid-request", 422, "Something in the request is not valid")
    INVALID_QUANTITY = ProblemKind("invalid-quantity", 422, "A quantity is not valid")
    INVALID_CHANGE = ProblemKind("invalid-change", 422, "This day cannot take that change")
    UNKNOWN_ITEM = ProblemKind("unknown-item", 422, "There is no such item")
    NOT_FOUND = ProblemKind("not-found", 404, "There is nothing at this address")
    ROUTE_NOT_FOUND = ProblemKind("route-not-found", 404, "There is no such route")
    DAY_NOT_PLANNED = ProblemKind("day-not-planned", 404, "No journey plan for that date")
    CUSTOMER_NOT_FOUND = ProblemKind("customer-not-found", 404, "There is no such customer")
    METHOD_NOT_ALLOWED = ProblemKind("method-not-allowed", 405, "That cannot be done here")
    SESSION_SAVED = ProblemKind("session-saved", 409, "The day is saved and read-only")
    VERSION_CONFLICT = ProblemKind("version-conflict", 409, "Somebody else saved first")
    VERSION_UNKNOWN = ProblemKind("version-unknown", 409, "That version never existed")
    IDEMPOTENCY_KEY_REUSED = ProblemKind(
        "idempotency-key-reused", 422, "The key belongs to another request"
    )
    IDEMPOTENCY_KEY_MISSING = ProblemKind(
        "idempotency-key-missing", 400, "A save needs an Idempotency-Key"
    )
    PRECONDITION_REQUIRED = ProblemKind("precondition-required", 428, "A save needs If-Match")
    DATABASE_UNAVAILABLE = ProblemKind("database-unavailable", 503, "The database does not answer")
    INTERNAL_ERROR = ProblemKind("internal-error", 500, "Something went wrong on our side")


@dataclass(eq=False)
class ProblemError(Exception):
    """Answered as problem details; ``detail`` is one sentence that a person can act on."""

    type: ProblemType
    detail: str
    extensions: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
