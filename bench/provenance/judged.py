"""What was measured of one question, and the bars that it is held to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from bench.provenance.questions import Question

BEHIND_BUILT = 2.0
"""Over HTTP no question may take more than this many times what the tables built for it take."""
LARGER_MS, LARGER_HITS = 1.3, 1.1
"""The larger studio against the smaller, for the same answer."""
_PER_INPUT, _PER_PAIR, _PER_ROW = 3, 25, 20


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians in milliseconds; ``looked_at`` are the inputs, stale pairs and rows of a report."""

    question: str
    query: str
    ms: float
    floors: float
    floors_first_decile: float
    bare_ms: float
    db_hits: int
    plain_ms: float | None = None
    plain_http_ms: float | None = None
    built_ms: float | None = None
    built_http_ms: float | None = None
    smaller_ms: float | None = None
    smaller_db_hits: int | None = None
    looked_at: dict[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what is measured, and the most that it may be, or the least."""

    what: str
    value: float
    limit: float
    at_least: bool = False

    @property
    def holds(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def row(self) -> dict[str, Any]:
        return {**asdict(self), "holds": self.holds}


def bars(question: Question, found: Measured) -> list[Bar]:
    """All that this question is held to."""
    return [*_own(question, found), *_against_others(found)]


def _own(question: Question, found: Measured) -> Iterator[Bar]:
    if question.bar is not None:
        yield Bar("× floor", found.floors, question.bar)
    if question.bare_ms is not None:
        yield Bar("bare ms", found.bare_ms, question.bare_ms)
    if question.hits is not None:
        yield Bar("db hits", found.db_hits, question.hits)
    if found.looked_at:
        seen = found.looked_at
        law = _PER_INPUT * seen["inputs"] + _PER_PAIR * seen["stale_pairs"] + _PER_ROW * seen["rows"]
        yield Bar("db hits by what there is", found.db_hits, law)


def _against_others(found: Measured) -> Iterator[Bar]:
    if found.built_http_ms:
        yield Bar("× tables built for it, HTTP", found.ms / found.built_http_ms, BEHIND_BUILT)
    if found.smaller_ms and found.smaller_db_hits:
        yield Bar("× smaller studio", found.ms / found.smaller_ms, LARGER_MS)
        yield Bar("× smaller studio, db hits", found.db_hits / found.smaller_db_hits, LARGER_HITS)
