"""An empty graph for the next test: everything goes but the schema and what it seeds."""

from __future__ import annotations

from typing import LiteralString, cast

from depgraph import schema
from depgraph.clock import now
from depgraph.graph import Graph, Transaction

EVERYTHING_ELSE = "MATCH (n) WHERE NOT n:SchemaStep CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"


async def run(graph: Graph, statement: str, **params: object) -> list[dict[str, object]]:
    """A statement of a test's own, past the catalog."""
    driver = graph._driver
    async with driver.session(database=graph._database) as session:
        result = await session.run(cast("LiteralString", statement), params)
        return [record.data() async for record in result]


async def wipe(graph: Graph) -> None:
    await run(graph, EVERYTHING_ELSE)

    async def seed(tx: Transaction) -> None:
        for step in schema.steps():
            if "now" in step.params:
                await tx.rows(step.name, now=now())

    await graph.write(seed, name="wipe")
