"""A store from before segments were counted by project is brought up to date, however often."""

from __future__ import annotations

import pytest

from depgraph.graph import Graph
from tests.support.wipe import run

pytestmark = pytest.mark.anyio


async def test_segments_that_were_there_are_counted_where_they_are_and_once(graph: Graph) -> None:
    await run(
        graph,
        "CREATE (p:Project {id: 'p'})<-[:IN_PROJECT]-(s:Scene {id: 's'})<-[:IN_SCENE]-(:Segment {id: 'old'})"
        " CREATE (s)<-[:IN_SCENE]-(:Segment {id: 'new'})-[:COUNTED_IN]->(p)"
        " CREATE (:Scene {id: 'alone'})<-[:IN_SCENE]-(:Segment {id: 'nowhere'})",
    )
    for _ in range(2):
        await graph.batch("schema.058_segments_are_counted")
        rows = await run(
            graph,
            "MATCH (g:Segment) RETURN g.id AS id, COUNT { (g)-[:COUNTED_IN]->(:Project {id: 'p'}) } AS n"
            " ORDER BY id",
        )
        assert rows == [{"id": "new", "n": 1}, {"id": "nowhere", "n": 0}, {"id": "old", "n": 1}]
