"""Further receipts for segments that are there: for ``receipt.record``, and as bodies of requests."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, cycle, islice
from typing import Any

from bench.provenance.linked import histories
from bench.provenance.made import Studio
from depgraph.clock import new_id, now
from depgraph.models.receipts import NewReceipt
from depgraph.provenance.recording import Head, group

INPUTS = 6
"""Inputs of each receipt that is written."""


def segments_with(studio: Studio, many: int) -> dict[str, dict[str, Any]]:
    """Segments whose latest receipt has exactly so many inputs, by id, with that receipt as a body.

    They lie in the projects at the end of the stream: no question is about one of those.
    """
    others = Studio(type(studio.size)(studio.size.name, tuple(reversed(studio.size.projects))))
    fitting = (history[-1] for history in histories(others) if len(history[-1].links) == INPUTS)
    return {one.segment_id: _body(one.row) for one in islice(fitting, many)}


class Recorder:
    """Makes receipt after receipt: the same inputs again with another seed, behind the head of each chain."""

    def __init__(self, bodies: Mapping[str, dict[str, Any]], heads: Mapping[str, Head], key: bytes) -> None:
        self._bodies = bodies
        self._heads = dict(heads)
        self._key = key
        self._seeds = count(1)

    def groups(self, segment_ids: Sequence[str], many: int) -> Iterator[dict[str, Any]]:
        """So many groups of one receipt, the segments in turn."""
        for segment_id in islice(cycle(segment_ids), many):
            new = NewReceipt.model_validate_json(self.body(segment_id))
            made = group(segment_id, [(new_id(), new)], self._heads[segment_id], key=self._key, now=now())
            self._heads[segment_id] = {
                name: made["head"][name] for name in ("count", "head_hash", "completion_head_hash")
            }
            yield made

    def body(self, segment_id: str) -> str:
        """A further receipt of a segment, as the body of a request."""
        return json.dumps(self._bodies[segment_id] | {"seed": str(next(self._seeds))})

    def bulk(self, segment_ids: Sequence[str]) -> bytes:
        """One for each of the segments, as the body of a bulk request."""
        lines = (json.loads(self.body(one)) | {"segment_id": one} for one in segment_ids)
        return json.dumps({"receipts": list(lines)}).encode()


def _body(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "segment_id"}
