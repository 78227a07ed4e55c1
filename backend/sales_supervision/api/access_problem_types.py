"""Problems of who asks: signing in, permissions, users and tokens."""

from __future__ import annotations

from sales_supervision.api.problems import ProblemKind, ProblemType


class AccessProblem(ProblemType):
    """What is answered to somebody who may not, and about users."""

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
        "Choose one that `/api/me/tokens` lists, or `/api/users/{user_name}/tokens` for another's.",
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
    TOO_MANY_ATTEMPTS = ProblemKind(
        "too-many-attempts",
        429,
        "Too many attempts failed",
        "Sign-ins for the same user or from the same address failed too often. Each further "
        "failure makes the wait longer. `retry_after` and `Retry-After` tell when the next may be.",
        "Try again after `retry_after` seconds.",
    )
    SIGN_IN_BUSY = ProblemKind(
        "sign-in-busy",
        503,
        "Many people sign in right now",
        "More passwords came at once than may be compared or waited for.",
        "Try again after `Retry-After` seconds.",
    )
