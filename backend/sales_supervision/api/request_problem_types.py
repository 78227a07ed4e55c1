"""Problems of a request whatever it is about, and of the server itself."""

from __future__ import annotations

from sales_supervision.api.problems import ProblemKind, ProblemType


class RequestProblem(ProblemType):
    """What is answered before a request means anything, or where the server cannot serve it."""

    INVALID_JSON = ProblemKind(
        "invalid-json",
        400,
        "The body is not JSON",
        "The body of the request could not be read as JSON in UTF-8.",
        "Mend the body; `detail` says where it breaks off where that is known.",
    )
    IDEMPOTENCY_KEY_MISSING = ProblemKind(
        "idempotency-key-missing",
        400,
        "This needs an Idempotency-Key",
        "A save, a reopening or a merge came without an `Idempotency-Key` header.",
        "Make a value of your own for each request, of 8 to 100 characters without spaces, such as "
        "a UUID, and send the same with each repeat.",
    )
    NOT_FOUND = ProblemKind(
        "not-found",
        404,
        "There is nothing at this address",
        "No page and no operation has this address.",
        "Check the address against `/api/openapi.json`.",
    )
    METHOD_NOT_ALLOWED = ProblemKind(
        "method-not-allowed",
        405,
        "That cannot be done here",
        "The address exists, but not with this method.",
        "Use one of the methods in the `Allow` header.",
    )
    REQUEST_IN_FLIGHT = ProblemKind(
        "request-in-flight",
        409,
        "The first request is still at work",
        "A request was repeated with the same `Idempotency-Key` while the first did not end.",
        "Repeat it in a moment with the same key: it is answered with the first answer.",
    )
    CONTENT_TOO_LARGE = ProblemKind(
        "content-too-large",
        413,
        "The body is too large",
        "The body of the request is larger than 1,000,000 bytes.",
        "Send fewer quantities at once; they may come in as many requests as you like.",
    )
    UNSUPPORTED_MEDIA_TYPE = ProblemKind(
        "unsupported-media-type",
        415,
        "The body must be JSON",
        "The body of the request came without `Content-Type: application/json`, or packed, with a "
        "`Content-Encoding`.",
        "Send JSON as it is and say so in `Content-Type`.",
    )
    RANGE_NOT_SATISFIABLE = ProblemKind(
        "range-not-satisfiable",
        416,
        "The file has no such range",
        "A file of the page was asked for with a `Range` that cannot be read, or that lies outside "
        "of it.",
        "Ask without `Range`, or for bytes below the size that `Content-Range` tells.",
    )
    INVALID_REQUEST = ProblemKind(
        "invalid-request",
        422,
        "Something in the request is not valid",
        "A parameter, a header or a field of the body is missing or has a value it cannot have.",
        "Mend the fields that `errors` names.",
    )
    IDEMPOTENCY_KEY_REUSED = ProblemKind(
        "idempotency-key-reused",
        422,
        "The key belongs to another request",
        "The `Idempotency-Key` was used before for another day, another version or another body.",
        "Send a new key with a new request.",
    )
    PRECONDITION_REQUIRED = ProblemKind(
        "precondition-required",
        428,
        "This needs If-Match",
        "A save, a reopening or a merge came without an `If-Match` header.",
        "Send the `Version-Tag` that came with the day when you opened it, or the `version_tag` of "
        "the merge that you looked at.",
    )
    INTERNAL_ERROR = ProblemKind(
        "internal-error",
        500,
        "Something went wrong on our side",
        "The server met something that nobody foresaw; it is in the log under `request_id`.",
        "Try again: changes and saves may be repeated without harm. If it stays, report the "
        "`request_id`.",
    )
    DATABASE_UNAVAILABLE = ProblemKind(
        "database-unavailable",
        503,
        "The database does not answer",
        "The database is down, locked, or its file is not where it was.",
        "Try again after `Retry-After` seconds; if it stays, look at `/health/ready`. "
        "Nothing was changed.",
    )
    SCHEMA_NOT_OF_THIS_RELEASE = ProblemKind(
        "schema-not-of-this-release",
        503,
        "The schema is not of this release",
        "`/health/ready` was asked and the database answers, but is at an earlier step of the "
        "schema than this release works on.",
        "Run what `detail` says on the server.",
    )
    MAINTENANCE = ProblemKind(
        "maintenance",
        503,
        "Maintenance is under way",
        "A change came while announced maintenance is on; reading goes on. `retry_after` and the "
        "header `Retry-After` tell when it ends.",
        "Keep what was to be changed and send it again, with the same `Idempotency-Key`, after "
        "`retry_after` seconds; `/api/maintenance` tells whether it ended earlier.",
    )
    STORAGE_FULL = ProblemKind(
        "storage-full",
        507,
        "The disk of the database is full",
        "There is no room for what was to be written. Reading goes on.",
        "Make room on the disk of the database, then send the same again: changes and saves may be "
        "repeated without harm.",
    )
