"""The built page: hashed assets for ever, the page itself always fresh, API paths never shadowed."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_FOR_EVER = "public, max-age=31536000, immutable"

_NOT_BUILT = """<!doctype html><meta charset="utf-8"><title>Sales Supervision</title>
<p>The page is not built yet. Run <code>make build</code>, then reload.</p>"""


class HashedAssets(StaticFiles):
    """Files whose names change with their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if response.status_code < 400:
            response.headers["Cache-Control"] = _FOR_EVER
        return response


def serve_page(app: FastAPI, folder: Path) -> None:
    """Serve the page in ``folder`` at ``/`` and its assets, or say that it is not built."""
    index = folder / "index.html"

    @app.get("/", include_in_schema=False)
    def page() -> Response:
        if not index.is_file():
            return HTMLResponse(_NOT_BUILT, status_code=503)
        return FileResponse(index, headers={"Cache-Control": "no-cache"})

    if (folder / "assets").is_dir():
        app.mount("/assets", HashedAssets(directory=folder / "assets"), name="assets")

    @app.get("/{name}", include_in_schema=False)
    def file_beside_the_page(name: str, request: Request) -> Response:
        path = folder / name
        if name == "index.html" or path.parent != folder or not path.is_file():
            raise HTTPException(404)
        return FileResponse(path, headers={"Cache-Control": "no-cache"})
