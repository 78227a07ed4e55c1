"""The page's texts, read from its own English catalogue: tests follow a new wording."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

FRONTEND = Path(__file__).parents[3] / "frontend"

_NAMESPACES = {"sales-supervision": "page", "sign-in": "signIn", "van-stock": "vanStock"}


def english(key: str, /, *, count: int | None = None, **values: object) -> str:
    """The text of ``namespace:path.to.key`` with its values, in the plural of ``count``."""
    namespace, _, path = key.partition(":")
    texts = _catalogue()[namespace]
    if count is not None:
        forms = ["one" if count == 1 else "other"]
        forms = ["zero", *forms] if count == 0 else forms
        path = next((f"{path}_{form}" for form in forms if f"{path}_{form}" in texts), path)
        values["count"] = count
    return re.sub(r"{{(\w+)}}", lambda name: str(values[name[1]]), texts[path])


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    files = (FRONTEND / "src").glob("*/**/en.json")
    return {
        _NAMESPACES.get(file.parent.name, file.parent.name): _flat(json.loads(file.read_text()))
        for file in files
    }


def _flat(texts: dict[str, object], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in texts.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[prefix + key] = str(value)
    return flat
