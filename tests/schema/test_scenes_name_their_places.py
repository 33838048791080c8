"""A store from before scenes named their type, character and project is brought up to date, however often."""

from __future__ import annotations

import pytest

from depgraph.graph import Graph
from tests.support.wipe import run

pytestmark = pytest.mark.anyio


async def test_scenes_that_were_there_name_the_places_that_they_are_in(graph: Graph) -> None:
    await run(
        graph,
        "CREATE (t:SceneType {id: 't'})<-[:OF_SCENE_TYPE]-(s:Scene {id: 'filled'})"
        " CREATE (s)-[:OF_CHARACTER]->(:Character {id: 'c'})"
        " CREATE (s)-[:IN_PROJECT]->(:Project {id: 'p'})"
        " CREATE (t)<-[:OF_SCENE_TYPE]-(:Scene {id: 'alone'})",
    )
    for _ in range(2):
        await graph.batch("schema.068_scenes_name_their_places")
        rows = await run(
            graph,
            "MATCH (s:Scene) RETURN [s.id, s.scene_type_id, s.character_id, s.project_id] AS said"
            " ORDER BY s.id",
        )
        assert [row["said"] for row in rows] == [["alone", "t", None, None], ["filled", "t", "c", "p"]]
