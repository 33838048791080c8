"""Small pieces of graph around assets, for tests of the routes of assets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx2

from depgraph.graph import Graph
from tests.support.wipe import run

TIME = "2026-01-01T00:00:00.000000Z"


def written(path: Path, content: bytes) -> Path:
    """The path, with this content at it."""
    path.write_bytes(content)
    return path


async def register(
    client: httpx2.AsyncClient, path: Path, content: bytes | None = None, /, **fields: Any
) -> httpx2.Response:
    """POST /api/assets for a file that is written first when ``content`` is given."""
    if content is not None:
        written(path, content)
    body = {"asset_type": "model", "file_path": str(path), "name": path.name, **fields}
    return await client.post("/api/assets", json=body)


async def registered(
    client: httpx2.AsyncClient, path: Path, content: bytes | None = None, /, **fields: Any
) -> dict[str, Any]:
    """The asset of a registration that has to succeed."""
    answer = await register(client, path, content, **fields)
    assert answer.status_code in {200, 201}, answer.text
    return answer.json()


async def add_placeholder(
    graph: Graph, name: str, version: str, *, current: bool = True, asset_type: str = "model"
) -> str:
    """A placeholder as an import makes it; answers its id."""
    asset_id = f"placeholder-{name}-{version}"
    await run(
        graph,
        """
        MERGE (line:Line {name: $name})
        ON CREATE SET line.asset_type = $asset_type, line.next_number = 1, line.created_at = $time
        CREATE (asset:Asset:Listed {
          id: $id, name: $name, search_name: toLower($name), version: $version,
          version_number: line.next_number, asset_type: $asset_type, status: 'active', placeholder: true,
          metadata: '{}', tags: [], created_at: $time, updated_at: $time, avg_rating: 0.0, rating_sum: 0,
          rating_count: 0, dependency_count: 0, uses_revision: 0, current_of: $current_of
        })-[:VERSION_OF]->(line)
        SET line.next_number = line.next_number + 1
        """,
        id=asset_id,
        name=name,
        version=version,
        asset_type=asset_type,
        time=TIME,
        current_of=name if current else None,
    )
    return asset_id


async def add_use(graph: Graph, asset_id: str, scene_type: str, role: str = "primary_model") -> None:
    """A scene type that uses an asset, as the writer of dependencies makes it."""
    await run(
        graph,
        """
        MATCH (asset:Asset {id: $asset_id})
        MERGE (entity:Entity {key: 'scene_type:' + $scene_type})
        SET entity:SceneType, entity.kind = 'scene_type', entity.id = $scene_type, entity.name = $scene_type
        CREATE (entity)-[:USES {
          id: $scene_type + '/' + $role + '/' + $asset_id, role: $role, weight: 0.5, created_at: $time,
          source: 'manual', asset_id: $asset_id, entity_key: entity.key
        }]->(asset)
        SET asset.dependency_count = COUNT { (asset)<-[:USES]-() },
            asset.uses_revision = asset.uses_revision + 1
        """,
        asset_id=asset_id,
        scene_type=scene_type,
        role=role,
        time=TIME,
    )


async def add_receipt(graph: Graph, asset_id: str, segment: str) -> None:
    """A segment, in no scene, whose latest receipt was made from an asset."""
    await run(
        graph,
        """
        MATCH (asset:Asset {id: $asset_id})
        CREATE (segment:Segment {id: $segment})-[:LATEST]->(receipt:Receipt {id: 'receipt-' + $segment})
        CREATE (receipt)-[:OF_SEGMENT]->(segment)
        CREATE (receipt)-[:GENERATED_FROM {role: 'model', input_key: 'asset:' + asset.id + ':'}]->(asset)
        MERGE (input:Input {key: 'asset:' + asset.id + ':'})
        MERGE (input)-[:RECORDS]->(asset)
        MERGE (usage:Usage {key: '|' + input.key})
        SET usage.project_id = '', usage.input_key = input.key
        MERGE (usage)-[:OF_INPUT]->(input)
        CREATE (segment)-[:USES_NOW]->(usage)
        CREATE (segment)-[:MADE_FROM {source_id: asset.id}]->(input)
        """,
        asset_id=asset_id,
        segment=segment,
    )


async def add_note(graph: Graph, asset_id: str, related_id: str | None = None) -> str:
    """A note with a former text, on one asset or on a pair; answers its id."""
    note_id = f"note-{asset_id}-{related_id}"
    await run(
        graph,
        """
        MATCH (asset:Asset {id: $asset_id})
        CREATE (note:Note {
          id: $note_id, asset_id: $asset_id, related_asset_id: $related_id, note_text: 'faces melt',
          severity: 'critical', severity_rank: 0, created_at: $time, updated_at: $time
        })-[:ABOUT]->(asset)
        CREATE (:NoteText {note_text: 'faces melt?'})-[:FORMER_TEXT_OF]->(note)
        WITH asset, note
        MATCH (other:Asset {id: $related_id})
        CREATE (note)-[:ABOUT]->(other)
        CREATE (asset)-[:COMPATIBLE_WITH {note_id: $note_id, severity: 'critical'}]->(other)
        """,
        asset_id=asset_id,
        related_id=related_id,
        note_id=note_id,
        time=TIME,
    )
    return note_id


async def add_rating(graph: Graph, asset_id: str) -> None:
    """Four stars, and an impact that somebody dismissed."""
    await run(
        graph,
        """
        MATCH (asset:Asset {id: $asset_id})
        CREATE (:Rating {asset_id: $asset_id, reviewer_id: 'ann', rating: 4, created_at: $time,
                         updated_at: $time})-[:RATES]->(asset)
        CREATE (:Dismissal {reason: 'known'})-[:DISMISSES]->(asset)
        SET asset.rating_sum = 4, asset.rating_count = 1, asset.avg_rating = 4.0
        """,
        asset_id=asset_id,
        time=TIME,
    )


async def counts(graph: Graph) -> dict[str, int]:
    """How many nodes of each label there are, but for those that every graph has."""
    rows = await run(
        graph,
        """
        MATCH (n) WHERE NOT n:SchemaStep AND NOT n:AssetType AND NOT n:AssetStatus
        UNWIND labels(n) AS label RETURN label, count(*) AS n ORDER BY label
        """,
    )
    return {str(row["label"]): int(str(row["n"])) for row in rows}


async def events(graph: Graph) -> list[dict[str, Any]]:
    """The payloads of asset_version_changed, in order."""
    rows = await run(
        graph,
        "MATCH (e:Event {kind: 'asset_version_changed'}) RETURN e.payload AS payload ORDER BY e.id",
    )
    return [json.loads(str(row["payload"])) for row in rows]


def without_times(asset: dict[str, Any]) -> dict[str, Any]:
    """An answer without what differs between equal runs."""
    return {key: value for key, value in asset.items() if key not in {"created_at", "updated_at"}}
