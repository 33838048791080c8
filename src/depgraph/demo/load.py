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
    """Register files, scene types, scenes, segments, a pair note and ratings.

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
    """A tiny file of the safetensors format: an 8-byte length, a JSON header, the tensor's bytes."""
    weights = hashlib.sha256(f"{asset.name} {asset.version}".encode()).digest() * 8
    header = json.dumps(
        {
            "__metadata__": {"modelspec.title": f"{asset.name} {asset.version}", "modelspec.author": "demo"},
            "weight": {"dtype": "F32", "shape": [len(weights) // 4], "data_offsets": [0, len(weights)]},
        }
    ).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(struct.pack("<Q", len(header)) + header + weights)
    return path


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
            caller.call(
                "PUT",
                f"/api/segments/{scene_id}-{index + 1}",
                {"scene_id": scene_id, "sequence_index": index},
            )


def _note(caller: Caller, ids: dict[str, str]) -> None:
    first, second, text = PAIR_NOTE
    known = caller.call("GET", f"/api/assets/{ids[first]}/notes")
    if not known["total"]:
        caller.call(
            "POST",
            f"/api/assets/{ids[first]}/notes",
            {"note_text": text, "severity": "critical", "related_asset_id": ids[second], "author_id": "mika"},
        )
