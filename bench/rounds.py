"""Timing: every contender once in each round, so that all meet the same machine."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import median, quantiles

_SLOW = 0.03
_SLOW_TURN = 10


@dataclass(slots=True)
class Contender:
    """One thing that is timed, and its times in milliseconds."""

    name: str
    call: Callable[[], object]
    samples: list[float] = field(default_factory=list)
    turn: int = 1
    """Takes part in every so many rounds: slow ones are asked less often."""

    @property
    def median(self) -> float:
        return median(self.samples)

    @property
    def p90(self) -> float:
        return quantiles(self.samples, n=10)[-1] if len(self.samples) > 1 else self.samples[0]


def measure(contenders: Iterable[Contender], *, warm_up: int, rounds: int) -> None:
    """Fill in the samples of each: ``rounds`` of them after ``warm_up`` rounds that do not count."""
    all_of_them = list(contenders)
    _find_slow(all_of_them)
    _run(all_of_them, warm_up)
    for contender in all_of_them:
        contender.samples.clear()
    gc.collect()
    gc.disable()
    try:
        _run(all_of_them, rounds)
    finally:
        gc.enable()


def _find_slow(contenders: list[Contender]) -> None:
    for contender in contenders:
        times = [_timed(contender.call) for _ in range(5)]
        contender.turn = _SLOW_TURN if min(times) > _SLOW * 1000 else 1


def _run(contenders: list[Contender], rounds: int) -> None:
    for number in range(rounds):
        for contender in contenders:
            if number % contender.turn == 0:
                contender.samples.append(_timed(contender.call))


def _timed(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000
