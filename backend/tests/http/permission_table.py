"""The tables of docs/permissions.md, as its readers have them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

DOCUMENT = Path(__file__).parents[3] / "docs" / "permissions.md"


@dataclass(frozen=True, slots=True, order=True)
class Endpoint:
    """``needs``: a permission, `signed-in`, `person` or `open`."""

    path: str
    method: str
    needs: str

    @property
    def is_of_a_route(self) -> bool:
        return "{route_code}" in self.path


def endpoints() -> list[Endpoint]:
    """The table of endpoints."""
    found = []
    for endpoint, needs in table("endpoint"):
        method, path = endpoint.strip("`").split(" ")
        needed, _, of_route = needs.partition(", ")
        found.append(Endpoint(path, method, needed.strip("`")))
        assert found[-1].is_of_a_route == (of_route == "the route"), endpoint
    return found


def table(first_heading: str) -> list[list[str]]:
    """The cells of the table whose first column has this heading."""
    lines = iter(DOCUMENT.read_text(encoding="utf-8").splitlines())
    for line in lines:
        if line.startswith(f"| {first_heading} |"):
            next(lines)
            break
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    assert rows, f"There is no table of each {first_heading} in {DOCUMENT}."
    return rows
