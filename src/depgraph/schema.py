"""The schema: files of ``cypher/schema/``, applied in order and noted in the database.

Each file may be run again without harm (IF NOT EXISTS, MERGE), so several services that
start at once do not disturb each other, and an interrupted start is simply continued.
"""

from __future__ import annotations

import hashlib

from depgraph import catalog
from depgraph.clock import now
from depgraph.graph import Graph, Transaction


def steps() -> list[catalog.Query]:
    """The schema files in the order in which they are applied."""
    named = (query for name, query in catalog.load().items() if name.startswith("schema.0"))
    return sorted(named, key=lambda query: query.name)


def digest(query: catalog.Query) -> str:
    """What tells whether a file has been applied as it is now."""
    return hashlib.sha256(query.text.encode()).hexdigest()[:16]


async def missing(graph: Graph) -> list[catalog.Query]:
    """The files that this database has not taken yet, in order."""
    applied = {row["name"]: row["digest"] for row in await graph.rows("schema.applied")}
    return [step for step in steps() if applied.get(step.name) != digest(step)]


async def apply(graph: Graph) -> list[str]:
    """Apply what is missing; answers the names of the files applied.

    They are noted together at the end: after an interruption all of them are run again, which does no harm.
    """
    pending = await missing(graph)
    for step in pending:
        await graph.batch(step.name, **({"now": now()} if "now" in step.params else {}))
    if pending:
        rows = [{"name": step.name, "digest": digest(step)} for step in pending]
        await graph.write(lambda tx: _record(tx, rows), name="schema.record")
    return [step.name for step in pending]


async def _record(tx: Transaction, rows: list[dict[str, str]]) -> None:
    await tx.row("schema.record", rows=rows, now=now())
