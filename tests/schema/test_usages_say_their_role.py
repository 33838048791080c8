"""A store from before usages said how something was used is brought up to date."""

from __future__ import annotations

from pathlib import Path

import httpx2
import pytest

from depgraph.graph import Graph
from depgraph.queries import invariants
from tests.api.test_receipts import recorded, segment, version
from tests.support.wipe import run

pytestmark = pytest.mark.anyio
_KEPT = (
    "MATCH (:Segment)-[used:USES_NOW|USED_BEFORE]->(place)"
    " RETURN place.key AS key, properties(used) AS said ORDER BY key"
)


async def test_what_was_kept_before_comes_to_say_what_it_would_say_now(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    model = await version(client, tmp_path, "flux", 1)
    lora = await version(client, tmp_path, "detail", 1)
    await segment(client, "g1")
    own = {"asset_id": lora["id"], "version": None, "hash": None}
    bytes_alone = {"version": None, "hash": "4" * 64}
    loras = [{**one, "weight": weight} for one, weight in ((own, 0.5), (own, 0.75), (bytes_alone, 0.25))]
    await recorded(client, "g1", lora_configs=loras, source_image_hash="1" * 64)
    await recorded(client, "g1", model_asset_id=model["id"], source_image_hash="2" * 64)
    due = await run(graph, _KEPT)
    await run(
        graph,
        "MATCH (:Segment)-[used:USES_NOW|USED_BEFORE]->()"
        " REMOVE used.receipt_id, used.place, used.role, used.weight",
    )
    for _ in range(2):
        await graph.batch("schema.070_usages_say_their_role")
        assert await run(graph, _KEPT) == due
    assert await invariants.broken(graph) == []
