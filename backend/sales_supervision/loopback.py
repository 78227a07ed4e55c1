"""Which addresses and names lead to this computer and to no other."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

_NAMES = frozenset({"localhost", "localhost."})


def is_loopback(address: str) -> bool:
    """Whether an address or a host name, without a port, is this computer's own."""
    if address.lower() in _NAMES:
        return True
    try:
        found = ip_address(address.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return found.is_loopback


def address_here(host: str, port: int) -> str:
    """Where a browser on this computer finds a server that listens on ``host``.

    One name wherever an address is told: a cookie of 127.0.0.1 is none of localhost.
    """
    name = "localhost" if host == "127.0.0.1" else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def host_of(authority: str) -> str:
    """The host in ``host:port``, ``[address]:port`` or either without a port."""
    host, separator, port = authority.rpartition(":")
    return host if separator and (port.isdigit() or not port) and host else authority
