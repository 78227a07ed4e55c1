"""``sales-supervision serve``: the server."""

from __future__ import annotations

import errno
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated

import structlog
import typer
import uvicorn

from sales_supervision.api.demo_sign_in import DemoNotLocalError, require_local_demo
from sales_supervision.app import create_app
from sales_supervision.clock import system_clock
from sales_supervision.commands.allocation import use_few_arenas
from sales_supervision.commands.configuration import open_newest_database, read_settings
from sales_supervision.commands.demo import load_up_to_today
from sales_supervision.commands.failing import fail
from sales_supervision.commands.garbage import GarbageRounds
from sales_supervision.commands.logs import set_up_logs
from sales_supervision.commands.operating import by_command
from sales_supervision.commands.settings_trail import note_settings
from sales_supervision.commands.upgrading import upgrade_to_newest
from sales_supervision.commands.users import FIRST_ADMINISTRATOR
from sales_supervision.demo.loading import NotADemoError
from sales_supervision.loopback import address_here
from sales_supervision.settings import Settings
from sales_supervision.storage.engine import Database
from sales_supervision.storage.errors import DatabaseUnavailableError

log = structlog.get_logger(__name__)

_GONE_MILLISECONDS = 30_000

_KEEP_ALIVE_SECONDS = 75
"""Longer than proxies keep theirs (nginx: 60), so that none sends into a connection that closes."""

_TURN_SECONDS = 0.0005
"""How long Python lets one thread run while another waits. Each of a change's ten statements may
wait so long for the loop of requests while it holds the lock of the database. `make load` collapsed
at 30 changes a second with the usual 5 ms, and did not with this and what came with it."""


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port to listen on, 0 for a free one.")
    ] = None,
    upgrade: Annotated[
        bool, typer.Option("--upgrade", help="First bring the schema up to this release.")
    ] = False,
    demo: Annotated[
        bool,
        typer.Option(
            "--demo",
            help="First load the demo into an empty database, or move it on; whoever sits at this "
            "computer is signed in.",
        ),
    ] = False,
) -> None:
    """Serve the page and its interface until stopped."""
    settings = _settings(host, port, demo=demo)
    host, port = settings.host, settings.port
    set_up_logs(settings.log_format, settings.secrets)
    with _listen(host, port) as listener:
        settings = _prepare(settings, upgrade=upgrade, demo=demo)
        address = address_here(host, _port_of(listener))
        typer.echo(f"Sales Supervision is at {address} (Ctrl-C stops it).")
        app = create_app(settings)
        if settings.sign_in == "accounts" and app.state.services.accounts.users.are_none():
            typer.echo(FIRST_ADMINISTRATOR)
        sys.setswitchinterval(_TURN_SECONDS)
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=20,
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        )
        use_few_arenas()
        # It has ended all requests by then; uvicorn interrupts once more what waits for it.
        with suppress(KeyboardInterrupt):
            _Server(config, app.state.services.notices.close).run(sockets=[listener])


class _Server(uvicorn.Server):
    """Ends streams when the stop begins: no other answer takes as long as the browser likes."""

    def __init__(self, config: uvicorn.Config, end_streams: Callable[[], None]) -> None:
        super().__init__(config)
        self._end_streams = end_streams
        self._garbage = GarbageRounds(time.monotonic)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._garbage.begin()

    async def on_tick(self, counter: int) -> bool:
        self._garbage.tick(self.server_state.total_requests)
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._end_streams()
        await super().shutdown(sockets)


def _settings(host: str | None, port: int | None, *, demo: bool) -> Settings:
    """Those of the environment with what the command line says, which wins."""
    settings = read_settings()
    said: dict[str, object] = {"host": host, "port": port, "sign_in": "demo" if demo else None}
    given = {name: value for name, value in said.items() if value is not None}
    settings = settings.model_copy(update=given)
    try:
        require_local_demo(settings)
    except DemoNotLocalError as refused:
        fail(str(refused), 2)
    return settings


def _prepare(settings: Settings, *, upgrade: bool, demo: bool) -> Settings:
    """The settings to serve with: other data than the demo's are for people with an account."""
    if upgrade:
        upgrade_to_newest(settings)
    database = open_newest_database(settings, may_make=True)
    if demo:
        try:
            load_up_to_today(database, settings)
        except NotADemoError as refused:
            typer.echo(f"{refused} Until then it is served with accounts.")
            settings = settings.model_copy(update={"sign_in": "accounts"})
    _note_settings(database, settings)
    database.dispose()
    return settings


def _note_settings(database: Database, settings: Settings) -> None:
    try:
        changed = note_settings(database, settings, by_command(), system_clock())
    except DatabaseUnavailableError as error:
        # Looking at days needs no writing, so a server starts without it; the next start tells it.
        log.warning("settings_not_noted", error=str(error))
        return
    if changed:
        log.info("settings_changed", names=changed)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        # A browser that vanished without a word is noticed by what it does not acknowledge.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _GONE_MILLISECONDS)
    try:
        listener.bind((host, port))
        # At once, not when the server is ready: a port that is only bound can be bound again.
        listener.listen()
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            fail(f"Port {port} is in use; stop what uses it or choose another with --port.", 2)
        fail(f"Cannot listen on {host}:{port} ({error.strerror}); choose another --host or --port.")
    return listener


def _port_of(listener: socket.socket) -> int:
    port: int = listener.getsockname()[1]
    return port
