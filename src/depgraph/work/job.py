"""What a slow request consists of: a reading in a thread, then one transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from pydantic import BaseModel

from depgraph.files.progress import Progress
from depgraph.queries.outcome import Outcome

M = TypeVar("M", bound=BaseModel)
R = TypeVar("R")


class Once(Protocol):
    """The one write of a request; with an Idempotency-Key it takes effect once."""

    @property
    def key(self) -> str | None: ...

    async def __call__(
        self, model: type[M], work: Callable[..., Awaitable[Outcome[M]]], /, **given: Any
    ) -> M: ...


@dataclass(frozen=True, slots=True)
class Job(Generic[M, R]):
    """One piece of slow work.

    ``read`` runs in a thread, counts its bytes, and may raise Cancelled; ``finish`` is called as
    ``finish(transaction, reading)`` and may run again when the transaction is repeated.
    ``answer`` is the model of the request's answer; it also takes a Task. ``before`` raises
    what can be refused without reading; it is not asked when the answer is kept already.
    """

    kind: str
    answer: type[M]
    read: Callable[[Progress], R]
    finish: Callable[..., Awaitable[Outcome[M]]]
    before: Callable[[], Awaitable[None]] | None = None
