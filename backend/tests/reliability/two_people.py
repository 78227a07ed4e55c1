"""A machine of two people, two replicas and a network that repeats and reorders.

It plays supervisors against the real application and holds what was acknowledged beside what the
database then tells. Nothing acknowledged may be missing, and versions rise by one.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import uuid4

from httpx2 import Response
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from sales_supervision.domain.access import Role
from sales_supervision.storage.engine import Database
from tests.clocks import TODAY, StandingClock
from tests.database_servers import DatabaseServer
from tests.http.conftest import application, client_of
from tests.http.made_day import AMAL, BADR, BREAD, CEDAR, MILK, ROUTE, feed_made_day
from tests.http.supervisor import acting_as
from tests.reliability.recorded import VISITED, Recorded, merged, recorded

DAY = f"/api/days/{ROUTE}/{TODAY.isoformat()}"
PEOPLE = ("Huda", "Omar")

people = st.sampled_from(PEOPLE)
customers = st.sampled_from((AMAL, BADR, CEDAR))
items = st.sampled_from((BREAD, MILK))


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it left a browser; sent again, it is the same to the letter."""

    person: str
    method: str
    path: str
    body: dict[str, Any] | None
    headers: dict[str, str]

    @property
    def key(self) -> str:
        return self.headers["Idempotency-Key"]


@dataclass(slots=True)
class Draft:
    base: int
    cells: dict[tuple[str, str], int | bool]


class TwoPeople(RuleBasedStateMachine):
    """``server`` and ``template`` are set by the test that runs it."""

    server: ClassVar[DatabaseServer]
    template: ClassVar[str]

    @initialize()
    def begin(self) -> None:
        self.database: Database = self.server.copy(self.template)
        feed_made_day(self.database)
        self.running = ExitStack()
        self.at = {
            person: self.running.enter_context(
                client_of(application(self.database, StandingClock(), user_name=person))
            )
            for person in PEOPLE
        }
        self.versions: list[Recorded] = []
        self.is_saved = False
        self.drafts: dict[str, Draft] = {}
        self.tags = {person: self.at[person].get(DAY).headers["Version-Tag"] for person in PEOPLE}
        self.sent: list[Request] = []
        self.first_answers: dict[str, dict[str, Any]] = {}
        self.effects: dict[str, tuple[tuple[str, str], int | bool | None]] = {}

    def teardown(self) -> None:
        if hasattr(self, "running"):
            self.running.close()
            self.server.drop(self.database)

    @rule(person=people)
    def open_the_day(self, person: str) -> None:
        answer = self.at[person].get(DAY)
        assert answer.status_code == 200, answer.text
        self.tags[person] = answer.headers["Version-Tag"]
        assert answer.json()["mode"] == ("historical" if self.is_saved else "live")
        expected = self.versions[-1] if self.is_saved else self._live(person).cells
        assert recorded(answer.json()) == expected

    @rule(person=people, customer=customers, item=items, units=st.integers(0, 12))
    def enter(self, person: str, customer: str, item: str, units: int) -> None:
        path = f"{DAY}/customers/{customer}/actuals"
        self._change(
            person, "PATCH", path, {"actuals": {item: units}}, effect=((customer, item), units)
        )

    @rule(person=people, customer=customers)
    def visit(self, person: str, customer: str) -> None:
        path = f"{DAY}/visits/{customer}"
        self._change(person, "PUT", path, {"actuals": {}}, effect=((customer, VISITED), True))

    @rule(person=people, customer=customers)
    def take_the_visit_back(self, person: str, customer: str) -> None:
        if (customer, VISITED) in self._live(person).cells:
            path = f"{DAY}/visits/{customer}"
            self._change(person, "DELETE", path, None, effect=((customer, VISITED), None))

    @rule(person=people)
    def save(self, person: str) -> None:
        headers = {"If-Match": self.tags[person]}
        self._send(self._request(person, "POST", f"{DAY}/session", None, headers))

    @precondition(lambda self: self.sent)
    @rule(data=st.data())
    def a_request_arrives_again(self, data: st.DataObject) -> None:
        """Late, out of order, from a retry or a second tab that woke up."""
        self._send(data.draw(st.sampled_from(self.sent), label="request"))

    @rule(person=people, takes_mine=st.booleans())
    def merge(self, person: str, takes_mine: bool) -> None:
        preview = self.at[person].get(f"{DAY}/merge")
        if preview.status_code == 404:
            draft = self.drafts.get(person)
            assert draft is None or draft.base == len(self.versions)
            return
        told = preview.json()
        assert (told["base_version"], told["current_version"]) == (
            self.drafts[person].base,
            len(self.versions),
        )
        choices = [
            {
                "customer_code": cell["customer_code"],
                "field": cell["field"],
                "item_code": cell["item_code"],
                "choice": "mine" if takes_mine else "theirs",
            }
            for cell in told["cells"]
            if cell["is_conflict"]
        ]
        self._no_edit_is_unseen(person, told)
        expected = merged(self.versions[-1], told, takes_mine)
        headers = {"If-Match": f'"{told["version_tag"]}"'}
        request = self._request(
            person, "POST", f"{DAY}/session/merge", {"choices": choices}, headers
        )
        answer = self._ask(request)
        assert answer.status_code == 201, answer.text
        self._saved(request, answer, expected)

    @rule(person=people)
    def reopen(self, person: str) -> None:
        headers = {"If-Match": self.tags[person], **acting_as(Role.MANAGER, person)}
        body = {"reason": "A customer called back."}
        self._send(self._request(person, "POST", f"{DAY}/session/reopen", body, headers))

    @invariant()
    def every_acknowledged_version_reads_back(self) -> None:
        if not hasattr(self, "at"):
            return
        listed = self.at[PEOPLE[0]].get(f"{DAY}/versions").json()
        numbers = list(range(len(self.versions), 0, -1))
        assert [version["record_version"] for version in listed] == numbers
        if self.versions:
            newest = self.at[PEOPLE[1]].get(f"{DAY}/versions/{numbers[0]}").json()
            assert recorded(newest) == self.versions[-1]

    @invariant()
    def every_acknowledged_entry_is_in_its_draft(self) -> None:
        for person, draft in getattr(self, "drafts", {}).items():
            if not self.is_saved:
                assert recorded(self.at[person].get(DAY).json()) == draft.cells

    def all_versions_read_back(self) -> None:
        for number, cells in enumerate(self.versions, start=1):
            document = self.at[PEOPLE[0]].get(f"{DAY}/versions/{number}").json()
            assert recorded(document) == cells

    def _change(
        self,
        person: str,
        method: str,
        path: str,
        body: dict[str, Any] | None,
        effect: tuple[tuple[str, str], int | bool | None],
    ) -> None:
        request = self._request(person, method, path, body, {})
        self.effects[request.key] = effect
        self._send(request)

    def _request(
        self,
        person: str,
        method: str,
        path: str,
        body: dict[str, Any] | None,
        headers: dict[str, str],
    ) -> Request:
        request = Request(person, method, path, body, {**headers, "Idempotency-Key": str(uuid4())})
        self.sent.append(request)
        return request

    def _ask(self, request: Request) -> Response:
        return self.at[request.person].request(
            request.method, request.path, json=request.body, headers=request.headers
        )

    def _send(self, request: Request) -> None:
        answer = self._ask(request)
        assert answer.status_code < 500, answer.text
        is_repeat = request.key in self.first_answers
        if request.path.endswith(("/session", "/session/merge", "/session/reopen")):
            if is_repeat:
                assert answer.json() == self.first_answers[request.key]
            elif answer.is_success and request.path.endswith("/reopen"):
                assert self.is_saved
                self.first_answers[request.key] = answer.json()
                self.is_saved = False
            elif answer.is_success:
                assert request.path.endswith("/session"), "a merge is repeated only once done"
                self._saved(request, answer, dict(self._live(request.person).cells))
            return
        if answer.is_success and not is_repeat:
            assert not self.is_saved
            self.first_answers[request.key] = {}
            draft = self.drafts.setdefault(request.person, self._live(request.person))
            cell, value = self.effects[request.key]
            if value is None:
                draft.cells.pop(cell, None)
            else:
                draft.cells[cell] = value

    def _saved(self, request: Request, answer: Response, cells: Recorded) -> None:
        version = answer.json()["session"]["record_version"]
        assert version == len(self.versions) + 1
        assert f".{version - 1}." not in request.headers["If-Match"]
        self.versions.append(cells)
        self.first_answers[request.key] = answer.json()
        self.is_saved = True
        self.drafts.pop(request.person, None)

    def _live(self, person: str) -> Draft:
        """The person's draft, or what a live day begins from."""
        begun = dict(self.versions[-1]) if self.versions else {}
        return self.drafts.get(person) or Draft(len(self.versions), begun)

    def _no_edit_is_unseen(self, person: str, preview: dict[str, Any]) -> None:
        """Every cell in which the draft differs from where it began is in the preview, as mine."""
        draft = self.drafts[person]
        before = self.versions[draft.base - 1] if draft.base else {}
        shown = {
            (cell["customer_code"], cell["item_code"] or VISITED): cell["mine"]
            for cell in preview["cells"]
            if cell["field"] != "not_visited_reason"
        }
        for cell in before.keys() | draft.cells.keys():
            if before.get(cell) != draft.cells.get(cell):
                assert (shown[cell] or None) == (draft.cells.get(cell) or None), cell
