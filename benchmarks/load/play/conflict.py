"""Somebody saved first: what was entered here is merged with theirs, or thrown away."""

from __future__ import annotations

from random import Random

from benchmarks.load.findings import CONFLICT, OK
from benchmarks.load.play.asking import Browser, day_path, key_from
from benchmarks.load.play.notices import Ledger

_DISCARDED = 0.2
_TRIES = 3


def settle(browser: Browser, day: tuple[str, str], ledger: Ledger, chance: Random) -> None:
    """Merge, choosing one by one, again where the version moved meanwhile; one in five discards."""
    path = day_path(day)
    if chance.random() < _DISCARDED:
        browser.do("discard", "DELETE", f"{path}/draft")
        return
    for _ in range(_TRIES):
        preview = browser.get("merge preview", f"{path}/merge")
        if preview.outcome != OK:
            return
        told = preview.json()
        choices = [
            {
                "customer_code": cell["customer_code"],
                "field": cell["field"],
                "item_code": cell["item_code"],
                "choice": chance.choice(("mine", "theirs")),
            }
            for cell in told["cells"]
            if cell["is_conflict"]
        ]
        headers = {
            "If-Match": f'"{told["version_tag"]}"',
            "Idempotency-Key": key_from(chance.getrandbits(128)),
        }
        body = {"choices": choices}
        merged = browser.do("merge", "POST", f"{path}/session/merge", headers, body)
        if merged.outcome == OK:
            ledger.saved(day, merged.json()["session"]["record_version"])
        if merged.outcome != CONFLICT:
            return
