"""Answers go compressed to whoever takes them so."""

from __future__ import annotations

from functools import cached_property
from zlib import DEFLATED, MAX_WBITS

from isal import isal_zlib
from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware, GZipResponder
from starlette.types import ASGIApp, Receive, Scope, Send

_LEVEL = 1
"""A large day goes from 700 kB to 96 kB in 0.7 ms, where zlib takes 3 ms for the same."""

_GZIP = 16 + MAX_WBITS

_INLINE_BYTES = 1_000_000
"""Takes a millisecond; handing it to a thread and back takes about as long."""

_AS_THEY_ARE = ("text/event-stream",)
"""Without a list of our own, one of fifty types is gone through at each request."""


class _Responder(GZipResponder):
    @cached_property
    def compressor(self) -> isal_zlib.Compress:  # type: ignore[override]
        return isal_zlib.compressobj(self.compresslevel, DEFLATED, _GZIP)


class Compression(GZipMiddleware):
    """Starlette's, with ISA-L in place of zlib."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            app,
            compresslevel=_LEVEL,
            thread_minimum_size=_INLINE_BYTES,
            exclude_content_types=_AS_THEY_ARE,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "gzip" not in Headers(scope=scope).get("accept-encoding", ""):
            await super().__call__(scope, receive, send)
            return
        responder = _Responder(
            self.app,
            self.minimum_size,
            compresslevel=self.compresslevel,
            thread_minimum_size=self.thread_minimum_size,
            exclude_content_types=self.exclude_content_types,
        )
        await responder(scope, receive, send)
