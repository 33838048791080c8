"""The bench's own Cypher, run outside the gate: counts, waiting for indexes, heads of chains."""

from __future__ import annotations

from typing import Any

from neo4j import AsyncDriver, Query

from bench import statements

_PATIENCE = 900
"""Seconds."""


async def run(driver: AsyncDriver, name: str, **params: Any) -> list[dict[str, Any]]:
    """The rows of one statement of ``bench/load``."""
    async with driver.session(database="neo4j") as session:
        result = await session.run(Query(statements.load()[name].text, timeout=_PATIENCE), params)
        return [record.data() async for record in result]
