"""Commands that are loaded when they are used: all of them make a start seconds longer."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, ClassVar

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group

from sales_supervision.interrupts import leaving_at_once


class LazyCommands(TyperGroup):
    """A group whose commands and groups of commands are found by their modules' names."""

    modules: ClassVar[Mapping[str, str]]

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Click's signature
        return list(self.modules)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - Click's signature
        if (module := self.modules.get(cmd_name)) is None:
            return None
        with leaving_at_once():
            found = getattr(import_module(f"sales_supervision.commands.{module}"), module)
        if isinstance(found, typer.Typer):
            return get_group(found)
        alone = typer.Typer(add_completion=False)
        alone.command(name=cmd_name)(found)
        return get_command(alone)
