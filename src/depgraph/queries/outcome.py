"""What a write answers: the model, whether it made something new, and where that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

M_co = TypeVar("M_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[M_co]):
    """The answer of one write, with its HTTP status and the address of what it made."""

    answer: M_co
    status: int = 200
    location: str | None = None
