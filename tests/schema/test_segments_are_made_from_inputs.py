"""Stores from before one edge said what a segment was made from are brought up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx2
import pytest

from depgraph.graph import Graph
from depgraph.queries import invariants
from tests.api.test_receipts import recorded, segment, version
from tests.support.wipe import run

pytestmark = pytest.mark.anyio
_AS_BEFORE = (
    "MATCH (segment:Segment WHERE segment.id IN $ids)-[made_from:MADE_FROM]->(input)"
    " OPTIONAL MATCH (segment)-[now:USES_NOW]->(:Usage {input_key: input.key})"
    " FOREACH (_ IN CASE WHEN now IS NULL THEN [1] ELSE [] END |"
    "   CREATE (segment)-[before:USED_BEFORE]->(input) SET before = properties(made_from))"
    " FOREACH (edge IN CASE WHEN now IS NULL THEN [] ELSE [now] END | SET edge = properties(made_from))"
    " DELETE made_from",
    # of images, workflows and an unknown model the edges said when, and nothing more
    "MATCH (segment:Segment WHERE segment.id IN $ids)-[edge:USES_NOW|USED_BEFORE]->()"
    " SET edge.number = coalesce(edge.number, 1), edge.at = coalesce(edge.at, 't')",
)
_BEFORE_ROLES = (
    *_AS_BEFORE,
    "MATCH (segment:Segment WHERE segment.id IN $ids)-[edge:USES_NOW|USED_BEFORE]->()"
    " REMOVE edge.receipt_id, edge.place, edge.role, edge.weight",
)
_AT_USAGES = (
    *_BEFORE_ROLES,
    "MATCH (segment:Segment WHERE segment.id IN $ids)-[before:USED_BEFORE]->(input)"
    " MATCH (p1:Project {id: 'p1'}) MERGE (p1)-[:HAS_IN_USE]->(input)"
    " MERGE (usage:Usage {key: 'p1|' + input.key}) SET usage.project_id = 'p1', usage.input_key = input.key"
    " MERGE (usage)-[:OF_INPUT]->(input) CREATE (segment)-[again:USED_BEFORE]->(usage)"
    " SET again = properties(before) DELETE before",
)


async def kept(graph: Graph) -> list[dict[str, Any]]:
    """What stands on the segments, and what is said there."""
    return await run(
        graph,
        "MATCH (segment:Segment)-[edge:USES_NOW|USED_BEFORE|MADE_FROM]->(place)"
        " RETURN segment.id AS segment, type(edge) AS type, place.key AS key, properties(edge) AS said"
        " ORDER BY segment, type, key",
    )


@pytest.mark.parametrize(
    "before",
    [_AS_BEFORE, _BEFORE_ROLES, _AT_USAGES],
    ids=["with roles", "before roles", "used before at usages"],
)
async def test_edges_from_before_come_to_say_what_they_would_say_now(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path, before: tuple[str, ...]
) -> None:
    """All segments, then one of three, as after an interruption."""
    model = await version(client, tmp_path, "flux", 1)
    lora = await version(client, tmp_path, "detail", 1)
    own = {"asset_id": lora["id"], "version": None, "hash": None}
    bytes_alone = {"version": None, "hash": "4" * 64}
    loras = [{**one, "weight": weight} for one, weight in ((own, 0.5), (own, 0.75), (bytes_alone, 0.25))]
    for ident in ("g1", "g2", "g3"):
        await segment(client, ident)
        await recorded(client, ident, lora_configs=loras, source_image_hash="1" * 64)
    for ident in ("g1", "g3"):
        await recorded(client, ident, model_asset_id=model["id"], source_image_hash="2" * 64)
    due = await kept(graph)
    assert {row["type"] for row in due} == {"USES_NOW", "MADE_FROM"}
    for ids in (["g1", "g2", "g3"], ["g1"]):
        for statement in before:
            await run(graph, statement, ids=ids)
        assert {row["type"] for row in await kept(graph) if row["segment"] == "g1"} == {
            "USES_NOW",
            "USED_BEFORE",
        }
        for _ in range(2):
            await graph.batch("schema.070_usages_say_their_role")
            await graph.batch("schema.071_segments_are_made_from_inputs")
            assert await kept(graph) == due
    assert await invariants.broken(graph) == []
