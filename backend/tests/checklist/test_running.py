"""Going through a checklist: what is kept after each line, and how it is gone on with."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest

from sales_supervision import __version__
from sales_supervision.checklist.lines import SIGN_OFFS, Line, Plan, lines_of
from sales_supervision.checklist.record import (
    LineResult,
    Record,
    RecordError,
    Result,
    is_name,
    read_record,
)
from sales_supervision.checklist.running import AfterFailure, Running, keep
from tests.checklist.made_checkout import make_checkout
from tests.clocks import StandingClock

FINE = Line("fine", "What a machine can check", (sys.executable, "-c", "print('all is well')"))
BROKEN = Line(
    "broken", "What goes wrong", (sys.executable, "-c", "print('no room | here'); exit(3)")
)
ASKED = Line("asked", "Was it tried by hand?")


class Scripted:
    """A person who answers as a test says; runs out of answers where a test forgot one."""

    def __init__(
        self,
        *,
        answers: Iterable[tuple[bool, str]] = (),
        decisions: Iterable[AfterFailure] = (),
        issues: Iterable[str] = (),
        signers: Iterable[str] = SIGN_OFFS,
    ) -> None:
        self._answers = iter(answers)
        self._decisions = iter(decisions)
        self._issues = list(issues)
        self._signers = set(signers)
        self.begun: list[str] = []
        self.read: list[str] = []
        self.heard: list[tuple[str, Result]] = []

    def begins(self, line: Line) -> None:
        self.begun.append(line.key)

    def hears(self, result: LineResult) -> None:
        self.heard.append((result.key, result.result))

    def answers(self, question: str) -> tuple[bool, str]:
        return next(self._answers)

    def decides(self) -> AfterFailure:
        return next(self._decisions)

    def names_issues(self, known: list[str]) -> list[str]:
        return [*known, *self._issues]

    def reads(self, record: Record) -> None:
        self.read.append(record.told())

    def signs(self, role: str, content_sha256: str) -> str | None:
        return f"{role}'s name" if role in self._signers else None

    def signs_twice(self, name: str, roles: list[str], role: str) -> bool:
        raise AssertionError(f"{name} signs once")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deployment-20260317-1200.json"


def record() -> Record:
    return Record(
        phase=1,
        version="0.1.0",
        commit="abc",
        url="http://localhost:8000",
        deployed_by="Amal",
        begun_at="2026-03-17T12:00:00+04:00",
        database="sqlite:////var/days.db",
        source="/srv/checkout",
        chromium="chromium",
    )


def go(file: Path, lines: list[Line], person: Scripted, of: Record | None = None) -> bool:
    return Running(of or record(), lines, file, person, StandingClock()).go()


def test_a_checklist_that_goes_well_is_done_and_signed(file: Path) -> None:
    person = Scripted(answers=[(True, "by Noura")], issues=["The lift was broken."])

    assert go(file, [FINE, ASKED], person)

    kept = read_record(file)
    fine, asked = kept.lines
    assert (fine.result, fine.detail) == (
        Result.PASSED,
        "all is well (exit code 0, deployment-20260317-1200.fine.log)",
    )
    assert (asked.result, asked.how, asked.detail) == (Result.PASSED, "asked", "by Noura")
    assert kept.issues == ["The lift was broken."]
    assert [(each.role, each.name, each.at) for each in kept.sign_offs] == [
        (role, f"{role}'s name", "2026-03-17T08:00:00+00:00") for role in SIGN_OFFS
    ]
    assert kept.ended_at is not None
    assert kept.unsigned(SIGN_OFFS) == []


def test_a_line_that_fails_stops_it_until_it_is_gone_on_with(file: Path) -> None:
    assert not go(file, [FINE, BROKEN, ASKED], Scripted(decisions=[AfterFailure.STOP]))
    stopped = read_record(file)
    assert [(line.key, line.result) for line in stopped.lines] == [
        ("fine", Result.PASSED),
        ("broken", Result.FAILED),
    ]
    assert stopped.sign_offs == []

    person = Scripted(answers=[(True, "")])
    mended = Line("broken", BROKEN.title, FINE.command)
    assert go(file, [FINE, mended, ASKED], person, stopped)

    assert person.begun == ["broken", "asked"]
    done = read_record(file)
    assert [line.result for line in done.lines] == [Result.PASSED] * 3
    assert [(line.key, line.result) for line in done.failures] == [("broken", Result.FAILED)]
    assert person.read == [
        "3 passed (2 run, 1 asked), 0 noted, 0 failed, 1 failed before, issues: 0"
    ]
    assert "## Failed before" in file.with_suffix(".md").read_text()


def test_a_line_can_be_tried_again_or_noted_as_an_issue(file: Path) -> None:
    person = Scripted(decisions=[AfterFailure.AGAIN, AfterFailure.NOTE])
    assert go(file, [BROKEN], person)
    assert person.begun == ["broken", "broken"]
    kept = read_record(file)
    assert [line.result for line in kept.lines] == [Result.NOTED]
    assert kept.issues == [
        "What goes wrong: no room | here (exit code 3, deployment-20260317-1200.broken.log)"
    ]


def test_an_interruption_keeps_every_line_before_it(file: Path) -> None:
    class Impatient(Scripted):
        def answers(self, question: str) -> tuple[bool, str]:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        go(file, [FINE, ASKED], Impatient())
    assert read_record(file).result_of("fine") is Result.PASSED


def test_whoever_does_not_sign_yet_is_asked_when_it_is_gone_on_with(file: Path) -> None:
    assert not go(file, [FINE], Scripted(signers=["DevOps"]))
    kept = read_record(file)
    assert kept.unsigned(SIGN_OFFS) == ["Development lead", "QA lead", "Product owner"]
    assert go(file, [FINE], Scripted(), kept)
    assert read_record(file).unsigned(SIGN_OFFS) == []


def test_a_signature_holds_only_for_what_was_signed(file: Path) -> None:
    assert go(file, [FINE], Scripted())
    kept = read_record(file)
    kept.issues.append("Something came up later.")
    assert kept.unsigned(SIGN_OFFS) == list(SIGN_OFFS)


def test_one_person_in_two_roles_is_asked_and_told(file: Path) -> None:
    class Alone(Scripted):
        asked: ClassVar[list[tuple[str, list[str], str]]] = []

        def signs(self, role: str, content_sha256: str) -> str | None:
            return "Amal Haddad" if role in SIGN_OFFS[:2] else None

        def signs_twice(self, name: str, roles: list[str], role: str) -> bool:
            self.asked.append((name, roles, role))
            return len(self.asked) > 1

    person = Alone()
    assert not go(file, [FINE], person)
    assert person.asked == [("Amal Haddad", [SIGN_OFFS[0]], SIGN_OFFS[1])] * 2
    assert [each.also_as for each in read_record(file).sign_offs] == [[], [SIGN_OFFS[0]]]
    assert f"| {SIGN_OFFS[0]} |\n" in file.with_suffix(".md").read_text()


@pytest.mark.parametrize("typed", ["y", "n", "yes", "No", "  ", "1 2", "x.", ""])
def test_an_answer_at_the_wrong_prompt_is_no_name(typed: str) -> None:
    assert not is_name(typed)


@pytest.mark.parametrize("typed", ["Amal", "Li Na", "أمل", "Ng"])
def test_a_name_is_one(typed: str) -> None:
    assert is_name(typed)


def test_an_issue_that_was_typed_is_taken_back_and_a_noted_one_is_not(file: Path) -> None:
    class Corrects(Scripted):
        def names_issues(self, known: list[str]) -> list[str]:
            assert known == ["y"]
            return []

    typed = Scripted(decisions=[AfterFailure.NOTE], issues=["y"], signers=[])
    assert not go(file, [BROKEN], typed)
    assert go(file, [BROKEN], Corrects(), read_record(file))
    assert [issue[:16] for issue in read_record(file).issues] == ["What goes wrong:"]


def test_a_checkout_that_lacks_a_tool_is_told_what_to_do(file: Path) -> None:
    lacking = Line(
        "lint",
        "Lint",
        (sys.executable, "-c", "print('make: *** [check] Error 127'); exit(2)"),
        unprepared="Prepare it.",
    )
    go(file, [lacking], Scripted(decisions=[AfterFailure.STOP]))
    assert "Error 127 Prepare it. (exit code 2" in read_record(file).lines[0].detail


def way_back(file: Path) -> Line:
    plan = Plan(2, "http://localhost:8000", __version__, file.parent, file.parent / "a.bak", None)
    return next(line for line in lines_of(plan) if line.key == "way-back")


def test_the_way_back_says_what_was_written_and_not_the_end_of_a_script(file: Path) -> None:
    assert go(file, [way_back(file)], Scripted())
    (line,) = read_record(file).lines
    log = file.with_suffix(".way-back.log")
    lines = sum(bool(each.strip()) for each in log.read_text().splitlines())
    assert lines > 10
    assert line.detail == (
        f"A script for SQL Server of {lines} lines was written and not run; keep it at hand to go "
        f"back (exit code 0, {log.name})"
    )


def test_a_way_back_that_cannot_be_written_says_why(file: Path) -> None:
    broken = replace(way_back(file), command=BROKEN.command)
    assert not go(file, [broken], Scripted(decisions=[AfterFailure.STOP]))
    assert read_record(file).lines[0].detail.startswith("no room | here (exit code 3")


@pytest.mark.parametrize(("was", "becomes"), [('"passed"', '"noted"'), ("Amal", "Badr")])
def test_a_record_that_was_changed_is_refused(file: Path, was: str, becomes: str) -> None:
    go(file, [FINE], Scripted())
    written = file.read_text()
    assert was in written
    file.write_text(written.replace(was, becomes))
    with pytest.raises(RecordError, match="was changed after it was written"):
        read_record(file)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"sha256": "x"}', "no JSON"])
def test_what_is_no_record_is_refused(file: Path, text: str) -> None:
    file.write_text(text)
    with pytest.raises(RecordError):
        read_record(file)


def test_what_runs_on_the_checkout_gets_no_setting_of_the_deployment(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SALES_SUPERVISION_DATABASE_URL", "sqlite:////srv/prod.db")
    monkeypatch.setenv("SALES_SUPERVISION_TOKEN", "secret")
    monkeypatch.setenv("GROQ_API_KEY", "secret")
    monkeypatch.setenv("SALES_SUPERVISION_CHROMIUM", "/usr/bin/chromium")
    tells = "import os; print(*(n for n in sorted(os.environ) if n[:5] in ('SALES', 'GROQ_')))"
    command = (sys.executable, "-c", tells)

    source = make_checkout(file.parent / "checkout")
    of_checkout = Line("make", "Tests", command, source, checkout_of=__version__)
    go(file, [of_checkout, Line("own", "Product", command)], Scripted())

    make, own = read_record(file).lines
    assert make.detail.startswith("SALES_SUPERVISION_CHROMIUM (exit code 0")
    assert "SALES_SUPERVISION_DATABASE_URL SALES_SUPERVISION_TOKEN (exit" in own.detail


def test_a_line_of_the_checkout_fails_in_another_version_until_it_is_the_right_one(
    file: Path,
) -> None:
    source = make_checkout(file.parent / "checkout", version="0.0.9")

    class ChecksOut(Scripted):
        def decides(self) -> AfterFailure:
            make_checkout(source)
            return AfterFailure.AGAIN

    lines = [Line("tests", "All tests", ("make", "test"), source, checkout_of=__version__)]
    assert go(file, lines, ChecksOut())
    kept = read_record(file)
    (failure,) = kept.failures
    assert failure.detail.startswith(
        f"{source} is a checkout of 0.0.9 and {__version__} is deployed"
    )
    assert kept.lines[0].detail.startswith("test is fine")


def test_a_program_that_is_missing_fails_its_line(file: Path) -> None:
    lines = [Line("make", "All tests", ("/no/such/make", "test"))]
    assert not go(file, lines, Scripted(decisions=[AfterFailure.STOP]))
    (line,) = read_record(file).lines
    assert line.detail == "/no/such/make cannot be run (No such file or directory)."


def test_the_markdown_says_the_same(file: Path) -> None:
    go(file, [FINE, BROKEN], Scripted(decisions=[AfterFailure.NOTE]))
    told = file.with_suffix(".md").read_text()
    assert json.loads(file.read_text())["sha256"] in told
    assert "| What a machine can check | passed | run |" in told
    assert "| What goes wrong | noted | run, noted |" in told
    assert "- Database: sqlite:////var/days.db" in told
    assert "no room \\| here" in told
    assert "| DevOps | DevOps's name |" in told


def test_it_is_written_whole_or_not_at_all(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(record(), file)
    before = file.read_text()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    changed = record()
    changed.issues.append("more")
    with pytest.raises(OSError, match="No space"):
        keep(changed, file)
    assert file.read_text() == before
