"""The cookie by which a browser is known, and how it is kept from others."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from fastapi import Request, Response

from sales_supervision.api.services import services_of

_NAME, _SECURE_NAME = "session", "__Host-session"
SESSION_COOKIES = (_SECURE_NAME, _NAME)
"""The first behind TLS, where a browser takes it from this host alone."""

_DEPARTURE, _SECURE_DEPARTURE = "departure", "__Host-departure"
_DEPARTURE_LASTS = timedelta(minutes=10)


def is_behind_tls(request: Request) -> bool:
    public_url = services_of(request).settings.public_url or ""
    return request.url.scheme == "https" or public_url.startswith("https://")


def session_cookie(request: Request) -> str | None:
    """The secret that the browser keeps. Behind TLS, none that came without."""
    return request.cookies.get(_SECURE_NAME if is_behind_tls(request) else _NAME)


def keep_session(request: Request, response: Response, secret: str, lasts: timedelta) -> None:
    name = _SECURE_NAME if is_behind_tls(request) else _NAME
    _keep(request, response, name, secret, lasts, "strict")


def forget_session(request: Request, response: Response) -> None:
    """Every spelling of it, so that nothing is left where TLS came later."""
    for name in SESSION_COOKIES:
        response.delete_cookie(
            name, httponly=True, samesite="strict", secure=is_behind_tls(request)
        )


def departure_cookie(request: Request) -> str | None:
    """The secret of a browser that went to the provider of identities."""
    return request.cookies.get(_departure_name(request))


def keep_departure(request: Request, response: Response, secret: str) -> None:
    # Lax: it must come along when the provider sends the browser back.
    _keep(request, response, _departure_name(request), secret, _DEPARTURE_LASTS, "lax")


def forget_departure(request: Request, response: Response) -> None:
    response.delete_cookie(
        _departure_name(request), httponly=True, samesite="lax", secure=is_behind_tls(request)
    )


def _departure_name(request: Request) -> str:
    return _SECURE_DEPARTURE if is_behind_tls(request) else _DEPARTURE


def _keep(  # noqa: PLR0917 - what a cookie has
    request: Request,
    response: Response,
    name: str,
    secret: str,
    lasts: timedelta,
    same_site: Literal["strict", "lax"],
) -> None:
    response.set_cookie(
        name,
        secret,
        max_age=int(lasts.total_seconds()),
        path="/",
        httponly=True,
        samesite=same_site,
        secure=is_behind_tls(request),
    )
