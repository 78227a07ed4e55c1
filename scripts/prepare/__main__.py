"""Prepare this checkout: ``python3 scripts/prepare STEP…``, or ``… npm ARGUMENT…`` in frontend/.

Standard library only, since it runs before anything is installed. Each step leaves a stamp of what
it was made from, and does nothing while that stays the same.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from debian import chromium, nginx
from failing import PreparationError
from packages import install_load_tool, install_packages
from page import build_page, npm
from port import require_free_port

STEPS: dict[str, Callable[[], None]] = {
    "port": require_free_port,
    "packages": lambda: install_packages(tools=False),
    "tools": lambda: install_packages(tools=True),
    "load": install_load_tool,
    "page": build_page,
    "chromium": chromium,
    "nginx": nginx,
}


def main(arguments: list[str]) -> int:
    """Run the named steps in order; 1 and one sentence when one cannot be done."""
    try:
        if arguments[:1] == ["npm"]:
            return npm(arguments[1:])
        for name in arguments:
            STEPS[name]()
    except PreparationError as error:
        print(error, file=sys.stderr)
        return 1
    except PermissionError as error:
        print(
            f"{error.filename} cannot be written: run this as the folder's owner, or change its "
            "permissions.",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
