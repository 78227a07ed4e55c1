"""A real server in a process of its own that starts in a moment, to be killed by the hundred."""

from __future__ import annotations

import multiprocessing
import socket
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

PRELOADED = [
    "uvicorn.lifespan.on",
    "uvicorn.loops.auto",
    "uvicorn.protocols.http.auto",
    "uvicorn.protocols.websockets.auto",
    "sales_supervision.app",
    "sqlalchemy.dialects.postgresql.psycopg",
    "psycopg",
    "tests.reliability.killable_server",
]


def quick_starts() -> ForkServerContext:
    """Processes that begin with the product imported already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    return context


class KillableServer:
    """uvicorn with the product on one address; between a kill and the next start callers wait.

    The listening socket stays open here, so no start can find its port taken.
    """

    def __init__(self, url: str, context: ForkServerContext) -> None:
        self._url = url
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._process: BaseProcess | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def start(self) -> None:
        self._process = self._context.Process(
            target=_serve, args=(self._url, self._listener), daemon=True
        )
        self._process.start()

    def kill(self) -> None:
        """SIGKILL: no farewell, nothing written any more."""
        if self._process is None:
            return
        self._process.kill()
        self._process.join()
        self._process.close()
        self._process = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _value: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self.kill()
        self._listener.close()


def _serve(url: str, listener: socket.socket) -> None:
    import structlog
    import uvicorn

    from sales_supervision.app import create_app
    from sales_supervision.settings import Settings

    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    app = create_app(Settings(database_url=url, sign_in="demo"))
    config = uvicorn.Config(app, log_config=None, access_log=False)
    uvicorn.Server(config).run(sockets=[listener])
