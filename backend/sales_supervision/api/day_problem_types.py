"""Problems of days: what is not there, what cannot be done with it now."""

from __future__ import annotations

from sales_supervision.api.problems import ProblemKind, ProblemType


class DayProblem(ProblemType):
    """What is answered about routes, their days, versions and reviews."""

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
    MERGE_UNDECIDED = ProblemKind(
        "merge-undecided",
        422,
        "A merge needs a choice for each conflict",
        "A merge came without a choice for the cells that `errors` names.",
        "Choose mine or theirs for each; nothing was saved.",
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
