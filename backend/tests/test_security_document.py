"""SECURITY.md covers every requirement of its level once, and what it names exists."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
TESTS = ROOT / "backend" / "tests"

LEVELS = {
    "1.1": "22", "1.2": "1111122223", "1.3": "112222222223", "1.4": "222", "1.5": "123",
    "2.1": "122", "2.2": "112", "2.3": "12223", "2.4": "23",
    "3.1": "3", "3.2": "113", "3.3": "12223", "3.4": "11222233", "3.5": "11122333", "3.6": "3",
    "3.7": "22333",
    "4.1": "12233", "4.2": "23333", "4.3": "22", "4.4": "1222",
    "5.1": "2", "5.2": "112333", "5.3": "113", "5.4": "222",
    "6.1": "122", "6.2": "111111112222", "6.3": "11223333", "6.4": "112233", "6.5": "22222333",
    "6.6": "2223", "6.7": "33", "6.8": "2222",
    "7.1": "222", "7.2": "1111", "7.3": "22", "7.4": "11222", "7.5": "223", "7.6": "22",
    "8.1": "1233", "8.2": "1123", "8.3": "133", "8.4": "23",
    "9.1": "111", "9.2": "1222",
    "10.1": "22", "10.2": "223", "10.3": "22223", "10.4": "1111122222233333", "10.5": "22222",
    "10.6": "22", "10.7": "222",
    "11.1": "2233", "11.2": "22233", "11.3": "11233", "11.4": "1222", "11.5": "23", "11.6": "23",
    "11.7": "33",
    "12.1": "12233", "12.2": "11", "12.3": "22223",
    "13.1": "2333", "13.2": "222223", "13.3": "2233", "13.4": "1222233",
    "14.1": "22", "14.2": "12223333", "14.3": "122",
    "15.1": "12233", "15.2": "12233", "15.3": "1222222", "15.4": "3333",
    "16.1": "2", "16.2": "22222", "16.3": "2222", "16.4": "222", "16.5": "2223",
    "17.1": "23", "17.2": "22223333", "17.3": "22",
}  # fmt: skip
"""By section of ASVS 5.0.0, the level of each of its requirements."""

REQUIRED = {
    f"{section}.{number}": int(level)
    for section, levels in LEVELS.items()
    for number, level in enumerate(levels, 1)
    if level != "3"
}

_ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| .+ \| .+ \| .+ \|$", re.MULTILINE)
_NOT_APPLICABLE = re.compile(r"^- (\d[\d., –]*): ", re.MULTILINE)
_TEST = re.compile(r"`(?!backend/|scripts/)([\w/]+\.py)(?:::(test_\w+))?`")
_FILE = re.compile(r"`((?:backend|frontend|docs|deploy|scripts)/[\w./-]*\w)`")


def test_the_levels_add_up_to_what_the_standard_says_of_itself() -> None:
    assert Counter("".join(LEVELS.values())) == {"1": 70, "2": 183, "3": 92}


def test_every_requirement_of_levels_1_and_2_has_its_place() -> None:
    rows = {number: int(level) for number, level in _ROW.findall(DOCUMENT)}
    others = _not_applicable()
    named = Counter([*(number for number, _ in _ROW.findall(DOCUMENT)), *others])
    assert [number for number, times in named.items() if times > 1] == []
    assert rows == {number: REQUIRED.get(number) for number in rows}
    assert set(rows) | set(others) == set(REQUIRED)


def test_every_test_that_is_named_exists() -> None:
    named = _TEST.findall(DOCUMENT)
    assert len(named) > 50
    missing = [f"{file}::{test}" for file, test in named if not _has(TESTS / file, test)]
    assert missing == []


def test_every_file_that_is_named_exists() -> None:
    assert [name for name in _FILE.findall(DOCUMENT) if not (ROOT / name).exists()] == []


def test_the_count_of_what_is_not_met_is_right() -> None:
    rows = [row[0] for row in re.finditer(_ROW, DOCUMENT)]
    unmet = sum("**Not met" in row for row in rows)
    partly = sum("**Partly" in row for row in rows)
    said = f"{len(rows)} apply; {unmet} of them are not met and {partly} in part"
    assert said in " ".join(DOCUMENT.split())


def _not_applicable() -> list[str]:
    """Numbers such as ``4.3.1, 4.4.1–4.4.4``."""
    found = []
    for listed in _NOT_APPLICABLE.findall(DOCUMENT):
        for part in listed.split(", "):
            first, _, last = part.partition("–")
            section, number = first.rsplit(".", 1)
            end = int(last.rsplit(".", 1)[1]) if last else int(number)
            found += [f"{section}.{one}" for one in range(int(number), end + 1)]
    return found


def _has(file: Path, test: str) -> bool:
    if not file.is_file():
        return False
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return not test or test in {
        node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
    }
