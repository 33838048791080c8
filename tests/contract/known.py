"""Things that are there, so that requests made at random reach past the first 404."""

from __future__ import annotations

import random
import time
import uuid
from pathlib import Path
from typing import Any

import httpx2

ids: dict[str, list[str]] = {}
"""Known values by the name of the parameter or field that takes them; filled before the first request."""

KINDS = ("project", "character", "scene_type", "scene", "segment", "template", "job")


async def fill(client: httpx2.AsyncClient, folder: Path) -> None:
    """A studio of four assets in two lines, one entity of each kind, notes, ratings, a dependency."""
    assets = [await _asset(client, folder, name, version) for name in "ab" for version in "12"]
    use = {"assets": [{"asset_id": assets[0], "role": "primary_model", "weight": 1.0}]}
    bodies: dict[str, dict[str, Any]] = {
        "projects/p1": {"name": "p"},
        "characters/c1": {"name": "c", "project_id": "p1"},
        "scene-types/t1": {"name": "t", **use},
        "scenes/s1": {"name": "s", "scene_type_id": "t1", "character_id": "c1"},
        "segments/g1": {"scene_id": "s1", "sequence_index": 0},
        "templates/m1": {"name": "m", **use},
        "jobs/j1": {"name": "j", "status": "queued", **use},
    }
    for path, body in bodies.items():
        await _sent(client, "PUT", path, body)
    note = await _sent(
        client, "POST", f"assets/{assets[0]}/notes", {"note_text": "dark", "related_asset_id": assets[2]}
    )
    await _sent(client, "PUT", f"assets/{assets[0]}/rating", {"rating": 4, "reviewer_id": "ann"})
    added = {"entity_type": "scene", "entity_id": "s1", "role": "lora"}
    dependency = await _sent(client, "POST", f"assets/{assets[1]}/dependencies", added)
    image = await _sent(client, "POST", "source-images", {"id": "i1", "name": "i", "content_hash": "1" * 64})
    variant = {"id": "d1", "name": "d", "content_hash": "2" * 64, "derived_from": "i1"}
    await _sent(client, "POST", "derived-images", variant)
    await _sent(client, "POST", "workflows", {"id": "w1", "name": "w", "content_hash": "3" * 64})
    ids.update(
        {"source_image_id": ["i1"], "derived_image_id": ["d1"], "workflow_id": ["w1"]}
        | {"derived_from": ["i1", image["version_id"]], "content_hash": ["1" * 64, "4" * 64]}
        | {f"{kind}_id": [path.split("/")[1]] for kind, path in zip(KINDS, bodies, strict=True)}
        | {"asset_id": assets, "related_asset_id": assets, "asset_ids": assets, "note_id": [note["id"]]}
        | {"by": assets, "remove": assets}
        | {"dependency_id": [dependency["id"] if "id" in dependency else dependency["dependency_id"]]}
        | {"entity_id": [path.split("/")[1] for path in bodies], "center_id": [*assets, "s1", "t1"]}
        | {"asset_type": ["model", "lora"], "file_path": [str(folder / "a1.bin"), str(folder / "b2.bin")]}
    )


async def plan_ahead(client: httpx2.AsyncClient) -> None:
    """Have the widest statements planned before answers are judged: on a busy machine that takes seconds."""
    asked = [
        ("GET", path, None)
        for path in (
            "assets/0/graph",
            "graph?center_type=job&center_id=0",
            "assets/0/dependencies?depth=transitive",
            "stale-segments",
            "projects/0/stale-segments",
            "assets/0/stale-segments",
        )
    ]
    for method, path, body in (*asked, ("POST", "impact/simulate", {"remove": ["0"]})):
        for _ in range(5):
            if (await client.request(method, f"/api/{path}", json=body)).status_code != 503:
                break


def put_in(value: Any, chance: random.Random, name: str = "") -> Any:
    """The same value with known ids in most places that take one."""
    if isinstance(value, dict):
        return {key: put_in(inner, chance, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [put_in(inner, chance, name) for inner in value]
    if name in ids and isinstance(value, str) and chance.random() < 0.8:
        return chance.choice(ids[name])
    return value


async def _asset(client: httpx2.AsyncClient, folder: Path, name: str, version: str) -> str:
    path = folder / f"{name}{version}.bin"
    path.write_bytes(f"{name}{version}".encode())
    body = {"name": name, "version": version, "asset_type": "model", "file_path": str(path)}
    return (await _sent(client, "POST", "assets", body))["id"]


async def _sent(client: httpx2.AsyncClient, method: str, path: str, body: dict[str, Any]) -> Any:
    """As the contract wants it of a client: a 503 is tried again with the same key. First plans take long."""
    key = {"Idempotency-Key": uuid.uuid4().hex} if method == "POST" else {}
    give_up = time.monotonic() + 60
    while True:
        answer = await client.request(method, f"/api/{path}", json=body, headers=key)
        if answer.status_code != 503 or time.monotonic() > give_up:
            assert answer.is_success, answer.text
            return answer.json()
