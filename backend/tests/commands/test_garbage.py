"""When the server looks for unreachable objects, and that it finds them."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from sales_supervision.commands.garbage import GarbageRounds

_HOUR = 3_600.0


class Node:
    """Refers to itself, so that its reference count never falls to nothing."""

    def __init__(self) -> None:
        self.itself = self


class Watch:
    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def rounds(watch: Watch) -> Iterator[GarbageRounds]:
    rounds = GarbageRounds(watch)
    rounds.begin()
    yield rounds
    gc.unfreeze()
    gc.enable()


def _made_and_left() -> weakref.ref[Node]:
    return weakref.ref(Node())


def test_nothing_is_looked_for_between_rounds(rounds: GarbageRounds, watch: Watch) -> None:
    assert not gc.isenabled()
    left = _made_and_left()
    watch.seconds += 0.9
    rounds.tick(0)
    assert left() is not None


def test_a_little_round_finds_what_was_left_since_the_last(
    rounds: GarbageRounds, watch: Watch
) -> None:
    for requests in (1, 2):
        left = _made_and_left()
        watch.seconds += 1
        rounds.tick(requests)
        assert left() is None


def test_a_little_round_leaves_alone_what_an_earlier_one_saw(
    rounds: GarbageRounds, watch: Watch
) -> None:
    left = _seen_then_left(rounds, watch)
    watch.seconds += 1
    rounds.tick(2)
    assert left() is not None


def test_an_hourly_round_finds_everything_once_nobody_asks(
    rounds: GarbageRounds, watch: Watch
) -> None:
    left = _seen_then_left(rounds, watch)
    watch.seconds += _HOUR
    rounds.tick(2)
    assert left() is not None
    watch.seconds += 1
    rounds.tick(2)
    assert left() is None


def test_after_a_day_a_whole_round_no_longer_waits(rounds: GarbageRounds, watch: Watch) -> None:
    left = _seen_then_left(rounds, watch)
    watch.seconds += 24 * _HOUR
    rounds.tick(2)
    assert left() is None


def test_a_whole_round_is_followed_by_an_hour_of_little_ones(
    rounds: GarbageRounds, watch: Watch
) -> None:
    watch.seconds += _HOUR
    rounds.tick(0)
    left = _seen_then_left(rounds, watch)
    watch.seconds += _HOUR - 2
    rounds.tick(1)
    assert left() is not None


def test_unused_memory_is_given_back_once_a_minute(watch: Watch) -> None:
    given_back: list[float] = []
    rounds = GarbageRounds(watch, lambda: given_back.append(watch.seconds))
    for _ in range(150):
        watch.seconds += 1
        rounds.tick(0)
    gc.unfreeze()
    assert given_back == [160.0, 220.0]


def _seen_then_left(rounds: GarbageRounds, watch: Watch) -> weakref.ref[Node]:
    node = Node()
    watch.seconds += 1
    rounds.tick(1)
    return weakref.ref(node)
