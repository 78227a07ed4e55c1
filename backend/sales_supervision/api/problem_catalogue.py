"""Every problem that the interface answers with.

``docs/problems.md`` and the pages at ``/problems/`` are made of this catalogue; a test keeps the
document equal to it.
"""

from __future__ import annotations

from sales_supervision.api.access_problem_types import AccessProblem
from sales_supervision.api.day_problem_types import DayProblem
from sales_supervision.api.problems import ProblemKind
from sales_supervision.api.request_problem_types import RequestProblem


def problem_kinds() -> list[ProblemKind]:
    """By status; of one status those of the request first, then of who asks, then of the day."""
    types = (*RequestProblem, *AccessProblem, *DayProblem)
    return sorted((type_.value for type_ in types), key=lambda kind: kind.status)
