"""Small graphs for the tests of routes that need assets and their users, planted without the registry."""

from __future__ import annotations

from depgraph.graph import Graph
from tests.support.wipe import run

_ASSETS = """
UNWIND $rows AS row
MERGE (line:Line {name: row.name})
ON CREATE SET line.asset_type = 'model', line.next_number = 1, line.created_at = $time
CREATE (asset:Asset:Listed {id: row.id, name: row.name, version: row.version})
SET asset += {
  search_name: row.name, version_number: row.number, asset_type: 'model', status: 'active',
  placeholder: true, metadata: '{}', tags: [], created_at: $time, updated_at: $time,
  avg_rating: 0.0, rating_sum: 0, rating_count: 0, dependency_count: 0, uses_revision: 0,
  current_of: CASE row.number WHEN 1 THEN row.name END
}
SET line.next_number = row.number + 1
CREATE (asset)-[:VERSION_OF]->(line)
"""
_USES = """
UNWIND $rows AS row
MERGE (entity:Entity:SceneType {key: 'scene_type:' + row.entity})
ON CREATE SET entity.id = row.entity, entity.kind = 'scene_type', entity.name = row.entity,
  entity.created_at = $time, entity.updated_at = $time
WITH row, entity
MATCH (asset:Asset {id: row.asset})
CREATE (entity)-[:USES {id: row.id, role: 'lora', weight: 1.0, created_at: $time, source: 'hand',
  asset_id: row.asset, entity_key: entity.key}]->(asset)
SET asset.dependency_count = asset.dependency_count + 1
"""
_TOMBSTONE = """
MATCH (asset:Asset {id: $id})
SET asset.status = 'removed'
REMOVE asset:Listed
REMOVE asset.current_of
"""
TIME = "2026-01-01T00:00:00.000000Z"


async def assets(graph: Graph, *names: str) -> None:
    """An asset for each name: ``base`` is version 1 of base with the id base; ``base@2`` is its version 2."""
    rows = []
    for number_of_all, one in enumerate(names):
        name, _, version = one.partition("@")
        number = 1 + sum(other.partition("@")[0] == name for other in names[:number_of_all])
        rows.append({"id": one, "name": name, "version": version or "1", "number": number})
    await run(graph, _ASSETS, rows=rows, time=TIME)


async def uses(graph: Graph, **scene_types: tuple[str, ...]) -> None:
    """Scene types with the ids of the assets that each uses."""
    rows = [
        {"id": f"{entity}-{asset}", "entity": entity, "asset": asset}
        for entity, used in scene_types.items()
        for asset in used
    ]
    await run(graph, _USES, rows=rows, time=TIME)


async def tombstone(graph: Graph, asset_id: str) -> None:
    """What DELETE leaves of an asset that a receipt names."""
    await run(graph, _TOMBSTONE, id=asset_id)
