"""Say at once that the port is taken, rather than after minutes of preparation."""

from __future__ import annotations

import errno
import os
import socket

from failing import PreparationError


def require_free_port() -> None:
    """Raise PreparationError when the port that the server will use is taken."""
    port = os.environ.get("SALES_SUPERVISION_PORT", "8000")
    if not port.isdigit():
        return
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((os.environ.get("SALES_SUPERVISION_HOST", "127.0.0.1"), int(port)))
        except OverflowError:
            return
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                return  # The server says what is wrong with the address.
            raise PreparationError(
                f"Port {port} is in use: stop what uses it, or choose another with "
                "`make run PORT=8001`."
            ) from None
