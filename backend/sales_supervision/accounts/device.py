"""From where somebody signs in."""

from __future__ import annotations

from dataclasses import dataclass

_LONGEST_AGENT = 200
_LONGEST_ADDRESS = 45


@dataclass(frozen=True, slots=True)
class Device:
    """``agent``: what the browser calls itself; ``request_id``: of the request that it came by."""

    address: str
    agent: str
    request_id: str | None = None

    @classmethod
    def of(cls, address: str, agent: str, request_id: str | None) -> Device:
        """With what a stranger sent cut to what is kept."""
        told = agent.encode(errors="replace").decode()[:_LONGEST_AGENT]
        return cls(address[:_LONGEST_ADDRESS], told, request_id)


@dataclass(frozen=True, slots=True)
class By:
    """Who does it, from where."""

    user_name: str
    device: Device
