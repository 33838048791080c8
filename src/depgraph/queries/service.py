"""What the service and its database say about themselves."""

from __future__ import annotations

from importlib.metadata import version

from depgraph import schema
from depgraph.errors import DatabaseUnavailable
from depgraph.graph import Graph
from depgraph.models.service import Health, Version

PATIENCE = 4.0
"""Seconds after which the versions are told without the database's."""


async def ready(graph: Graph) -> Health:
    """Raises DatabaseUnavailable when the database is away or its schema is not up to date."""
    missing = await schema.missing(graph)
    if missing:
        raise DatabaseUnavailable(f"{len(missing)} schema files are still to be applied.")
    return Health()


async def versions(graph: Graph) -> Version:
    """The versions of all parts; that of the database is None while it is away."""
    newest = schema.steps()[-1].name.removeprefix("schema.")
    return Version.model_validate(
        {"version": version("depgraph"), "neo4j": await _server(graph), "schema": newest}
    )


async def _server(graph: Graph) -> str | None:
    try:
        rows = await graph.with_deadline(PATIENCE).rows("service.server")
    except DatabaseUnavailable:
        return None
    return rows[0]["neo4j"] if rows else None
