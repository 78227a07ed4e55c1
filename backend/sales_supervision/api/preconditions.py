"""The headers that go with a change: the version that it is of, and the caller's own key."""

from __future__ import annotations

import re
from typing import Annotated
from uuid import uuid4

from fastapi import Header, Request
from pydantic import BaseModel

from sales_supervision.api.problems import ProblemError
from sales_supervision.api.request_problem_types import RequestProblem
from sales_supervision.days.requests import RequestKey, SessionRequest, digest_of
from sales_supervision.days.version_tags import VersionTag
from sales_supervision.storage.draft_storage import DraftKey

IfMatch = Annotated[
    str | None,
    Header(
        description="The `Version-Tag` with which the day was opened.",
        examples=['"0.9f86d081884c7d65"'],
    ),
]
IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=8,
        max_length=100,
        pattern=r"^[\x21-\x7e]+$",
        description="A value of the caller's own, the same on each repeat of a request.",
    ),
]

DatabaseEpoch = Annotated[
    str | None,
    Header(
        pattern=r"^[0-9a-f]{16}$",
        description="The second part of the `Version-Tag` of the day on which the change was made; "
        "after a restore the change is refused instead of mixed with an older day.",
    ),
]

_TAG = re.compile(r'(?:W/)?"?([0-9]{1,9})\.([0-9a-f]{16})"?')


def session_request(
    request: Request, key: DraftKey, if_match: str | None, idempotency_key: str | None
) -> SessionRequest:
    """A change of what all see of a day. Raises ProblemError where a header is missing or wrong."""
    if idempotency_key is None:
        raise ProblemError(
            RequestProblem.IDEMPOTENCY_KEY_MISSING,
            "Send an Idempotency-Key header with a value of your own, the same on each repeat: 8 "
            "to 100 characters without spaces.",
        )
    return SessionRequest(
        key=key,
        tag=version_tag(if_match),
        idempotency_key=idempotency_key,
        request_id=request_id(request),
    )


def change_key(
    request: Request, idempotency_key: str | None, body: BaseModel | None = None
) -> RequestKey | None:
    """The key of a change of a draft and what it asks; None where the caller sent no key."""
    if idempotency_key is None:
        return None
    asked = body.model_dump_json() if body else ""
    return RequestKey(idempotency_key, digest_of(request.method, request.url.path, asked))


def request_id(request: Request) -> str:
    """The id under which the request stands in the log."""
    return getattr(request.state, "request_id", None) or str(uuid4())


def version_tag(if_match: str | None) -> VersionTag:
    """The version in an If-Match header such as ``"3.9f86d081884c7d65"``.

    Raises ProblemError where it is missing, or is anything else.
    """
    if if_match is None:
        raise ProblemError(
            RequestProblem.PRECONDITION_REQUIRED,
            "Send If-Match with the Version-Tag that came with the day when you opened it.",
        )
    found = _TAG.fullmatch(if_match.strip())
    if found is None:
        raise ProblemError(
            RequestProblem.INVALID_REQUEST,
            "If-Match must be the Version-Tag that came with the day, such as "
            f'"0.9f86d081884c7d65", not {if_match[:60]}.',
        )
    return VersionTag(int(found[1]), found[2])
