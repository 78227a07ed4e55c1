"""Who asks: the name given on this device, until people sign in. Nothing else decides it."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import APIRouter, Depends, Request, Response
from pydantic import TypeAdapter, ValidationError

from sales_supervision.api import schemas
from sales_supervision.api.openapi import problems
from sales_supervision.api.services import services_of

router = APIRouter(prefix="/api", tags=["identity"])

COOKIE = "supervisor_name"
_A_YEAR = 365 * 24 * 3600
_NAME: TypeAdapter[str] = TypeAdapter(schemas.UserName)


def current_user(request: Request) -> str:
    """The name in the browser's cookie, else the deployment's ``user_name``; noted for the log."""
    user_name = _user_of(request)
    request.state.user_name = user_name
    return user_name


def _user_of(request: Request) -> str:
    kept = request.cookies.get(COOKIE)
    if kept is not None:
        try:
            return _NAME.validate_python(unquote(kept, errors="strict"))
        except (UnicodeDecodeError, ValidationError):
            pass  # Not a name that we gave out: whoever sends it has none.
    return services_of(request).settings.user_name


CurrentUser = Annotated[str, Depends(current_user)]


@router.get("/me", operation_id="get_me")
def get_me(user_name: CurrentUser) -> schemas.Me:
    """Under which name drafts and saves of this device are kept."""
    return schemas.Me(user_name=user_name)


@router.put("/me", operation_id="put_me", responses=problems(422))
def put_me(request: Request, response: Response, body: schemas.Me) -> schemas.Me:
    """Choose the name of this device. What was kept under another name stays there."""
    response.set_cookie(
        COOKIE,
        quote(body.user_name, safe=""),
        max_age=_A_YEAR,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return body
