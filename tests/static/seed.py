"""The graph's vocabulary, and a small graph that bears every word of it.

Neo4j warns of a label, edge type or property that its store has never met. On this
graph such a warning therefore means a misspelling in ``cypher/``. A new word of the
graph is added here and in ARCHITECTURE.md first; that is meant to be noticed.
"""

from __future__ import annotations

import re
from typing import Any
from weakref import WeakSet

from depgraph.graph import Graph
from tests.support.wipe import run, wipe

COUNT = 60
"""Nodes of each kind: enough that the planner prefers an index to reading a whole label."""

_TIME = "2999-01-01T00:00:00.000000Z"  # what is old is dropped
_PROBLEM = '{"type": "t", "title": "t", "status": 500, "detail": "d", "code": "c", "hint": "h"}'
_ENTITY = {"id": "", "key": "", "kind": "scene", "name": "n", "created_at": _TIME, "updated_at": _TIME}
_LOCK = {"_lock": True, "_new": True}

NODES: dict[str, dict[str, Any]] = {
    "Asset:Listed": {
        "id": "", "name": "", "search_name": "", "version": "1", "version_number": 1, "current_of": "",
        "asset_type": "model", "status": "active", "placeholder": False, "file_path": "/a",
        "file_size_bytes": 1, "checksum_sha256": "c", "tensor_sha256": "t",
        "former_checksums": ["f"],
        "description": "d", "metadata": "{}", "tags": ["t"],
        "license": "l", "origin": "o", "registered_by": "r", "created_at": _TIME, "updated_at": _TIME,
        "avg_rating": 0.0, "rating_sum": 0, "rating_count": 0, "dependency_count": 0, "uses_revision": 0,
        "previous_id": "a",
        **_LOCK,
    },
    "Line": {"name": "", "asset_type": "model", "next_number": 2, "created_at": _TIME},
    "Content": {"hash": "", "size_bytes": 1, "tensor_sha256": "t", "created_at": _TIME},
    "Entity:Project": _ENTITY,
    "Entity:Character": _ENTITY,
    "Entity:SceneType": {**_ENTITY, "workflow_id": "w"},
    "Entity:Scene": {
        **_ENTITY, "active": True, "scene_type_id": "SceneType-0", "character_id": "Character-0",
        "project_id": "Project-0",
    },
    "Entity:Segment:Uncounted": {
        **_ENTITY, "sequence_index": 0, "scene_id": "Scene-0", "file_path": "/s", "prompt_digest": "d",
    },
    "Entity:Template": {**_ENTITY, "file_path": "/t"},
    "Entity:Job": {**_ENTITY, "status": "queued"},
    "Note": {
        "id": "", "asset_id": "", "related_asset_id": "", "only_asset_id": "", "note_text": "t",
        "severity": "info",
        "severity_rank": 2, "author_id": "a", "created_at": _TIME, "updated_at": _TIME,
    },
    "NoteText": {"id": "", "note_text": "t", "severity": "info", "created_at": _TIME, "replaced_at": _TIME},
    "Rating": {
        "asset_id": "", "reviewer_id": "", "rating": 3, "review_text": "t",
        "created_at": _TIME, "updated_at": _TIME,
    },
    "Dismissal": {"id": "", "reason": "r", "by": "b", "created_at": _TIME},
    "Receipt": {
        "id": "", "segment_id": "", "number": 1, "source_image_hash": "h", "variant_image_hash": "h",
        "workflow_version": "1", "workflow_hash": "h", "model_asset_id": "a", "model_version": "1",
        "model_hash": "h", "lora_configs": "[]", "other_inputs": "[]", "prompt_text": "t",
        "negative_prompt": "t", "cfg_scale": 7.0, "seed": "1", "resolution_width": 1, "resolution_height": 1,
        "steps": 1, "sampler": "euler", "additional_params": "{}", "inputs_hash": "h",
        "generation_started_at": _TIME, "generation_completed_at": _TIME, "generation_duration_ms": 1,
        "succeeded": True, "inputs_changed_during_run": "[]", "created_at": _TIME, "previous_hash": "h",
        "hash": "h", "completion_previous_hash": "h", "completion_hash": "h",
        "request_key": "", "program": "p", "inputs_as_written": "[]",
    },
    "ReceiptChain": {
        "segment_id": "", "count": 1, "head_hash": "h", "completion_head_hash": "h", "seal": "s", **_LOCK,
    },
    "Work": {
        "key": "", "kind": "", "id": "", "name": "n", "next_number": 2, "project_id": "p",
        "created_at": _TIME, **_LOCK,
    },
    "Version": {
        "id": "", "kind": "", "work_key": "", "version_number": 1, "current_of": "", "name": "n",
        "content_hash": "c", "file_path": "/v", "depth": 0, "created_at": _TIME,
    },
    "Input:Changed:Untracked:Accepted": {"key": "", "hash": "", **_LOCK},
    "Acceptance": {
        "id": "", "project_id": "Project-0", "scene_id": "s", "from_asset_id": "a", "is_for_segments": True,
        "reason": "r", "until": _TIME, "created_at": _TIME,
    },
    "RegenerationJob": {
        "id": "", "key": "", "turn": "", "free_at": 1, "lease_ms": 1000, "fence": 0, "status": "queued",
        "project_id": "Project-0", "inputs_hash": "h", "worker": "w", "reason": "r", "asset_ids": ["Asset-0"],
        "inputs": f'{{"lora_configs": [], "prompt_text": "t", "generation_started_at": "{_TIME}"}}',
        "created_at": _TIME, "updated_at": _TIME, **_LOCK,
    },
    "Usage": {"key": "", "project_id": "p", "input_key": "i", **_LOCK},
    "Task": {
        "id": "", "kind": "k", "status": "failed", "result": "{}", "error": _PROBLEM, "done": 1, "total": 1,
        "unit": "bytes", "service_id": "s", "lease_until": 1, "created_at": _TIME, "updated_at": _TIME,
    },
    "Event": {"id": "", "kind": "k", "subject_id": "s", "payload": "{}", "created_at": _TIME},
    "Request": {"key": "", "body_digest": "d", "answer": "{}", "created_at": _TIME},
    "Feature": {"name": "", "enabled": True, "updated_at": _TIME},
    "AssetType": {"id": "", "name": "", "description": "d", "created_at": _TIME, "updated_at": _TIME},
    "AssetStatus": {"id": "", "name": "", "description": "d", "created_at": _TIME, "updated_at": _TIME},
}  # fmt: skip
"""Labels, and the properties that such a node may bear; '' stands for a value of its own."""

EDGES: dict[str, tuple[tuple[str, str], ...]] = {
    "VERSION_OF": (("Asset", "Line"), ("Version", "Work")),
    "PREVIOUS": (("Asset", "Asset"), ("Version", "Version")),
    "DERIVED_FROM": (("Version", "Version"),),
    "RECORDS": (("Input", "Version"), ("Input", "Asset"), ("Input", "Content")),
    "OF_INPUT": (("Usage", "Input"),),
    "USES_NOW": (("Segment", "Usage"),),
    "MADE_FROM": (("Segment", "Input"),),
    # of stores from before schema step 071 alone; a node with one could not be deleted
    "USED_BEFORE": (("Input", "Input"),),
    "HAS_IN_USE": (("Project", "Input"),),
    "COUNTED_IN": (("Segment", "Project"),),
    "MADE_IN": (("Segment", "Project"),),
    "REPLACES": (("Segment", "Segment"),),
    "MAKES": (("RegenerationJob", "Segment"),),
    "ACCEPTS": (("Acceptance", "Input"),),
    "ACCEPTED_IN": (("Acceptance", "Project"),),
    "FOR": (("Acceptance", "Segment"), ("Acceptance", "Scene"), ("Acceptance", "Project")),
    "HAS_CONTENT": (("Asset", "Content"),),
    "HAD_CONTENT": (("Asset", "Content"),),
    "USES": (("SceneType", "Asset"), ("Scene", "Asset"), ("Template", "Asset"), ("Job", "Asset")),
    "ABOUT": (("Note", "Asset"),),
    "COMPATIBLE_WITH": (("Asset", "Asset"),),
    "FORMER_TEXT_OF": (("NoteText", "Note"),),
    "RATES": (("Rating", "Asset"),),
    "DISMISSES": (("Dismissal", "Asset"),),
    "IN_PROJECT": (("Character", "Project"), ("Scene", "Project"), ("Work", "Project")),
    "OF_CHARACTER": (("Scene", "Character"),),
    "OF_SCENE_TYPE": (("Scene", "SceneType"),),
    "ACTIVE_IN": (("Scene", "SceneType"),),
    "IN_SCENE": (("Segment", "Scene"),),
    "IN_SCENE_TYPE": (("Segment", "SceneType"),),
    "OF_SEGMENT": (("Receipt", "Segment"),),
    "LATEST": (("Segment", "Receipt"),),
    "GENERATED_FROM": (("Receipt", "Asset"), ("Receipt", "Content"), ("Receipt", "Input")),
}
"""Edge types, and the labels at their ends."""

_USED: dict[str, Any] = {
    "number": 1,
    "at": _TIME,
    "source_id": "",
    "receipt_id": "",
    "place": 0,
    "role": "lora",
    "weight": 1.0,
}

EDGE_PROPERTIES: dict[str, dict[str, Any]] = {
    "USES": {
        "id": "",
        "role": "lora",
        "weight": 1.0,
        "created_at": _TIME,
        "source": "manual",
        "asset_id": "a",
        "entity_key": "scene:e",
    },
    "COMPATIBLE_WITH": {"note_id": "", "severity": "info"},
    "GENERATED_FROM": {
        "role": "lora",
        "position": 0,
        "place": 0,
        "confidence": "path",
        "weight": 1.0,
        "hash": "h",
        "version": "1",
        "name": "n",
        "was_current": True,
        "input_key": "k",
    },
    "ACCEPTS": {"current": ["c"]},
    "MAKES": {"segment_id": "", "changed": "[]"},
    "MADE_FROM": _USED,
    # as in stores from before schema step 071
    "USES_NOW": _USED,
    "USED_BEFORE": _USED,
    "IN_PROJECT": {"source": "own"},
}

LABELS = frozenset(label for labels in NODES for label in labels.split(":")) | {"SchemaStep"}
PROPERTIES = frozenset(
    {key for properties in (*NODES.values(), *EDGE_PROPERTIES.values()) for key in properties}
    | {"digest", "applied_at"}
)


# One statement for all kinds, so that Neo4j plans two and not a hundred.
_NODES = "UNWIND $rows AS row CREATE (n:$($labels)) SET n = row"
_ORDER = "coalesce({0}.id, {0}.name, {0}.hash, {0}.asset_id, {0}.key, elementId({0}))"
_EDGES = (
    f"MATCH (n:$($source)) WITH n ORDER BY {_ORDER.format('n')} WITH collect(n) AS sources "
    f"MATCH (m:$($target)) WITH sources, m ORDER BY {_ORDER.format('m')} "
    "WITH sources, collect(m) AS targets "
    "UNWIND range(0, size(sources) - 1) AS at UNWIND $steps AS step "
    "WITH at, step, sources[at] AS a, targets[(at + step + $shift) % size(targets)] AS b "
    "CREATE (a)-[edge:$($type)]->(b) SET edge = $properties[at * 2 + step] RETURN count(*) AS made"
)
_counted: WeakSet[Graph] = WeakSet()
"""Whose database has counted what is planted: at the next planting it is the same."""


async def plant(graph: Graph) -> None:
    """Empty the graph and fill it with COUNT nodes of each kind and the edges between them."""
    await wipe(graph)
    for labels, properties in NODES.items():
        kind = labels.removeprefix("Entity:").split(":")[0]
        rows = [_own(kind, number, properties) for number in range(COUNT)]
        await run(graph, _NODES, labels=labels.split(":"), rows=rows)
    for kind, ends in EDGES.items():
        for index, (source, target) in enumerate(ends):
            await _join(graph, kind, source, target, index)
    if graph not in _counted:  # counts of what was wiped before would mislead the planner, once
        await run(graph, "CALL db.prepareForReplanning(60)")
        _counted.add(graph)


async def _join(graph: Graph, kind: str, source: str, target: str, index: int) -> None:
    """Node n of the source gets edges to the nodes n and n + 1 of the target."""
    found = await run(
        graph,
        _EDGES,
        source=source,
        target=target,
        type=kind,
        shift=int(source == target),  # no edge leads back to where it begins
        # a segment is in the stead of one other: with two there would be a million ways through twenty
        steps=[0] if kind == "REPLACES" else [0, 1],
        properties=[
            _own(f"{kind}{index}", number, EDGE_PROPERTIES.get(kind, {})) for number in range(COUNT * 2 + 20)
        ],
    )
    assert found[0]["made"], f"{source} -{kind}-> {target} made no edge"


def _own(kind: str, number: int, properties: dict[str, Any]) -> dict[str, Any]:
    own = {key: f"{kind}-{number}" if value == "" else value for key, value in properties.items()}
    if "key" in properties and "kind" in properties:
        snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind).lower()
        own |= {"kind": snake, "key": f"{snake}:{kind}-{number}"}
    if kind in {"Receipt", "ReceiptChain"}:
        own["segment_id"] = f"Segment-{number}"
    if kind == "Acceptance":
        own["project_id"] = f"Project-{number}"
    if kind in {"Work", "Version"}:
        own |= _of_work(kind, number)
    return own


def _of_work(label: str, number: int) -> dict[str, Any]:
    """Work n and its only version: Work-0 is a source image, Work-1 a derived image, Work-2 a workflow."""
    kind = ("source_image", "derived_image", "workflow")[number % 3]
    key = f"{kind}:Work-{number}"
    return {"kind": kind} | ({"key": key} if label == "Work" else {"work_key": key, "current_of": key})
