"""The built page: hashed assets are kept for ever, the page itself is always fresh."""

from __future__ import annotations

from os import PathLike, stat_result
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Scope

from sales_supervision.api.access import open_to_all
from sales_supervision.api.file_answer import FileAnswer

_FOR_EVER = "public, max-age=31536000, immutable"
_ALWAYS_ASK = "no-cache"

PAGE_PATHS = ("/", "/account", "/audit", "/operations", "/sign-in", "/users")
"""Where the page is served; what it shows there is its own matter (``app/pages.tsx``)."""

_NOT_BUILT = """<!doctype html><meta charset="utf-8"><title>Sales Supervision</title>
<p>The page is not built yet. Run <code>make build</code>, then reload.</p>"""


class PageFiles(StaticFiles):
    """The built files, found when asked for, so that a page built later is served too."""

    def __init__(self, folder: Path, cache_control: str) -> None:
        super().__init__(directory=folder, check_dir=False)
        self._cache_control = cache_control

    async def check_config(self) -> None:
        """A folder that is not there yet has no files, which is no mistake."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if response.status_code < 400:
            response.headers["Cache-Control"] = self._cache_control
        return response

    def file_response(
        self,
        full_path: str | PathLike[str],
        stat_result: stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Starlette's, with our kind of file."""
        answer = FileAnswer(full_path, status_code=status_code, stat_result=stat_result)
        if self.is_not_modified(answer.headers, Headers(scope=scope)):
            return NotModifiedResponse(answer.headers)
        return answer


def serve_page(app: FastAPI, folder: Path) -> None:
    """Serve the page in ``folder`` at PAGE_PATHS and its assets, or say that it is not built."""
    beside = PageFiles(folder, _ALWAYS_ASK)

    async def page(request: Request) -> Response:
        if not (folder / "index.html").is_file():
            return HTMLResponse(_NOT_BUILT, status_code=503)
        return await beside.get_response("index.html", request.scope)

    for path in PAGE_PATHS:
        app.add_api_route(
            path,
            page,
            methods=["GET", "HEAD"],
            include_in_schema=False,
            dependencies=[open_to_all()],
        )

    # Fetched once and kept for ever, so worth the effort that answers are not.
    assets = GZipMiddleware(PageFiles(folder / "assets", _FOR_EVER), compresslevel=9)
    app.mount("/assets", assets, name="assets")

    @app.api_route(
        "/{name}", methods=["GET", "HEAD"], include_in_schema=False, dependencies=[open_to_all()]
    )
    async def file_beside_the_page(request: Request, name: str) -> Response:
        # A folder without the page is somebody's folder, and none of our business.
        if name == "index.html" or not (folder / "index.html").is_file():
            raise HTTPException(404)
        return await beside.get_response(name, request.scope)
