"""Before the update: what would change, without changing it (contract section 6)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx2
import pytest

from depgraph.graph import Graph
from tests.api.test_receipts import recorded, segment, version
from tests.api.test_staleness_report import made_from, put, stale
from tests.support.wipe import run

pytestmark = pytest.mark.anyio

PATH = "/api/impact/simulate"


async def simulated(client: httpx2.AsyncClient, **change: Any) -> dict[str, Any]:
    """A simulation that has to succeed, with one statement."""
    answer = await client.post(PATH, json=change)
    assert answer.status_code == 200, answer.text
    assert answer.headers["server-timing"].count("dur=") == 1
    return answer.json()


def replace(asset: dict[str, Any], by: Any) -> dict[str, Any]:
    return {"asset_id": asset["id"], "by": by}


def would_be_stale(answer: dict[str, Any]) -> list[str]:
    return [item["segment_id"] for item in answer["segments"]["items"]]


async def studio(client: httpx2.AsyncClient, folder: Path) -> dict[str, Any]:
    """g1 and g2 in s1, g3 in s2; all made from flux v1, which is current. Scene type t1 uses it."""
    for ident in ("g1", "g2", "g3"):
        await segment(client, ident)
    await put(client, "scenes/s2", name="s", scene_type_id="t1", project_id="p1")
    await put(client, "segments/g3", scene_id="s2", sequence_index=0)
    flux = await version(client, folder, "flux", 1)
    await put(client, "scene-types/t1", name="t", assets=[{"asset_id": flux["id"], "role": "primary_model"}])
    for ident in ("g1", "g2", "g3"):
        await recorded(client, ident, **made_from(flux))
    return flux


async def test_a_version_that_is_not_registered_yet_would_make_stale_what_its_line_made(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    flux = await studio(client, tmp_path)
    asset, scene_type = (
        {"kind": "asset", "id": flux["id"], "name": "flux"},
        {"kind": "scene_type", "id": "t1", "name": "t"},
    )
    scene = {"kind": "scene", "id": "s1", "name": "s"}
    answer = await simulated(client, replace=[replace(flux, {"version": "v2"})])
    items = answer["segments"].pop("items")
    assert answer == {
        "replaced": [{
            "asset_id": flux["id"], "name": "flux", "current_version": "v1", "by_version": "v2",
            "by_asset_id": None,
        }],
        "removed": [],
        "affected_scene_types": [{
            "id": "t1", "name": "t", "scene_count": 2, "active_scene_count": 2, "segment_count": 3,
            "distance": 1, "path": [asset, scene_type],
        }],
        "affected_scenes": [
            {
                "id": ident, "name": "s", "scene_type_id": "t1", "project_id": "p1", "active": True,
                "distance": 2, "path": [asset, scene_type, {**scene, "id": ident}],
            } for ident in ("s1", "s2")
        ],
        "affected_templates": [],
        "affected_jobs": [],
        "totals": {"scene_types": 1, "scenes": 2, "templates": 0, "jobs": 0, "pair_warnings": 0},
        "segments": {"total": 3, "already_stale": 0, "accepted": 0},
        "becomes_up_to_date": {"total": 0, "items": []},
        "ends_acceptances": 0,
        "pair_warnings": [],
        "generation_time_ms": None,
        "measured_segments": 0,
    }  # fmt: skip
    assert [item["segment_id"] for item in items] == ["g1", "g2", "g3"]
    assert items[0] == {
        "segment_id": "g1", "scene_id": "s1", "already_stale": False, "distance": 3,
        "path": [asset, scene_type, scene, {"kind": "segment", "id": "g1", "name": None}],
        "kind": "new_version", "asset_id": flux["id"], "asset_name": "flux", "receipt_version": "v1",
        "new_version": "v2", "reason_count": 1,
    }  # fmt: skip
    assert await stale(client) == []
