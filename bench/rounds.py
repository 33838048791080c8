"""Timing: every contender once in each round, in another order each time: all meet the same machine."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median, quantiles

_SLOW = ((300, 20), (30, 5))
"""Milliseconds from which on a contender takes part in every so many rounds only."""

_OFTEN = 3_000
"""As often as anything is asked in a row."""


@dataclass(slots=True)
class Times:
    """What one thing took, in milliseconds."""

    name: str
    samples: list[float] = field(default_factory=list[float])

    @property
    def median(self) -> float:
        return median(self.samples)

    @property
    def spread(self) -> tuple[float, float]:
        """The first and the last decile: on a busy machine the first says more about the work itself."""
        deciles = quantiles(self.samples, n=10, method="inclusive") if len(self.samples) > 1 else self.samples
        return deciles[0], deciles[-1]


@dataclass(slots=True)
class Contender:
    """One thing that is timed, and its times. It takes part in every so many (``turn``) rounds."""

    times: Times
    call: Callable[[], object]
    turn: int = 1


def contender(name: str, call: Callable[[], object]) -> Contender:
    """A contender without times as yet."""
    return Contender(Times(name), call)


def measure(contenders: list[Contender], *, warm_up: int, rounds: int, in_a_row: float = 0.0) -> None:
    """Fill in the times of each: ``rounds`` of them after ``warm_up`` rounds that do not count.

    Before those each is asked again and again for ``in_a_row`` seconds: Java compiles what it has met
    some thousand times, and rounds alone would measure a server that has just been started.
    """
    for one in contenders:
        _repeat(one, in_a_row)
    _find_slow(contenders)
    _run(contenders, warm_up)
    for one in contenders:
        one.times.samples.clear()
    with no_pauses():
        _run(contenders, rounds)


@contextmanager
def no_pauses() -> Iterator[None]:
    """Our own garbage is not collected while the time is taken."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def timed(call: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000


def _repeat(one: Contender, seconds: float) -> None:
    give_up = time.perf_counter() + seconds
    asked = 0
    while asked < _OFTEN and time.perf_counter() < give_up:
        one.call()
        asked += 1


def _find_slow(contenders: list[Contender]) -> None:
    for one in contenders:
        best = timed(one.call)
        for _ in range(4 if best < _SLOW[0][0] else 1):
            best = min(best, timed(one.call))
        one.turn = next((turn for limit, turn in _SLOW if best > limit), 1)


def _run(contenders: list[Contender], rounds: int) -> None:
    """In an order of each round's own: whoever always comes after the same one finds what that one left.

    A table that was just read by the bare statement is at hand for the service that reads it next; a
    floor that always follows the heaviest question finds nothing at hand. Slow ones take turns, so that
    not all of them meet in one round.
    """
    chance = random.Random(rounds)
    placed = list(enumerate(contenders))
    for number in range(rounds):
        for place, one in chance.sample(placed, len(placed)):
            if (number + place) % min(one.turn, rounds) == 0:
                one.times.samples.append(timed(one.call))
