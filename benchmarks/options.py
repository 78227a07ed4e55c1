"""What every part of a run is given."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent


class PartUnavailableError(RuntimeError):
    """A part cannot run here; the message says what it lacks."""


@dataclass(frozen=True, slots=True)
class Options:
    """``work_folder``: an empty folder on a real disk, thrown away after the run.

    ``say``: tells what is being done now.
    """

    work_folder: Path
    quick: bool = False
    say: Callable[[str], None] = lambda _: None

    def times(self, usual: int, quick: int) -> int:
        """How often to measure: less in a quick run."""
        return quick if self.quick else usual

    def folder(self, name: str) -> Path:
        folder = self.work_folder / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def online_retail_folder() -> Path:
    """The folder of the online-retail data. Raises PartUnavailableError without it."""
    named = os.environ.get("SALES_SUPERVISION_TEST_DATA")
    data = Path(named) if named else REPOSITORY.parent / "shared" / "data"
    folder = data / "online-retail"
    if not (folder / "sales.parquet").is_file():
        raise PartUnavailableError(
            f"The online-retail data is not in {folder}; name the folder above with "
            "SALES_SUPERVISION_TEST_DATA."
        )
    return folder
