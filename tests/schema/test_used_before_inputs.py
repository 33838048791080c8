"""A store in which what was used earlier led to a usage is brought up to date, however often."""

from __future__ import annotations

import pytest

from depgraph.graph import Graph
from tests.support.wipe import run

pytestmark = pytest.mark.anyio


async def test_what_was_used_before_leads_to_the_input_itself_and_keeps_its_place_in_time(
    graph: Graph,
) -> None:
    await run(
        graph,
        "CREATE (input:Input {key: 'asset:a:'})<-[:OF_INPUT]-(usage:Usage {key: 'p|asset:a:'})"
        " CREATE (:Segment {id: 'old'})-[:USED_BEFORE {source_id: 'a', number: 1, at: 't'}]->(usage)"
        " CREATE (:Segment {id: 'new'})-[:USED_BEFORE {source_id: 'a', number: 2, at: 'u'}]->(input)"
        " CREATE (:Segment {id: 'now'})-[:USES_NOW {source_id: 'a', number: 3, at: 'v'}]->(usage)",
    )
    for _ in range(2):
        await graph.batch("schema.066_used_before_inputs")
        rows = await run(
            graph,
            "MATCH (g:Segment)-[used]->(place) RETURN g.id AS id, type(used) AS how, place:Input AS at_input,"
            " used.number AS number, used.at AS at ORDER BY number",
        )
        assert [tuple(row.values()) for row in rows] == [
            ("old", "USED_BEFORE", True, 1, "t"),
            ("new", "USED_BEFORE", True, 2, "u"),
            ("now", "USES_NOW", False, 3, "v"),
        ]
