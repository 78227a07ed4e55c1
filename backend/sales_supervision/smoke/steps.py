"""Steps that are tried one after the other, and what came of each."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NoReturn


class Result(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Step:
    """``detail``: what was found, or why the step failed or was not tried."""

    name: str
    result: Result
    seconds: float
    detail: str


class StepFailedError(Exception):
    """What is wrong, in a sentence for whoever deploys."""


class NotTriedError(Exception):
    """Why a step cannot be tried here."""


def require(holds: object, otherwise: str) -> None:
    """Raise StepFailedError with ``otherwise`` unless ``holds``."""
    if not holds:
        fail(otherwise)


def fail(sentence: str) -> NoReturn:
    raise StepFailedError(sentence)


@dataclass(slots=True)
class Report:
    """Steps in the order in which they were tried. ``told`` hears of each as it ends."""

    told: Callable[[Step], None] = lambda _step: None
    steps: list[Step] = field(default_factory=list)

    @property
    def has_failed(self) -> bool:
        return any(step.result is Result.FAILED for step in self.steps)

    def summary(self) -> str:
        """``12 passed, 0 failed, 1 skipped.``, and which failed."""
        counts = Counter(step.result for step in self.steps)
        told = ", ".join(f"{counts[result]} {result}" for result in Result)
        failed = [step.name for step in self.steps if step.result is Result.FAILED]
        return f"{told}: {', '.join(failed)}" if failed else f"{told}."

    def try_step(self, name: str, work: Callable[[], str]) -> bool:
        """Try one step; returns whether it passed. ``work`` returns the detail."""
        began = time.perf_counter()
        result, detail = Result.PASSED, ""
        try:
            detail = work()
        except StepFailedError as failed:
            result, detail = Result.FAILED, str(failed)
        except (LookupError, TypeError, ValueError) as error:
            result = Result.FAILED
            detail = f"The answer is not the one that this release gives ({error!r})."
        except NotTriedError as reason:
            result, detail = Result.SKIPPED, str(reason)
        except Exception as error:
            # Whatever a step comes to, table and XML tell of it and of those before it.
            result, detail = Result.FAILED, f"It ended with {error!r}."
        self.note(Step(name, result, time.perf_counter() - began, detail))
        return result is Result.PASSED

    def skip(self, names: Iterator[str] | list[str], reason: str) -> None:
        for name in names:
            self.note(Step(name, Result.SKIPPED, 0.0, reason))

    def note(self, step: Step) -> None:
        self.steps.append(step)
        self.told(step)
