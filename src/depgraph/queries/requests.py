"""A request that comes again: same key and body, same answer and one effect.

The key is claimed, the effect made and the answer kept in one transaction, so a repeat
after an unknown outcome either finds the answer or makes the effect for the first time.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel

from depgraph.clock import now
from depgraph.errors import KeyReused
from depgraph.graph import Graph, Transaction
from depgraph.queries.outcome import Outcome

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Claim:
    """An Idempotency-Key, bound to its route, and the digest of the body it came with."""

    key: str
    body_digest: str


async def once(
    graph: Graph,
    model: type[M],
    work: Callable[[Transaction], Awaitable[Outcome[M]]],
    *,
    name: str,
    claim: Claim | None,
) -> Outcome[M]:
    """Run ``work`` as one transaction, at most once for each claim.

    Raises KeyReused when the key came before with another body, and what ``work`` raises.
    """
    if claim is None:
        return await graph.write(work, name=name)

    async def claimed(tx: Transaction) -> Outcome[M]:
        return await _earlier(tx, model, claim) or await _first(tx, work, claim)

    return await graph.write(claimed, name=name, repeatable=True)


async def _earlier(tx: Transaction, model: type[M], claim: Claim) -> Outcome[M] | None:
    row = await tx.row("request.claim", key=claim.key, body_digest=claim.body_digest, now=now())
    if row is None or row["is_new"]:
        return None
    if row["body_digest"] != claim.body_digest:
        raise KeyReused("This Idempotency-Key came before with another body.", pointer="Idempotency-Key")
    earlier = json.loads(row["answer"])
    return Outcome(model.model_validate(earlier["answer"]), earlier["status"], earlier["location"])


async def _first(
    tx: Transaction, work: Callable[[Transaction], Awaitable[Outcome[M]]], claim: Claim
) -> Outcome[M]:
    outcome = await work(tx)
    await tx.row("request.answer", key=claim.key, answer=kept(outcome))
    return outcome


def kept(outcome: Outcome[M]) -> str:
    """An outcome as the text that stays with its key."""
    answer = outcome.answer.model_dump(mode="json")
    return json.dumps({"answer": answer, "status": outcome.status, "location": outcome.location})


async def expire(tx: Transaction, *, before: str) -> int:
    """Drop the keys that were claimed before a time; answers how many, at most 1000."""
    row = await tx.row("request.expire", before=before)
    return row["dropped"] if row else 0
