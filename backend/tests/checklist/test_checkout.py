"""Which folder counts as the release that is deployed."""

from __future__ import annotations

from pathlib import Path

import pytest

from sales_supervision import __version__
from sales_supervision.checklist.checkout import version_in, why_unfit
from sales_supervision.checklist.lines import Line, Plan, lines_of
from tests.checklist.made_checkout import ALL_IS_WELL, make_checkout

REPOSITORY = Path(__file__).parents[3]
OF_THE_RELEASE = ("lint", "tests", "build")


def lines_for(source: Path) -> list[Line]:
    plan = Plan(1, "http://localhost:8000", __version__, source, source / "a.bak", None)
    return [line for line in lines_of(plan) if line.key in OF_THE_RELEASE]


def test_this_repository_is_one() -> None:
    assert version_in(REPOSITORY) == __version__


def test_a_checkout_of_the_release_is_run(tmp_path: Path) -> None:
    lines = lines_for(make_checkout(tmp_path))
    assert [line.command for line in lines] == [
        ("make", "check"),
        ("make", "test"),
        ("make", "wheel"),
    ]
    assert why_unfit(tmp_path, __version__) is None


@pytest.mark.parametrize("project", [None, "another", '"'])
def test_the_makefile_of_something_else_is_not_run(tmp_path: Path, project: str | None) -> None:
    if project is None:
        (tmp_path / "Makefile").write_text(ALL_IS_WELL)
    else:
        make_checkout(tmp_path, project=project)
    for line in lines_for(tmp_path):
        assert line.command is None
        assert f"{tmp_path} is no checkout of the product; did CI say so" in (line.instead or "")


def test_another_version_is_not_run_in_place_of_the_one_deployed(tmp_path: Path) -> None:
    make_checkout(tmp_path, version="0.0.9")
    assert [line.checkout_of for line in lines_for(tmp_path)] == [__version__] * 3
    assert why_unfit(tmp_path, __version__) == (
        f"{tmp_path} is a checkout of 0.0.9 and {__version__} is deployed: check {__version__} out "
        "there, or go on with --resume and its --source."
    )
