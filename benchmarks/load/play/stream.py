"""The stream of a day's notices, followed as the page follows it.

Plain sockets of the standard library, which the load tool has made to wait side by side.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator, Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from random import Random
from socket import SHUT_RDWR
from threading import Thread
from time import sleep
from urllib.parse import urlsplit

from benchmarks.load.play.asking import day_path
from benchmarks.load.play.notices import Ledger

_SILENCE = 40.0
"""Seconds: the page, too, takes a stream that is silent for so long for broken."""


class NoticeStream:
    """Follows ``day`` from the first line of ``with`` to its end; connects again when it breaks."""

    def __init__(
        self,
        address: str,
        trusted: ssl.SSLContext | None,
        day: tuple[str, str],
        *,
        tab: str,
        headers: Mapping[str, str],
        ledger: Ledger,
        chance: Random,
    ) -> None:
        parts = urlsplit(address)
        self._host, self._port = parts.hostname or "", parts.port
        self._trusted = trusted
        self._day = day
        self._path = f"{day_path(day)}/notices?tab={tab}"
        self._headers = {**headers, "Accept": "text/event-stream", "Cache-Control": "no-cache"}
        self._ledger = ledger
        self._chance = chance
        self._connection: HTTPConnection | None = None
        self._last_id: str | None = None
        self._is_closed = False
        self.is_connected = False

    def __enter__(self) -> None:
        Thread(target=self._follow, daemon=True).start()

    def __exit__(self, *_: object) -> None:
        self._is_closed = True
        self._ledger.left(self._day, self)
        self.is_connected = False
        connection = self._connection
        if connection is not None and connection.sock is not None:
            # Only this wakes who reads from it.
            with suppress(OSError):
                connection.sock.shutdown(SHUT_RDWR)

    def _follow(self) -> None:
        while not self._is_closed:
            try:
                self._read()
                reason = "it ended"
            except (OSError, HTTPException, ValueError, AttributeError) as error:
                # http.client says AttributeError where a socket is closed under it.
                reason = repr(error)
            self.is_connected = False
            if self._is_closed:
                return
            self._ledger.broke(f"{self._path}: {reason}")
            sleep(self._chance.uniform(0.75, 1.25))

    def _read(self) -> None:
        connection = self._connect()
        self._connection = connection
        try:
            after = "" if self._last_id is None else f"&after={self._last_id}"
            connection.request("GET", self._path + after, headers=self._headers)
            response = connection.getresponse()
            if response.status != 200:
                raise HTTPException(f"{response.status} {response.read()[:300]!r}")
            if self._is_closed:
                return
            self._ledger.told.streams += 1
            for event in _events(response):
                self._hear(event)
        finally:
            connection.close()

    def _connect(self) -> HTTPConnection:
        if self._trusted is None:
            return HTTPConnection(self._host, self._port, timeout=_SILENCE)
        return HTTPSConnection(self._host, self._port, timeout=_SILENCE, context=self._trusted)

    def _hear(self, event: Mapping[str, str]) -> None:
        if self._is_closed:
            return
        if not self.is_connected:
            # The first event says that the server knows of it; before, nothing is promised.
            self.is_connected = True
            self._ledger.joined(self._day, self)
        if event.get("event") == "present":
            self._ledger.told.present += 1
        elif "id" in event:
            self._last_id = event["id"]
            version = json.loads(event["data"])["record_version"]
            self._ledger.heard(self._day, self, version)


def _events(response: HTTPResponse) -> Iterator[Mapping[str, str]]:
    event: dict[str, str] = {}
    while line := response.readline():
        name, _, value = line.decode().rstrip("\r\n").partition(": ")
        if name:
            event[name] = value
        elif event:
            yield event
            event = {}
