"""The graph's own rules: what Neo4j Community has no constraint for, asked as queries."""

from __future__ import annotations

from depgraph import catalog
from depgraph.graph import Graph
from depgraph.models.invariants import Violation

_FOLDER = "invariant."


def names() -> list[str]:
    """The queries of ``cypher/invariant``, each of which has to find nothing."""
    return sorted(name for name in catalog.load() if name.startswith(_FOLDER))


async def broken(graph: Graph) -> list[Violation]:
    """What breaks a rule, at most a hundred of each; empty on a sound graph."""
    return [Violation.model_validate(row) for name in names() for row in await graph.rows(name)]
