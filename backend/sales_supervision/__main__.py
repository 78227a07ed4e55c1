"""Where the process begins: Ctrl-C is one sentence at any moment, also while modules load."""

from __future__ import annotations

import sys

from sales_supervision.interrupts import INTERRUPTED, leaving_at_once


def main() -> None:
    """Load the command line and run it; exits with 130 where somebody interrupts."""
    # Only now: loading takes a second.
    with leaving_at_once():
        from sales_supervision.cli import main as run  # noqa: PLC0415

    try:
        run()
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted.\n")
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
