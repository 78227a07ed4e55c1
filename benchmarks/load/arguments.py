"""What can be asked of ``python -m benchmarks.load``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.load.running import DATABASES

_SUPERVISORS = (100, 500, 1_000)
_SECONDS = 120.0
_QUICK_SUPERVISORS, _QUICK_SECONDS = (20,), 30.0
_SOAK_SUPERVISORS = (500,)
_KNEE_START, _KNEE_MOST = 100, 1_600


@dataclass(frozen=True, slots=True)
class Asked:
    """``soak``: minutes, None for none. ``most``: supervisors that a search for the knee tries."""

    supervisors: tuple[int, ...]
    databases: tuple[str, ...]
    processes: tuple[int, ...]
    seconds: float
    soak: float | None
    knee: bool
    most: int
    seed: int
    strict: bool


def read_arguments(arguments: Sequence[str] | None) -> Asked:
    """Exits with a sentence where they make no sense."""
    given = _parser().parse_args(arguments)
    quick = given.quick
    supervisors = _QUICK_SUPERVISORS if quick else _SUPERVISORS
    if given.soak is not None:
        supervisors = _QUICK_SUPERVISORS if quick else _SOAK_SUPERVISORS
    if given.knee:
        supervisors = (_KNEE_START,)
    seconds = given.seconds or (_QUICK_SECONDS if quick else _SECONDS)
    return Asked(
        supervisors=given.supervisors or supervisors,
        databases=given.databases,
        processes=given.processes,
        seconds=seconds if given.soak is None else given.soak * 60,
        soak=given.soak,
        knee=given.knee,
        most=given.most,
        seed=given.seed,
        strict=given.strict,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.load",
        description="Starts the product and plays supervisors at the pace of life.",
    )
    parser.add_argument(
        "--supervisors", type=_numbers, metavar="N,…", help="how many, one play each"
    )
    parser.add_argument(
        "--databases", type=_databases, default=DATABASES, help=f"of {', '.join(DATABASES)}"
    )
    parser.add_argument(
        "--processes",
        type=_processes,
        default=(1, 2),
        metavar="1,2",
        help="server processes; two are behind nginx",
    )
    parser.add_argument("--seconds", type=float, help="how long a play counts")
    parser.add_argument("--quick", action="store_true", help="few people, half a minute")
    parser.add_argument("--seed", type=int, default=7, help="another seed plays other days")
    parser.add_argument(
        "--strict", action="store_true", help="exit code 1 when a limit is missed (else always 0)"
    )
    modes = parser.add_mutually_exclusive_group()
    modes.add_argument(
        "--soak", type=float, metavar="MINUTES", help="does anything grow while the work does not"
    )
    modes.add_argument(
        "--knee", action="store_true", help="find how many it takes until they have to wait"
    )
    parser.add_argument(
        "--most", type=int, default=_KNEE_MOST, metavar="N", help="supervisors tried with --knee"
    )
    return parser


def _numbers(text: str) -> tuple[int, ...]:
    try:
        numbers = tuple(int(number) for number in text.split(",") if number.strip())
    except ValueError:
        numbers = ()
    if not numbers or min(numbers) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no list of numbers such as 100,500")
    return numbers


def _processes(text: str) -> tuple[int, ...]:
    numbers = _numbers(text)
    if not set(numbers) <= {1, 2}:
        raise argparse.ArgumentTypeError("one or two processes are played")
    return numbers


def _databases(text: str) -> tuple[str, ...]:
    wanted = tuple(name.strip() for name in text.split(",") if name.strip())
    if not wanted or not set(wanted) <= set(DATABASES):
        raise argparse.ArgumentTypeError(f"{text!r} is not of {', '.join(DATABASES)}")
    return wanted
