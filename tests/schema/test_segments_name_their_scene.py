"""A store from before segments named their scene is brought up to date, however often."""

from __future__ import annotations

import pytest

from depgraph.graph import Graph
from tests.support.wipe import run

pytestmark = pytest.mark.anyio


async def test_segments_that_were_there_name_the_scene_that_they_are_in(graph: Graph) -> None:
    await run(
        graph,
        "CREATE (:Scene {id: 's'})<-[:IN_SCENE]-(:Segment {id: 'old'})"
        " CREATE (:Scene {id: 't'})<-[:IN_SCENE]-(:Segment {id: 'new', scene_id: 't'})",
    )
    for _ in range(2):
        await graph.batch("schema.067_segments_name_their_scene")
        rows = await run(graph, "MATCH (g:Segment) RETURN g.id AS id, g.scene_id AS scene ORDER BY id")
        assert rows == [{"id": "new", "scene": "t"}, {"id": "old", "scene": "s"}]
