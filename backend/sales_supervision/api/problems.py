"""RFC 9457 problem details: the catalogue of types, and the one exception that carries them.

``docs/problems.md`` and the pages at ``/problems/`` are made of this catalogue; a test keeps the
document equal to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

PROBLEM_MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """``slug`` is the last part of the type's URI; ``when`` and ``remedy`` are for its reader."""

    slug: str
    status: int
    title: str
    when: str
    remedy: str

    @property
    def uri(self) -> str:
        return f"/problems/{self.slug}"


class ProblemType(Enum):
    """Every problem that the interface answers with."""

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
        "Make a value of your own for each request, such as a UUID, and send the same with each "
        "repeat.",
    )
    SIGN_IN_REQUIRED = ProblemKind(
        "sign-in-required",
        401,
        "Nobody is signed in",
        "The request came without a sign-in session or an API token, or with one that has ended.",
        "Sign in, or send a valid token as `Authorization: Bearer`.",
    )
    SIGN_IN_FAILED = ProblemKind(
        "sign-in-failed",
        401,
        "The name or the password is not right",
        "A sign-in came with a name or a password that is not right, or of a user who is disabled; "
        "which of them is not told.",
        "Try again, or ask an administrator for a link to choose a new password.",
    )
    CROSS_SITE_REQUEST = ProblemKind(
        "cross-site-request",
        403,
        "This did not come from our own page",
        "A change came from a page of another site, or with a session's cookie and without the "
        "`csrf_token` of `/api/me` in the header `X-CSRF-Token`.",
        "Reload the page and do it again; a program sends an API token instead of a cookie.",
    )
    NOT_PERMITTED = ProblemKind(
        "not-permitted",
        403,
        "That is not among your permissions",
        "The role of whoever asks does not have the permission that the operation needs, or the "
        "token is limited to others. `x-permission` in `/api/openapi.json` names what each "
        "operation needs.",
        "Ask an administrator for the role that `detail` names, or make a token with the "
        "permission.",
    )
    DEMO_IS_LOCAL = ProblemKind(
        "demo-is-local",
        403,
        "The demo is for its own computer",
        "A demo, which signs everybody in without a password, was asked from another computer, "
        "under another name than localhost, through a proxy, or by a page from elsewhere.",
        "Open it at localhost on the computer that it runs on, or start the server with accounts.",
    )
    METRICS_REFUSED = ProblemKind(
        "metrics-refused",
        403,
        "These figures are for this machine",
        "`/metrics` was asked from another machine, or through a proxy, without the metrics token.",
        "Send `Authorization: Bearer` with the value of `SALES_SUPERVISION_METRICS_TOKEN`.",
    )
    NOT_FOUND = ProblemKind(
        "not-found",
        404,
        "There is nothing at this address",
        "No page and no operation has this address.",
        "Check the address against `/api/openapi.json`.",
    )
    ROUTE_NOT_FOUND = ProblemKind(
        "route-not-found",
        404,
        "There is no such route",
        "No feed has named the route, or it is not among the routes of whoever asks.",
        "Choose a route of `/api/routes`, import the routes, or ask an administrator to make the "
        "route yours.",
    )
    DAY_NOT_PLANNED = ProblemKind(
        "day-not-planned",
        404,
        "No journey plan for that date",
        "The route has neither a journey plan nor a saved session on the date.",
        "Choose a date of `/api/routes/{route_code}/dates`, or import the journey plan.",
    )
    CUSTOMER_NOT_FOUND = ProblemKind(
        "customer-not-found",
        404,
        "There is no such customer",
        "No feed has named the customer, or they belong to a route of somebody else.",
        "Search it with `/api/customers`, or import the customers.",
    )
    REVIEW_NOT_FOUND = ProblemKind(
        "review-not-found",
        404,
        "There is no such review",
        "The review that the feedback is about is not kept any more, or is of something else.",
        "Open the newest one and judge that.",
    )
    VERSION_NOT_FOUND = ProblemKind(
        "version-not-found",
        404,
        "There is no such version",
        "The day has no saved version of that number.",
        "Choose one that `.../versions` lists.",
    )
    NOTHING_TO_MERGE = ProblemKind(
        "nothing-to-merge",
        404,
        "There is nothing to merge",
        "You have no draft of the day that began from an older version than the saved one.",
        "Open the day again: what it shows is all that there is.",
    )
    USER_NOT_FOUND = ProblemKind(
        "user-not-found",
        404,
        "There is no such user",
        "No user has the name.",
        "Choose one that `/api/users` lists.",
    )
    SIGN_IN_NOT_FOUND = ProblemKind(
        "sign-in-not-found",
        404,
        "There is no such sign-in",
        "A sign-in was to be ended that has ended already, or is somebody else's.",
        "Choose one that `/api/me/sessions` lists.",
    )
    TOKEN_NOT_FOUND = ProblemKind(
        "token-not-found",
        404,
        "There is no such token",
        "A token was to be removed that is removed already, or is somebody else's.",
        "Choose one that `/api/me/tokens` lists.",
    )
    METHOD_NOT_ALLOWED = ProblemKind(
        "method-not-allowed",
        405,
        "That cannot be done here",
        "The address exists, but not with this method.",
        "Use one of the methods in the `Allow` header.",
    )
    SESSION_SAVED = ProblemKind(
        "session-saved",
        409,
        "The day is saved and read-only",
        "A change or a save came for a day that is saved. `current_version`, `saved_by` and "
        "`saved_at` tell by whom and when.",
        "Open the day again: it shows what was saved. Nothing was changed.",
    )
    VERSION_CONFLICT = ProblemKind(
        "version-conflict",
        409,
        "Somebody else saved first",
        "The day has a newer version than the one in `If-Match`. `current_version`, `saved_by` "
        "and `saved_at` describe it; `differences` lists each cell that differs, `before` as they "
        "saved it and `after` as your draft has it.",
        "Look at the differences. Your draft is kept and nothing was overwritten.",
    )
    VERSION_UNKNOWN = ProblemKind(
        "version-unknown",
        409,
        "That version never existed",
        "`If-Match` names a version that the day does not have yet.",
        "Open the day again and save from the version that its draft began from.",
    )
    SESSION_NOT_SAVED = ProblemKind(
        "session-not-saved",
        409,
        "The day is not saved",
        "A reopening came for a day that was never saved, or is reopened already.",
        "Open the day again: it can be changed as it is.",
    )
    DATABASE_RESTORED = ProblemKind(
        "database-restored",
        409,
        "The database was restored meanwhile",
        "`If-Match` names a version from before the database was restored from a back-up; the "
        "number may mean another save by now.",
        "Open the day again and look at what it holds. Nothing was overwritten.",
    )
    SMOKE_ROUTE_TAKEN = ProblemKind(
        "smoke-route-taken",
        409,
        "The route of smoke tests is taken",
        "A smoke test was to begin, and the setting `smoke_route` names a code that the master "
        "data has.",
        "Set `SALES_SUPERVISION_SMOKE_ROUTE` to a code that no route, customer or item begins "
        "with. Nothing was changed.",
    )
    REQUEST_IN_FLIGHT = ProblemKind(
        "request-in-flight",
        409,
        "The first request is still at work",
        "A request was repeated with the same `Idempotency-Key` while the first did not end.",
        "Repeat it in a moment with the same key: it is answered with the first answer.",
    )
    USER_EXISTS = ProblemKind(
        "user-exists",
        409,
        "The name is taken",
        "A user was to be added whose name another has, or one that differs by its case only.",
        "Choose another name.",
    )
    LAST_ADMINISTRATOR = ProblemKind(
        "last-administrator",
        409,
        "An administrator must remain",
        "The last administrator was to be disabled or given another role.",
        "Make another user an administrator first.",
    )
    NO_PASSWORD = ProblemKind(
        "no-password",
        409,
        "There is no password to change",
        "Somebody who signs in with a company account only was to change a password.",
        "Change it where the company account is kept, or ask an administrator for a link.",
    )
    LINK_INVALID = ProblemKind(
        "link-invalid",
        410,
        "The link is not valid any more",
        "A link to choose a password was used before, has expired, or was replaced by a newer one.",
        "Ask an administrator for a new link.",
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
    INVALID_REQUEST = ProblemKind(
        "invalid-request",
        422,
        "Something in the request is not valid",
        "A parameter, a header or a field of the body is missing or has a value it cannot have.",
        "Mend the fields that `errors` names.",
    )
    PASSWORD_REFUSED = ProblemKind(
        "password-refused",
        422,
        "Choose another password",
        "A new password is shorter than 12 or longer than 200 characters, or among the first that "
        "would be guessed. Nothing was changed, and a link stays valid.",
        "Choose a longer one, such as a few words that do not belong together.",
    )
    WRONG_PASSWORD = ProblemKind(
        "wrong-password",
        422,
        "The current password is not right",
        "A password was to be changed, and the current one that came with it is not right.",
        "Type the current password again.",
    )
    INVALID_QUANTITY = ProblemKind(
        "invalid-quantity",
        422,
        "A quantity is not valid",
        "A quantity is neither a whole number from 0 to 999,999 nor null.",
        "Mend the quantities of the customers and items that `errors` names; nothing was kept.",
    )
    INVALID_CHANGE = ProblemKind(
        "invalid-change",
        422,
        "This day cannot take that change",
        "The change does not fit the day, such as a visit to a customer who is not part of it.",
        "Do what `detail` says first; nothing was kept.",
    )
    UNKNOWN_ITEM = ProblemKind(
        "unknown-item",
        422,
        "There is no such item",
        "A quantity came for an item that no feed has named.",
        "Search the item with `/api/items`, or import the items.",
    )
    IDEMPOTENCY_KEY_REUSED = ProblemKind(
        "idempotency-key-reused",
        422,
        "The key belongs to another request",
        "The `Idempotency-Key` was used before for another day, another version or another body.",
        "Send a new key with a new request.",
    )
    MERGE_UNDECIDED = ProblemKind(
        "merge-undecided",
        422,
        "A merge needs a choice for each conflict",
        "A merge came without a choice for the cells that `errors` names.",
        "Choose mine or theirs for each; nothing was saved.",
    )
    PRECONDITION_REQUIRED = ProblemKind(
        "precondition-required",
        428,
        "This needs If-Match",
        "A save, a reopening or a merge came without an `If-Match` header.",
        "Send the `Version-Tag` that came with the day when you opened it, or the `version_tag` of "
        "the merge that you looked at.",
    )
    TOO_SOON = ProblemKind(
        "too-soon",
        429,
        "Please wait a moment",
        "A review of the same customer or route was written for the same user a moment ago. "
        "`retry_after` and the headers `Retry-After`, `RateLimit` and `RateLimit-Policy` tell when "
        "the next may be.",
        "Ask again after `retry_after` seconds; reviews that are kept can be had at any time.",
    )
    TOO_MANY_ATTEMPTS = ProblemKind(
        "too-many-attempts",
        429,
        "Too many attempts failed",
        "Sign-ins for the same user or from the same address failed too often. Each further "
        "failure makes the wait longer. `retry_after` and `Retry-After` tell when the next may be.",
        "Try again after `retry_after` seconds.",
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
    SIGN_IN_BUSY = ProblemKind(
        "sign-in-busy",
        503,
        "Many people sign in right now",
        "More passwords came at once than may be compared or waited for.",
        "Try again after `Retry-After` seconds.",
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


@dataclass(eq=False)
class ProblemError(Exception):
    """Answered as problem details; ``detail`` is one sentence that a person can act on."""

    type: ProblemType
    detail: str
    extensions: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
