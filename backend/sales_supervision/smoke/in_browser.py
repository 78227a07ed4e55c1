"""The checklist's smoke tests in a real browser, as a supervisor would click."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

from sales_supervision.smoke.deployment import Deployment, Json, SmokeDay, in_path
from sales_supervision.smoke.over_http import OF_A_DAY, with_smoke_day
from sales_supervision.smoke.page_texts import text
from sales_supervision.smoke.steps import NotTriedError, Report, StepFailedError, fail, require

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Response

PATIENCE_MILLISECONDS = 20_000
SUFFIX = " (browser)"
START = f"Start{SUFFIX}"
OPEN, NOTHING_WRONG = f"Open page{SUFFIX}", f"Nothing went wrong unseen{SUFFIX}"
IN_BROWSER = (OPEN, *(name + SUFFIX for name in OF_A_DAY), NOTHING_WRONG)
_NO_BROWSER = "There is no browser."
_FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync")


def smoke_in_browser(deployment: Deployment, report: Report, *, chromium: str) -> None:
    """Try each step in a browser of its own and note what came of it.

    ``chromium``: the program. Where it or Playwright is missing, that is a failure.
    """
    try:
        from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - an extra
    except ImportError:
        report.try_step(
            START,
            lambda: fail(
                "Playwright is missing: run `pip install playwright` in this environment, or leave "
                "--browser."
            ),
        )
        report.skip(list(IN_BROWSER), _NO_BROWSER)
        return
    pages: list[Page] = []

    def start(opened: ExitStack) -> str:
        path = shutil.which(chromium)
        if path is None:
            fail(f"There is no browser {chromium}: name one with --chromium.")
        playwright = opened.enter_context(sync_playwright())
        try:
            browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        except Error as error:
            fail(f"{path} does not start as a browser ({_first_line(error)}).")
        # One that died on the way cannot be closed any more.
        opened.enter_context(suppress(Error))
        opened.callback(browser.close)
        context = browser.new_context(
            locale="en-GB",
            viewport={"width": 1440, "height": 900},
            ignore_https_errors=_is_verified(deployment),
            extra_http_headers=deployment.headers,
        )
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        pages.append(context.new_page())
        return f"Chromium {browser.version}"

    def work(day: SmokeDay) -> None:
        day_in_browser = _DayInBrowser(deployment, day, pages[0])
        for name, step in zip(IN_BROWSER, day_in_browser.works(), strict=True):
            report.try_step(name, _explained(step, Error))

    with ExitStack() as opened:
        if report.try_step(START, _explained(lambda: start(opened), Error)):
            with_smoke_day(deployment, report, IN_BROWSER, work)
        else:
            report.skip(list(IN_BROWSER), _NO_BROWSER)


def _is_verified(deployment: Deployment) -> bool:
    """Whether the certificate is of an authority that Chromium does not know and Python does.

    Chromium reads no SSL_CERT_FILE; with it, our own TLS has verified the very address just now.
    """
    if not (os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR")):
        return False
    deployment.ask("GET", "/health/live")
    return deployment.url.startswith("https://")


def _explained(step: Callable[[], str], error: type[Exception]) -> Callable[[], str]:
    """``step``, whose failures of the browser are told in one line."""

    def explained() -> str:
        try:
            return step()
        except error as failed:
            raise StepFailedError(_first_line(failed)) from failed

    return explained


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


class _DayInBrowser:
    """The steps of one day, in their order."""

    def __init__(self, deployment: Deployment, day: SmokeDay, page: Page) -> None:
        self._deployment = deployment
        self._day = day
        self._page = page
        self._complaints: list[str] = []
        self._is_open = self._has_page = False
        page.on("pageerror", lambda error: self._complaints.append(f"uncaught: {error}"))
        page.on("response", self._note_failure)

    def works(self) -> list[Callable[[], str]]:
        return [
            self._open,
            self._only_with_page(self._select),
            *(
                self._only_if_open(work)
                for work in (
                    self._toggle,
                    self._edit,
                    lambda: self._review("reviews:customerReview"),
                    lambda: self._review("reviews:routeReview"),
                    self._save,
                    self._reload,
                )
            ),
            self._only_with_page(self._nothing_went_wrong),
        ]

    def _only_if_open(self, work: Callable[[], str]) -> Callable[[], str]:
        def tried() -> str:
            if not self._is_open:
                raise NotTriedError("The day was not opened.")
            return work()

        return tried

    def _only_with_page(self, work: Callable[[], str]) -> Callable[[], str]:
        def tried() -> str:
            if not self._has_page:
                raise NotTriedError("The page was not opened.")
            return work()

        return tried

    def _open(self) -> str:
        self._page.goto(self._deployment.url)
        self._picker("selection:route").wait_for()
        self._has_page = True
        return "the page asks for a route"

    def _select(self) -> str:
        route, date = self._picker("selection:route"), self._picker("selection:date")
        route.click()
        route.fill(self._day.route_code)
        self._page.get_by_role("option").first.wait_for()
        route.press("Enter")
        # The route has no plan today, which the page says; the date is typed as a whole.
        date.click()
        date.fill(self._day.date)
        date.press("Enter")
        self._badge("page:live").wait_for()
        self._is_open = True
        return f"route {self._day.route_code}, {self._day.date}, live"

    def _toggle(self) -> str:
        name = text("customers:toggle", name=self._customer()["customer_name"])
        with self._page.expect_response(lambda answer: answer.request.method == "PUT") as sent:
            self._page.get_by_role("switch", name=name).click()
        require(sent.value.ok, f"The visit was answered with {sent.value.status}.")
        self._page.get_by_role("switch", name=name, checked=True).wait_for()
        return f"{self._customer()['customer_name']} is visited"

    def _edit(self) -> str:
        stop = self._customer()
        code = stop["lines"][0]["item_code"]
        name = self._opened()["plan"]["items"][code]["item_name"]
        field = self._page.get_by_role("textbox", name=text("visit:actualOf", item=name))
        field.fill("7")
        with self._page.expect_response(lambda answer: answer.request.method == "PATCH") as sent:
            field.press("Tab")
        require(sent.value.ok, f"The quantity was answered with {sent.value.status}.")
        require(field.input_value() == "7", f"7 was entered and {field.input_value()} is shown.")
        return f"7 of {name}"

    def _review(self, key: str) -> str:
        self._page.get_by_role("button", name=text(key), exact=True).click()
        self._page.get_by_role("heading", name=text("reviews:section.summary")).first.wait_for()
        self._page.keyboard.press("Escape")
        return "written and shown"

    def _save(self) -> str:
        self._page.get_by_role("button", name=text("page:save"), exact=True).click()
        self._page.get_by_role("button", name=text("saving:confirm"), exact=True).click()
        self._page.get_by_text(text("page:done.saved")).wait_for()
        return "the page says that it is saved"

    def _reload(self) -> str:
        self._page.reload()
        self._badge("page:readOnly").wait_for()
        require(self._page.get_by_role("switch").count() == 0, "The saved day can be changed.")
        return "read-only"

    def _nothing_went_wrong(self) -> str:
        require(not self._complaints, "; ".join(self._complaints[:5]))
        return "no error in the page, no failed request"

    def _note_failure(self, answer: Response) -> None:
        is_other_date = (
            f"/{in_path(self._day.route_code)}/" in answer.url and self._day.date not in answer.url
        )
        if answer.status >= 400 and not (answer.status == 404 and is_other_date):
            self._complaints.append(f"{answer.status} {answer.url}")

    def _picker(self, key: str) -> Locator:
        return self._page.get_by_role("combobox", name=text(key), exact=True)

    def _badge(self, key: str) -> Locator:
        return self._page.get_by_role("banner").first.get_by_text(text(key), exact=True)

    def _customer(self) -> Json:
        stop: Json = self._opened()["plan"]["customers"][0]
        return stop

    def _opened(self) -> Json:
        opened: Json = self._deployment.ask("GET", self._day.path).json()
        return opened
