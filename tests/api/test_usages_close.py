"""A project has in use what its segments were last made from, and nothing else (decision 6)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx2
import pytest

from depgraph.graph import Graph
from tests.api.test_receipts import recorded, segment, version
from tests.api.test_staleness_report import made_from, sound
from tests.support.wipe import run

pytestmark = pytest.mark.anyio


async def in_use(graph: Graph) -> set[str]:
    """The models that projects have in use, and that have a usage; both have to be the same."""
    known = await run(
        graph, "MATCH (:Project)-[:HAS_IN_USE]->(i)-[:RECORDS]->(a:Asset) RETURN a.version AS v"
    )
    used = await run(graph, "MATCH (:Usage)-[:OF_INPUT]->(i)-[:RECORDS]->(a:Asset) RETURN a.version AS v")
    assert sorted(row["v"] for row in known) == sorted(row["v"] for row in used)
    return {row["v"] for row in known}


async def edges(graph: Graph) -> list[tuple[Any, ...]]:
    """What segments were made from, by which of their receipts, and whether they use it now."""
    rows = await run(
        graph,
        "MATCH (g:Segment)-[used:MADE_FROM]->(input) RETURN g.id AS id, used.number AS number,"
        " EXISTS { (g)-[:USES_NOW]->(:Usage)-[:OF_INPUT]->(input) } AS now ORDER BY id, number",
    )
    return [tuple(row.values()) for row in rows]


async def test_what_the_last_segment_leaves_is_in_use_no_more_until_one_comes_back(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    first = await version(client, tmp_path, "flux", 1)
    second = await version(client, tmp_path, "flux", 2)
    for ident in ("g1", "g2"):
        await segment(client, ident)
        await recorded(client, ident, **made_from(first))
    assert await in_use(graph) == {"v1"}
    await recorded(client, "g1", **made_from(second))
    assert await in_use(graph) == {"v1", "v2"}
    await recorded(client, "g2", **made_from(second))
    assert await in_use(graph) == {"v2"}
    await sound(graph)
    await recorded(client, "g1", **made_from(first))
    assert await in_use(graph) == {"v1", "v2"}
    assert await edges(graph) == [("g1", 2, False), ("g1", 3, True), ("g2", 1, False), ("g2", 2, True)]
    await sound(graph)


async def test_what_is_used_again_keeps_its_edge_which_says_by_which_receipt(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    model = await version(client, tmp_path, "flux", 1)
    await segment(client, "g1")
    for _ in range(3):
        await recorded(client, "g1", **made_from(model))
    assert await edges(graph) == [("g1", 3, True)]
    await sound(graph)


async def test_a_segment_that_goes_takes_along_what_only_it_used(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    first = await version(client, tmp_path, "flux", 1)
    second = await version(client, tmp_path, "flux", 2)
    for ident, model in (("g1", first), ("g2", second)):
        await segment(client, ident)
        await recorded(client, ident, **made_from(model))
    assert (await client.delete("/api/segments/g1")).status_code == 204
    assert await in_use(graph) == {"v2"}
    await sound(graph)


async def test_a_generation_that_failed_leaves_in_use_what_was_before(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    first = await version(client, tmp_path, "flux", 1)
    second = await version(client, tmp_path, "flux", 2)
    await segment(client, "g1")
    await recorded(client, "g1", **made_from(first))
    last = await recorded(client, "g1", **made_from(second))
    end = {"completed_at": "2026-11-20T09:01:00Z", "duration_ms": 1, "succeeded": False}
    assert (await client.post(f"/api/receipts/{last['id']}/complete", json=end)).status_code == 200
    assert await in_use(graph) == {"v1"}
    await sound(graph)
