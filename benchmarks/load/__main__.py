"""``make load``: how many supervisors the product carries, and how it bears them for long."""

from __future__ import annotations

import sys

from benchmarks.load.command_line import main

sys.exit(main())
