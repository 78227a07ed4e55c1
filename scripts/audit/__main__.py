"""What stands in this product that others made: ``python scripts/audit advisories|licences|sbom``.

Exit code 0: nothing to complain of. 1: something was found. 3: somebody could not be asked, so that
nothing is known - which is never told as "nothing found".
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from advisories import report_advisories
from bills import BillError, write_bills
from licences import report_licences

COMMANDS: dict[str, Callable[[], int]] = {
    "advisories": report_advisories,
    "licences": report_licences,
    "sbom": write_bills,
}


def main(arguments: list[str]) -> int:
    """Run the named commands, all of them; the gravest exit code is the answer."""
    codes = [0]
    for name in arguments:
        try:
            codes.append(COMMANDS[name]())
        except BillError as error:
            print(error, file=sys.stderr)
            codes.append(1)
    found = [code for code in codes if code]
    return min(found, default=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
