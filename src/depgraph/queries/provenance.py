"""What one segment was made from, and whether that is still what would be taken today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from depgraph.clock import now
from depgraph.errors import NotFound
from depgraph.graph import Graph
from depgraph.models.provenance import InputNow, Provenance, Staleness
from depgraph.models.receipts import Confidence, Receipt, RecordedInputs
from depgraph.provenance.links import confidences, count_given
from depgraph.provenance.staleness import every_input, staleness


async def provenance(graph: Graph, *, segment_id: str) -> Provenance:
    """The latest receipt of a segment and its inputs. Raises NotFound for the segment, or its receipt."""
    rows = await graph.rows("segment.provenance", segment_id=segment_id)
    if not rows:
        raise NotFound("segment", segment_id)
    receipt, inputs = rows[0]["receipt"], rows[0]["inputs"]
    if receipt is None:
        detail = f"The segment {segment_id!r} has no receipt that did not fail."
        raise NotFound("receipt", segment_id, detail=detail, hint="Its receipts list those that failed.")
    recorded = Receipt.model_validate(receipt)
    found = confidences(recorded)
    every = every_input(recorded, inputs)
    return Provenance.model_validate({**receipt, "inputs": [_input_now(one, found) for one in every]})


async def of_segment(graph: Graph, *, segment_id: str) -> Staleness:
    """Whether a segment is stale, and why. Raises NotFound."""
    rows = await graph.rows("segment.staleness", segment_id=segment_id, now=now())
    if not rows:
        raise NotFound("segment", segment_id)
    row = rows[0]
    receipt, inputs = row["receipt"], row["inputs"]
    # nearly every receipt has an edge to each of its inputs: then there is nothing to read out of it
    if receipt is not None and len(inputs) < count_given(receipt):
        inputs = every_input(RecordedInputs.model_validate(receipt), inputs)
    return staleness(
        segment_id,
        receipt["id"] if receipt else None,
        inputs,
        row["accepted_keys"],
        superseded_by=row["superseded_by"],
    )


def _input_now(one: dict[str, Any], found: Mapping[tuple[str, int], Confidence]) -> InputNow:
    place = one["role"], one["position"]
    named = {**one, "name": one["asset_name"] or one["name"], "confidence": found.get(place)}
    return InputNow.model_validate({name: named[name] for name in InputNow.model_fields})
