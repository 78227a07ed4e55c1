"""Nothing may go wrong unseen: what a page complains of while a test looks elsewhere."""

from __future__ import annotations

from playwright.sync_api import ConsoleMessage, Page, Request, Response

# The browser says the same of each failed request as the events below, but without the status.
_SAID_BY_REQUESTS = "Failed to load resource"
_CALLED_OFF = "net::ERR_ABORTED"


class Watch:
    """Collects console errors, uncaught errors, refused and failed requests of a page.

    A test that provokes some says so beforehand: the statuses in ``expected_statuses``, or
    ``outage_expected`` when no server answers.
    """

    def __init__(self, page: Page) -> None:
        self.expected_statuses: set[int] = set()
        self.outage_expected = False
        self.complaints: list[str] = []
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.complaints.append(f"uncaught: {error}"))
        page.on("response", self._on_response)
        page.on("requestfailed", self._on_failure)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(_SAID_BY_REQUESTS):
            self.complaints.append(f"console: {message.text}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected_statuses:
            self.complaints.append(
                f"{response.status}: {response.request.method} {response.request.url}"
            )

    def _on_failure(self, request: Request) -> None:
        if not self.outage_expected and request.failure != _CALLED_OFF:
            self.complaints.append(f"{request.failure}: {request.method} {request.url}")
