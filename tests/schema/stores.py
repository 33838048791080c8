"""Databases in the states in which a service may find them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from depgraph.graph import Graph
from tests.support.wipe import run

OLDER = sorted((Path(__file__).parent / "older").glob("*.cypher"))
Definitions = dict[str, tuple[Any, ...]]


async def bare(graph: Graph) -> None:
    """No node, no constraint, no index: as a new server comes."""
    await run(graph, "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
    for row in await run(graph, "SHOW CONSTRAINTS YIELD name RETURN name"):
        await run(graph, f"DROP CONSTRAINT `{row['name']}`")
    for row in await run(graph, "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"):
        await run(graph, f"DROP INDEX `{row['name']}`")


async def older(graph: Graph) -> None:
    """As the first version left it, with a studio in it."""
    await bare(graph)
    for path in OLDER:
        text = path.read_text(encoding="utf-8")
        statement = "\n".join(line for line in text.splitlines() if not line.startswith("//")).strip()
        await run(graph, statement, now="2026-11-01T00:00:00.000000Z")
        digest = hashlib.sha256(statement.encode()).hexdigest()[:16]
        await run(
            graph,
            "MERGE (step:SchemaStep {name: $name}) SET step.digest = $digest, step.applied_at = '2026-11-01'",
            name=f"schema.{path.stem}",
            digest=digest,
        )
    await fill(graph)


async def fill(graph: Graph) -> None:
    """Forty lines of three versions, users, notes and ratings, as the first version wrote them."""
    await run(graph, _STUDIO)


async def contents(graph: Graph) -> str:
    """A digest of all that people made, whatever its internal id; lookups that the schema seeds may grow."""
    nodes = await run(
        graph,
        "MATCH (n) WHERE NOT n:SchemaStep AND NOT n:AssetType AND NOT n:AssetStatus"
        " RETURN labels(n) AS labels, properties(n) AS properties",
    )
    edges = await run(
        graph,
        "MATCH (a)-[e]->(b) RETURN type(e) AS type, properties(e) AS properties,"
        " properties(a) AS source, properties(b) AS target",
    )
    rows = sorted(json.dumps(row, sort_keys=True) for row in (*nodes, *edges))
    return f"{len(nodes)} nodes, {len(edges)} edges, " + hashlib.sha256("\n".join(rows).encode()).hexdigest()


async def definitions(graph: Graph) -> Definitions:
    """Every constraint and index by name, as the database describes it."""
    await run(graph, "CALL db.awaitIndexes(60)")
    constraints = await run(
        graph, "SHOW CONSTRAINTS YIELD name, type, entityType, labelsOrTypes, properties RETURN *"
    )
    indexes = await run(
        graph,
        "SHOW INDEXES YIELD name, type, entityType, labelsOrTypes, properties, state"
        " WHERE type <> 'LOOKUP' RETURN *",
    )
    kinds = {"constraint": constraints, "index": indexes}
    return {f"{kind} {row['name']}": _facts(row) for kind, rows in kinds.items() for row in rows}


def named(text: str) -> set[str]:
    """The constraints and indexes that a statement creates."""
    return set(re.findall(r"CREATE (?:\w+ )?(?:CONSTRAINT|INDEX) (\w+)", text))


def _facts(row: dict[str, Any]) -> tuple[Any, ...]:
    def steady(value: Any) -> Iterator[str]:
        yield from (value if isinstance(value, list) else [str(value)])

    return tuple("|".join(steady(row[key])) for key in sorted(row) if key != "name")


_STUDIO = """
UNWIND range(1, 40) AS n
CREATE (line:Line {name: 'line ' + n, asset_type: 'model', next_number: 4, created_at: 't'})
CREATE (type:Entity:SceneType {
  id: 's' + n, key: 'scene_type:s' + n, kind: 'scene_type', name: 's', created_at: 't'
})
CREATE (scene:Entity:Scene {
  id: 'c' + n, key: 'scene:c' + n, kind: 'scene', name: 'c', active: true, scene_type_id: 's' + n,
  created_at: 't'
})
CREATE (scene)-[:OF_SCENE_TYPE]->(type)
CREATE (scene)-[:ACTIVE_IN]->(type)
WITH n, line, type
UNWIND range(1, 3) AS v
CREATE (content:Content {hash: 'hash ' + n + ' ' + v, size_bytes: n})
CREATE (asset:Asset:Listed {
  id: 'a' + n + '-' + v, name: 'line ' + n, search_name: 'line ' + n, version: 'v' + v, version_number: v,
  current_of: CASE v WHEN 3 THEN 'line ' + n END, asset_type: 'model', status: 'active', placeholder: false,
  metadata: '{}', tags: ['t'], created_at: 't', updated_at: 't', avg_rating: 4.0, rating_sum: 4,
  rating_count: 1, dependency_count: 1, uses_revision: 1
})
CREATE (asset)-[:VERSION_OF]->(line)
CREATE (asset)-[:HAS_CONTENT]->(content)
CREATE (type)-[:USES {
  id: 'u' + n + '-' + v, role: 'r' + v, source: 'saved', created_at: 't',
  asset_id: asset.id, entity_key: type.key
}]->(asset)
CREATE (:Rating {asset_id: asset.id, reviewer_id: 'ann', rating: 4})-[:RATES]->(asset)
CREATE (note:Note {id: 'n' + n + '-' + v, asset_id: asset.id, note_text: 'too dark', severity: 'info'})
CREATE (note)-[:ABOUT]->(asset)
"""
