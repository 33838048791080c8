"""A receipt in one round trip: the statement that most of them need is a transaction by itself."""

from __future__ import annotations

import time

from depgraph.clock import now
from depgraph.errors import DepgraphError, OutcomeUnknown
from depgraph.graph import DEADLINE, Graph
from depgraph.models.receipts import NewReceipt, Receipt
from depgraph.provenance.recording import FRESH, group
from depgraph.queries.outcome import Outcome
from depgraph.queries.receipts import alone, made
from depgraph.queries.requests import Claim, kept

_HEADS = 3
"""How many heads of the segment's chain are tried: others may write to it."""


async def record_alone(
    graph: Graph, *, segment_id: str, receipt_id: str, new: NewReceipt, key: bytes, claim: Claim | None
) -> Outcome[Receipt] | None:
    """The recorded receipt, with its claim kept; or None where that takes more than one statement.

    None also where anything else went wrong, a broken connection too, which leaves open whether it was
    written: ``receipts.record`` with the same ``receipt_id`` finds it, and says what there is to say.
    Raises OutcomeUnknown when the time ran out or the commit failed.
    """
    moment, head, give_up = now(), FRESH, time.monotonic() + DEADLINE
    for _ in range(_HEADS):
        left = graph.with_deadline(max(give_up - time.monotonic(), 0))
        written = group(segment_id, [(receipt_id, new)], head, key=key, now=moment)
        outcome = made(Receipt.model_validate(written["receipts"][0]["columns"]))
        claims = [] if claim is None else [_claimed(claim, outcome)]
        try:
            rows = await left.write_alone("receipt.record", **alone(written, claims, moment))
        except OutcomeUnknown:
            raise
        except DepgraphError:
            return None
        if not rows:
            return None
        if rows[0]["fits"]:
            return outcome
        head = rows[0]["head"]
    return None


def _claimed(claim: Claim, outcome: Outcome[Receipt]) -> dict[str, str]:
    return {"key": claim.key, "body_digest": claim.body_digest, "answer": kept(outcome)}
