"""Plans that are made before anybody waits for them.

A database that has just begun takes one to three seconds to plan each of a receipt's statements, one after
another in the request that is the first: more than its deadline allows on a busy machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from depgraph.graph import Graph
from depgraph.queries.receipts import together

PATIENCE = 60
"""Seconds for one plan: nobody waits for it."""
AHEAD: Mapping[str, Mapping[str, Any]] = {
    "receipt.record": together([]),
    "usage.open": {"lists": {"segment_ids": []}},
    "usage.rewrite": {"lists": {"scene_ids": [], "segment_ids": []}},
    "usage.close": {"lists": {"usage_keys": []}},
}
"""What the first receipt may have to send, each with parameters of the types that it is sent with.

A list in a map has no type of its own: the database plans apart for lists of 0, 1, 10, 100 … only where the
list itself is the parameter. So one plan serves them all.
"""


async def make_ahead(graph: Graph) -> None:
    """Let the database plan what the first receipt needs. Raises what a read raises."""
    patient = graph.with_deadline(PATIENCE)
    for name, params in AHEAD.items():
        await patient.plan(name, **params)
