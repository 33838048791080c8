"""Drawing: what is popular is very popular (Zipf), and everything comes from one seed."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Generic, TypeVar

from depgraph.clock import stamp

T = TypeVar("T")
Row = dict[str, object]

SEED = 20_260_801
_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
_SHIFT = 5
"""Zipf-Mandelbrot's shift: without it the first asset alone would have a tenth of all uses."""


def rng(part: str) -> random.Random:
    """A source of chance for one part, so that a change in one does not move the others."""
    return random.Random(f"{SEED}/{part}")


def digest(*parts: object) -> str:
    """64 hex digits that only the parts decide."""
    return hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()


def moment(second: int) -> str:
    """The time a number of seconds after the studio began."""
    return stamp(_BEGIN + timedelta(seconds=second))


class Popular(Generic[T]):
    """Draws from a list, the first of a shuffled order most often."""

    def __init__(self, chance: random.Random, things: Sequence[T]) -> None:
        self._chance = chance
        self._things = chance.sample(things, len(things))
        self._weights = list(accumulate(1 / (rank + _SHIFT) for rank in range(1, len(things) + 1)))

    @property
    def first(self) -> T:
        """The most popular one."""
        return self._things[0]

    def some(self, count: int) -> list[T]:
        """``count`` different ones."""
        found: dict[int, T] = {}
        places = range(len(self._things))
        while len(found) < count:
            for place in self._chance.choices(places, cum_weights=self._weights, k=count - len(found)):
                found[place] = self._things[place]
        return list(found.values())
