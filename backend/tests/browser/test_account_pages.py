"""Signing in, one device that several people use, and the pages of accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import small_targets, violations
from tests.browser.account_pages import (
    HUDA,
    MARYAM,
    OMAR,
    PASSWORD,
    fill_in,
    open_menu,
    open_signed_in,
    served_with_accounts,
    sign_in,
    sign_out,
)
from tests.browser.conftest import DESKTOP, PHONE, ROUTE, OpenBrowser, Serve
from tests.browser.day_page import DayPage, overflow
from tests.browser.english import english
from tests.browser.served import Server

LOOKS: dict[str, dict[str, Any]] = {
    "light-desk": {"viewport": DESKTOP, "color_scheme": "light"},
    "dark-phone": PHONE | {"color_scheme": "dark"},
}


@pytest.fixture(scope="module")
def office(
    serve: Serve, demo_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """One server for all tests here: each works with people and days of its own."""
    with served_with_accounts(serve, demo_file, tmp_path_factory.mktemp("office")) as server:
        yield server


@pytest.fixture
def tablet(open_browser: OpenBrowser, office: Server) -> DayPage:
    return open_browser(office.address)


def test_what_is_unsent_when_a_session_ends_waits_for_its_owner_alone(
    tablet: DayPage, open_browser: OpenBrowser, office: Server
) -> None:
    """Issue 5, point 6: an administrator ends the session, another person signs in meanwhile."""
    page = tablet.page
    open_signed_in(tablet, HUDA, f"/?route={ROUTE}")
    expect(tablet.badge("live")).to_be_visible()
    customer = tablet.region("customers:title").get_by_role("listitem").first
    customer.get_by_role("button").last.click()
    field = tablet.quantities().first
    expect(field).to_be_visible()
    before, label = field.input_value(), field.get_attribute("aria-label")
    where = page.url

    tablet.watch.outage_expected = True
    page.context.set_offline(True)
    field.fill("77")
    field.press("Tab")
    expect(page.get_by_text(english("page:notSentYet", count=1)).first).to_be_visible()

    desk = open_browser(office.address)
    open_signed_in(desk, OMAR, "/users")
    desk.page.get_by_role("button", name=english("users:changeNamed", name=HUDA.user_name)).click()
    desk.button("users:signOut", count=1).click()
    expect(desk.page.get_by_text(english("users:signedOut"))).to_be_visible()

    tablet.watch.expected_statuses.add(401)
    page.context.set_offline(False)
    expect(page).to_have_url(f"{tablet.address}/sign-in")
    expect(page.get_by_text(english("signIn:wasHere"))).to_be_visible()
    expect(page.get_by_text(HUDA.user_name)).to_have_count(0)

    sign_in(tablet, MARYAM)
    expect(page).to_have_url(f"{tablet.address}/")
    page.goto(where)
    theirs = page.get_by_role("textbox", name=label, exact=True)
    expect(theirs).to_have_value(before)
    expect(page.get_by_text(english("page:notSentYet", count=1))).to_have_count(0)
    sign_out(tablet, MARYAM.user_name)

    with page.expect_response(lambda answer: answer.request.method == "PATCH") as sent:
        sign_in(tablet, HUDA)
        page.goto(where)
    assert sent.value.ok
    expect(page.get_by_role("textbox", name=label, exact=True)).to_have_value("77")
    page.reload()
    expect(page.get_by_role("textbox", name=label, exact=True)).to_have_value("77")


def test_a_session_that_ends_leads_back_to_the_same_day(tablet: DayPage) -> None:
    page = tablet.page
    open_signed_in(tablet, MARYAM, "/?route=1004")
    expect(tablet.badge("live")).to_be_visible()
    where = page.url
    tablet.watch.expected_statuses.add(401)
    page.context.clear_cookies()
    page.reload()
    expect(page).to_have_url(f"{tablet.address}/sign-in")
    sign_in(tablet, MARYAM)
    expect(page).to_have_url(where)
    expect(tablet.badge("live")).to_be_visible()


def test_a_tab_left_open_sends_nothing_once_another_person_signed_in(tablet: DayPage) -> None:
    open_signed_in(tablet, MARYAM, "/account")
    other = DayPage(tablet.page.context.new_page(), tablet.address)
    other.page.goto(f"{other.address}/account")
    other.page.get_by_role("heading", name=english("account:title")).wait_for()
    sign_out(tablet, MARYAM.user_name)
    expect(other.page).to_have_url(f"{other.address}/sign-in")
    sign_in(tablet, HUDA)
    expect(tablet.page).to_have_url(f"{tablet.address}/")
    # Nothing that was shown comes back by going back.
    tablet.page.go_back()
    expect(tablet.page.get_by_text(MARYAM.user_name)).to_have_count(0)
    assert other.watch.complaints == []


def test_wrong_passwords_are_all_answered_alike_and_then_slowed_down(tablet: DayPage) -> None:
    page = tablet.page
    tablet.watch.expected_statuses.update({401, 429})
    page.goto(f"{tablet.address}/sign-in")
    told = page.get_by_role("alert")
    for attempt in range(12):
        with page.expect_response(lambda answer: "/sign-in/password" in answer.url) as answer:
            fill_in(tablet, "Nobody at all", f"wrong {attempt}")
        if answer.value.status == 429:
            break
        expect(told).to_be_visible()
    assert answer.value.status == 429
    expect(page.get_by_text(re.compile(r"Please wait \d+ s")).first).to_be_visible()
    assert violations(page) == []
    expect(page.get_by_text(english("signIn:again"))).to_be_visible()
    expect(tablet.button("signIn:signIn")).to_be_enabled()


def test_an_administrator_adds_a_user_who_chooses_a_password(
    tablet: DayPage, open_browser: OpenBrowser, office: Server
) -> None:
    page = tablet.page
    open_signed_in(tablet, OMAR, "/users")
    tablet.button("users:add.open").click()
    dialog = tablet.dialog()
    dialog.get_by_label(english("users:name"), exact=True).fill("Noor Aziz")
    dialog.get_by_role("combobox", name=english("users:routes.add")).fill(ROUTE)
    dialog.get_by_role("option", name=re.compile(f"^{ROUTE}")).click()
    tablet.button("users:add.confirm").click()
    link = dialog.get_by_label(english("users:link.label", name="Noor Aziz")).input_value()
    assert violations(page) == []
    tablet.button("users:done").click()
    expect(page.get_by_text("Noor Aziz")).to_be_visible()

    noor = open_browser(office.address)
    noor.watch.expected_statuses.add(422)
    noor.page.goto(link)
    password = noor.page.get_by_label(english("signIn:choose.password"), exact=True)
    expect(password).to_be_visible()
    assert "reset=" not in noor.page.url
    password.fill("password1234")
    noor.button("signIn:choose.confirm").click()
    expect(noor.page.get_by_text("among the first")).to_be_visible()
    password.fill(PASSWORD)
    noor.button("signIn:choose.confirm").click()
    expect(noor.route()).to_be_visible()
    open_menu(noor, "Noor Aziz")
    expect(noor.page.get_by_role("link", name=english("identity:page.account"))).to_be_visible()
    expect(noor.page.get_by_role("link", name=english("identity:page.users"))).to_have_count(0)

    page.get_by_role("button", name=english("users:changeNamed", name="Noor Aziz")).click()
    tablet.button("users:disable").click()
    expect(page.get_by_text(english("users:disabledText"))).to_be_visible()
    noor.watch.expected_statuses.add(401)
    noor.page.reload()
    expect(noor.page).to_have_url(f"{noor.address}/sign-in")


def test_the_audit_trail_is_searched_and_exported(tablet: DayPage) -> None:
    page = tablet.page
    open_signed_in(tablet, OMAR, "/audit")
    act = page.get_by_role("listitem")
    expect(act.first).to_contain_text(OMAR.user_name)
    page.get_by_label(english("audit:action"), exact=True).select_option("user_added")
    page.get_by_label(english("audit:text"), exact=True).fill(HUDA.user_name)
    tablet.button("audit:find").click()
    expect(page).to_have_url(re.compile("action=user_added"))
    expect(act).to_have_count(1)
    page.reload()
    expect(act).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("link", name=english("audit:export")).click()
    assert HUDA.user_name in download.value.path().read_text()


def test_a_token_is_shown_once_and_revoked(tablet: DayPage) -> None:
    open_signed_in(tablet, OMAR, "/account")
    secret = _make_token(tablet)
    _revoke_token(tablet)
    expect(tablet.page.get_by_text(english("account:tokens.none"))).to_be_visible()
    assert _status_of_program(tablet, secret) == 401


def test_an_administrator_revokes_the_token_of_another(
    tablet: DayPage, open_browser: OpenBrowser, office: Server
) -> None:
    open_signed_in(tablet, MARYAM, "/account")
    secret = _make_token(tablet)
    desk = open_browser(office.address)
    open_signed_in(desk, OMAR, "/users")
    named = english("users:changeNamed", name=MARYAM.user_name)
    desk.page.get_by_role("button", name=named).click()
    expect(desk.dialog().get_by_text("Warehouse")).to_be_visible()
    assert violations(desk.page) == []
    _revoke_token(desk)
    expect(desk.dialog().get_by_text(english("users:tokens.none"))).to_be_visible()
    assert _status_of_program(tablet, secret) == 401


def _make_token(shown: DayPage) -> str:
    """Make a token on the page of one's account, and try it."""
    shown.button("account:tokens.make").click()
    dialog = shown.dialog()
    dialog.get_by_label(english("account:tokens.name")).fill("Warehouse")
    dialog.get_by_role("button", name=english("account:tokens.make"), exact=True).click()
    secret = dialog.get_by_label(english("account:tokens.token"), exact=True).input_value()
    assert _status_of_program(shown, secret) == 200
    shown.button("account:done").click()
    return secret


def _revoke_token(shown: DayPage) -> None:
    for text in ("tokens:removeNamed", "tokens:removeSure"):
        name = english(text, name="Warehouse")
        shown.page.get_by_role("button", name=name, exact=True).click()


def _status_of_program(shown: DayPage, secret: str) -> int:
    """What a program is answered that has the token, and no cookie."""
    asked = {"Authorization": f"Bearer {secret}"}
    return httpx2.get(f"{shown.address}/api/me", headers=asked).status_code


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_is_accessible(open_browser: OpenBrowser, office: Server, look: str) -> None:
    seen = open_browser(office.address, **{**LOOKS[look], "reduced_motion": "reduce"})
    page = seen.page
    found: list[str] = []

    def check(state: str) -> None:
        found.extend(f"{state}: {violation}" for violation in violations(page))
        assert overflow(page) == 0, state
        if look.endswith("phone"):
            found.extend(f"{state}: {target}" for target in small_targets(page, 24))

    page.goto(f"{seen.address}/sign-in")
    expect(seen.button("signIn:signIn")).to_be_visible()
    check("sign-in")
    open_signed_in(seen, OMAR, "/account")
    expect(page.get_by_text(english("account:devices.thisOne"))).to_be_visible()
    check("account")
    seen.button("account:tokens.make").click()
    check("new token")
    page.goto(f"{seen.address}/users")
    expect(page.get_by_role("listitem").first).to_be_visible()
    check("users")
    page.get_by_role("button", name=english("users:changeNamed", name=HUDA.user_name)).click()
    check("a user")
    page.goto(f"{seen.address}/audit")
    expect(page.get_by_role("listitem").first).to_be_visible()
    check("audit")
    open_menu(seen, OMAR.user_name)
    check("menu")
    assert found == []
