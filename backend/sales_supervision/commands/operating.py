"""Who works at this terminal, as the audit trail has it."""

from __future__ import annotations

import getpass

from sales_supervision.accounts.device import By, Device
from sales_supervision.domain.access import COMMAND_LINE


def operator() -> str:
    """The user of the operating system."""
    try:
        return getpass.getuser()[:100]
    except (OSError, KeyError):
        return "operator"


def by_command() -> By:
    """Whoever runs a command here: ``command line``, with what the system calls them."""
    return By(COMMAND_LINE, Device("the server", "", None, operator()))
