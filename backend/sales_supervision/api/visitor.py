"""From where a request comes, as the audit trail and the throttling know it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from sales_supervision.accounts.device import Device
from sales_supervision.api.preconditions import request_id


def device_of(request: Request) -> Device:
    """Behind a proxy the address is the one that uvicorn takes from it, where it is trusted."""
    address = request.client.host if request.client else ""
    return Device.of(address, request.headers.get("user-agent", ""), request_id(request))


From = Annotated[Device, Depends(device_of)]
