"""What browsers may do with our answers: run our own scripts, inside no other site's frame."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "object-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        # No text becomes markup or a script by assignment, whichever library would do so.
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)

_NOT_NEEDED = (
    "camera",
    "display-capture",
    "geolocation",
    "hid",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "serial",
    "usb",
)

SECURITY_HEADERS = {
    "Content-Security-Policy": _CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _NOT_NEEDED),
}

_ONLY_BY_TLS = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}

_KEPT_NOWHERE = "no-store"


class SecurityHeaders:
    """ASGI middleware: SECURITY_HEADERS on every answer; behind TLS, that it shall stay so.

    ``public_url`` tells of a proxy that ends TLS. What the interface answers is kept in no cache,
    where it does not say otherwise itself.
    """

    def __init__(self, app: ASGIApp, public_url: str | None) -> None:
        self._app = app
        self._has_public_tls = (public_url or "").startswith("https://")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        added = dict(SECURITY_HEADERS)
        if self._has_public_tls or scope.get("scheme") == "https":
            added |= _ONLY_BY_TLS
        is_of_the_interface = scope["path"].startswith("/api/")

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(added)
                if is_of_the_interface:
                    headers.setdefault("Cache-Control", _KEPT_NOWHERE)
            await send(message)

        await self._app(scope, receive, send_secured)
