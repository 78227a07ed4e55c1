"""Where things stand in this checkout, and the stamps that tell whether one must be made anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BACKEND = ROOT / "backend"
FRONTEND = ROOT / "frontend"
VENV = ROOT / ".venv"
LOAD_VENV = ROOT / ".venv-load"
WEB = BACKEND / "sales_supervision" / "web"


class Stamp:
    """What a product was made from. It stands inside the product, so both go together."""

    def __init__(self, file: Path, sources: Iterable[Path], *words: str) -> None:
        self._file = file
        self._content = _digest(sources, (str(ROOT), *words))

    def holds(self) -> bool:
        return self._file.is_file() and self._file.read_text() == self._content

    def clear(self) -> None:
        """Before the product is made: what is half done holds for nothing."""
        self._file.unlink(missing_ok=True)

    def set(self) -> None:
        self._file.write_text(self._content)


def _digest(sources: Iterable[Path], words: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for word in words:
        digest.update(f"{word}\n".encode())
    for file in sorted(sources):
        digest.update(f"{file.relative_to(ROOT)}\n".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
