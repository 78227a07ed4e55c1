"""What the command of a line finds in its environment."""

from __future__ import annotations

from collections.abc import Mapping

from sales_supervision.checklist.lines import Line

_PREFIX = "SALES_SUPERVISION_"
_FOR_DEVELOPMENT = frozenset(
    f"{_PREFIX}{name}" for name in ("CHROMIUM", "TEST_DATA", "TEST_DATABASES")
)
"""What tests are told by; no setting of a deployment."""


def environment_of(line: Line, shell: Mapping[str, str]) -> dict[str, str]:
    """What ``shell`` has; for a line of the checkout without the deployment's settings.

    The checklist runs in a shell that names the production database and holds its tokens: tests
    must neither fail by them nor be able to reach it.
    """
    if line.checkout_of is None:
        return dict(shell)
    return {name: value for name, value in shell.items() if not _is_of_deployment(name)}


def _is_of_deployment(name: str) -> bool:
    if name == "GROQ_API_KEY":
        return True
    return name.startswith(_PREFIX) and name not in _FOR_DEVELOPMENT
