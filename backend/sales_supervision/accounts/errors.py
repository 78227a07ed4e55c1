"""What accounts refuse; each is one sentence that a person can act on."""

from __future__ import annotations

from enum import StrEnum


class AccountError(Exception):
    """``field``: the field of the request that is to blame, None where it is none."""

    field: str | None = None


class SignInFailedError(AccountError):
    """Says the same whatever is wrong, so that nobody learns which names there are."""

    def __init__(self) -> None:
        super().__init__("The name or the password is not right.")


class TooManyAttemptsError(AccountError):
    """``seconds``: when the next attempt may be."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many attempts failed; try again in {_span(seconds)}.")
        self.seconds = seconds


class SignInBusyError(AccountError):
    def __init__(self) -> None:
        super().__init__("Many people sign in right now; try again in a moment.")


class WrongPasswordError(AccountError):
    field = "body.current_password"

    def __init__(self) -> None:
        super().__init__("The current password is not right; nothing was changed.")


class NoPasswordError(AccountError):
    def __init__(self) -> None:
        super().__init__(
            "You sign in with your company's account and have no password here; change it there."
        )


class PasswordRefusedError(AccountError):
    """A new password that is too short, too long or too common."""

    field = "body.password"


class NameRefusedError(AccountError):
    field = "body.user_name"


class LinkInvalidError(AccountError):
    def __init__(self) -> None:
        super().__init__(
            "This link was used already or is no longer valid; ask an administrator for a new one."
        )


class UserNotFoundError(AccountError):
    def __init__(self, user_name: str) -> None:
        super().__init__(f"There is no user {user_name}.")


class UserExistsError(AccountError):
    field = "body.user_name"

    def __init__(self, user_name: str) -> None:
        super().__init__(f"There is a user {user_name} already; choose another name.")


class LastAdministratorError(AccountError):
    def __init__(self) -> None:
        super().__init__(
            "This is the last administrator; make another user an administrator first."
        )


class SignInNotFoundError(AccountError):
    def __init__(self) -> None:
        super().__init__("You are not signed in there any more.")


class TokenNotFoundError(AccountError):
    def __init__(self) -> None:
        super().__init__("There is no such token any more; nothing can use it.")


class TokenRefusedError(AccountError):
    field = "body.permissions"


class ProviderProblem(StrEnum):
    """What the sign-in page says after a sign-in with the company's account that failed."""

    UNAVAILABLE = "unavailable"
    """The provider does not answer, or not as it must."""
    NOT_COMPLETED = "not-completed"
    """The person gave up there, or the provider refused them."""
    NOT_CONFIRMED = "not-confirmed"
    """What came back does not prove anything."""
    NOT_BEGUN_HERE = "not-begun-here"
    """Begun in another browser, or too long ago."""
    DISABLED = "disabled"
    """The user is disabled here."""


class ProviderError(AccountError):
    """The provider did not say who it is. ``why`` is for the log, not for the person."""

    def __init__(self, problem: ProviderProblem, why: str) -> None:
        super().__init__(f"The sign-in with the company's account failed: {problem}.")
        self.problem = problem
        self.why = why


def _span(seconds: int) -> str:
    return f"{seconds} s" if seconds < 120 else f"{-(-seconds // 60)} minutes"
