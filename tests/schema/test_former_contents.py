"""A store from before former contents were edges is brought up to date, however often."""

from __future__ import annotations

import pytest

from depgraph.graph import Graph
from tests.support.wipe import run

pytestmark = pytest.mark.anyio

HAD, HAS = "a" * 64, "b" * 64


async def test_what_an_asset_had_is_linked_to_it_and_means_it_again(graph: Graph) -> None:
    await run(
        graph,
        "CREATE (:Line {name: 'flux'})<-[:VERSION_OF]-(a:Asset {id: 'x', name: 'flux', current_of: 'flux',"
        " status: 'active', checksum_sha256: $has, former_checksums: [$had, $has], created_at: 't'})"
        " CREATE (a)-[:HAS_CONTENT]->(:Content {hash: $has}) CREATE (:Content {hash: $had})"
        " <-[:RECORDS]-(:Input:Untracked {key: 'model:' + $had, hash: $had})",
        had=HAD,
        has=HAS,
    )
    for _ in range(2):
        await graph.batch("schema.065_former_contents")
        rows = await run(
            graph,
            "MATCH (:Asset {id: 'x'})-[:HAD_CONTENT]->(c:Content)"
            " MATCH (i:Input) RETURN c.hash AS hash, labels(i) AS labels",
        )
        assert rows == [{"hash": HAD, "labels": ["Input", "Changed"]}]
