"""A browser tab that listens to a day's notices, without the browser."""

from __future__ import annotations

import json
import queue
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx2

PATIENCE = 30.0
"""Seconds until something that should arrive is missed; generous, for slow machines."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Event:
    """``id`` is None for what is not kept."""

    name: str
    data: Json
    id: str | None


class Listener:
    """Reads a stream in a thread of its own; ``with`` closes it as a browser that leaves does."""

    def __init__(
        self, address: str, user_name: str, last_event_id: str | None = None, tab: str = "tab"
    ) -> None:
        self._http = httpx2.Client(timeout=httpx2.Timeout(10, read=PATIENCE))
        headers = {"Cookie": f"supervisor_name={user_name}"}
        if last_event_id is not None:
            headers["Last-Event-ID"] = last_event_id
        request = self._http.build_request(
            "GET", f"{address}/notices", params={"tab": tab}, headers=headers
        )
        self._response = self._http.send(request, stream=True)
        assert self._response.status_code == 200, self._response.read()
        self._events: queue.Queue[Event | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def next(self, *names: str) -> Event:
        """The next event of one of these names; others are passed over."""
        while True:
            event = self._events.get(timeout=PATIENCE)
            assert event is not None, "The stream ended."
            if event.name in names:
                return event

    def next_people(self, *names: str) -> list[Json]:
        """Who is here, as soon as these are."""
        while True:
            people: list[Json] = self.next("present").data["people"]
            if [person["user_name"] for person in people] == list(names):
                return people

    def wait_for_end(self) -> None:
        """Return when the server has closed the stream."""
        while self._events.get(timeout=PATIENCE) is not None:
            pass

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        # Only the socket's shutdown wakes the thread that reads from it.
        stream = self._response.extensions["network_stream"]
        with suppress(OSError):  # The server closed it before us.
            stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)
        self._reader.join(PATIENCE)
        self._http.close()

    def _read(self) -> None:
        told: dict[str, str] = {}
        try:
            for line in self._response.iter_lines():
                field, _, value = line.partition(": ")
                if field:
                    told[field] = value
                elif "data" in told:
                    event = Event(told["event"], json.loads(told["data"]), told.get("id"))
                    self._events.put(event)
                    told = {}
                elif not line:
                    told = {}
        except httpx2.TransportError:
            pass  # Either side closed it.
        finally:
            self._events.put(None)
