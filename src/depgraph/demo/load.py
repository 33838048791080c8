"""Load the demo studio through the service's own routes; a second time changes nothing."""

from __future__ import annotations

import hashlib
import json
import struct
from contextlib import closing
from pathlib import Path
from typing import Any

from depgraph.demo.client import Caller
from depgraph.demo.studio import (
    ASSETS,
    PAIR_NOTE,
    SCENE_TYPES,
    SEGMENTS_OF_A_SCENE,
    DemoAsset,
    DemoSceneType,
)
from depgraph.errors import DemoFailed

PROJECT = "demo"


def load(address: str, assets_root: Path) -> dict[str, str]:
    """Register files, scene types, scenes, segments with a receipt each, a pair note and ratings.

    Answers the ids of the first version of each line, by name. Raises DemoFailed.
    """
    ids: dict[str, str] = {}
    with closing(Caller(address)) as caller:
        caller.call("PUT", f"/api/projects/{PROJECT}", {"name": "Demo studio"})
        for asset in ASSETS:
            ids.setdefault(asset.name, _register(caller, asset, assets_root / "demo"))
        for scene_type in SCENE_TYPES:
            _save(caller, scene_type, ids)
        _note(caller, ids)
    return ids


def _register(caller: Caller, asset: DemoAsset, folder: Path) -> str:
    path = _written(folder / asset.file_name, asset)
    answer = caller.call(
        "POST",
        "/api/assets",
        {
            "name": asset.name,
            "version": asset.version,
            "asset_type": asset.asset_type,
            "file_path": str(path.resolve()),
            "tags": list(asset.tags),
            "registered_by": "demo",
        },
    )
    asset_id = answer.get("id") or answer["asset_id"]
    caller.call("PUT", f"/api/assets/{asset_id}/rating", {"rating": asset.rating, "reviewer_id": "mika"})
    return asset_id


def _written(path: Path, asset: DemoAsset) -> Path:
    try:
        return write_safetensors(path, asset)
    except OSError as error:
        raise DemoFailed(
            f"{path} cannot be written: {error.strerror}.",
            hint="Make its folder writable for this user, or choose another DEPGRAPH_ASSETS_ROOT.",
        ) from None


def write_safetensors(path: Path, asset: DemoAsset) -> Path:
    """A tiny file of the safetensors format."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_bytes(asset))
    return path


def _sha256(asset: DemoAsset) -> str:
    return hashlib.sha256(_bytes(asset)).hexdigest()


def _bytes(asset: DemoAsset) -> bytes:
    """An 8-byte length, a JSON header, the tensor's bytes."""
    weights = hashlib.sha256(f"{asset.name} {asset.version}".encode()).digest() * 8
    header = json.dumps(
        {
            "__metadata__": {"modelspec.title": f"{asset.name} {asset.version}", "modelspec.author": "demo"},
            "weight": {"dtype": "F32", "shape": [len(weights) // 4], "data_offsets": [0, len(weights)]},
        }
    ).encode()
    return struct.pack("<Q", len(header)) + header + weights


def _save(caller: Caller, scene_type: DemoSceneType, ids: dict[str, str]) -> None:
    uses: list[dict[str, Any]] = [
        {"asset_id": ids[name], "role": role} | ({"weight": weight} if weight is not None else {})
        for name, role, weight in scene_type.uses
    ]
    caller.call("PUT", f"/api/scene-types/{scene_type.id}", {"name": scene_type.name, "assets": uses})
    for place, name in enumerate(scene_type.scenes):
        scene_id = f"{scene_type.id}-{place + 1}"
        caller.call(
            "PUT",
            f"/api/scenes/{scene_id}",
            {"name": name, "scene_type_id": scene_type.id, "project_id": PROJECT},
        )
        for index in range(SEGMENTS_OF_A_SCENE):
            segment = f"/api/segments/{scene_id}-{index + 1}"
            caller.call("PUT", segment, {"scene_id": scene_id, "sequence_index": index})
            if not caller.call("GET", f"{segment}/receipts")["total"]:
                caller.call("POST", f"{segment}/receipts", _receipt(scene_type, ids, name, index))


def _receipt(scene_type: DemoSceneType, ids: dict[str, str], scene: str, index: int) -> dict[str, Any]:
    """Made from the first versions: of one LoRA there is a newer one by now."""
    hashes = {asset.name: _sha256(asset) for asset in reversed(ASSETS)}
    used = [(ids[name], hashes[name], weight) for name, _, weight in scene_type.uses]
    (model, model_hash, _), *loras = used
    return {
        "model_asset_id": model,
        "model_version": "v1",
        "model_hash": model_hash,
        "lora_configs": [
            {"asset_id": one, "version": "v1", "hash": sha, "weight": weight} for one, sha, weight in loras
        ],
        "prompt_text": f"{scene.lower()}, painterly",
        "seed": str(index + 1),
        "steps": 20,
        "cfg_scale": 7.0,
        "sampler": "euler",
        "generation_started_at": "2026-11-20T09:00:00Z",
    }


def _note(caller: Caller, ids: dict[str, str]) -> None:
    first, second, text = PAIR_NOTE
    known = caller.call("GET", f"/api/assets/{ids[first]}/notes")
    if not known["total"]:
        caller.call(
            "POST",
            f"/api/assets/{ids[first]}/notes",
            {"note_text": text, "severity": "critical", "related_asset_id": ids[second], "author_id": "mika"},
        )
