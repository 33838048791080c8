"""Before the update: what would change, without changing it (contract section 6)."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import httpx2
import pytest

from depgraph.graph import Graph
from tests.api.asset_graph import registered
from tests.api.test_receipts import recorded, segment, version
from tests.api.test_staleness_report import made_from, put, stale
from tests.files.made import safetensors
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


async def use(client: httpx2.AsyncClient, path: str, *assets: dict[str, Any], **body: Any) -> None:
    """A scene type, template or job that uses these assets."""
    uses = [{"asset_id": asset["id"], "role": "lora"} for asset in assets]
    await put(client, path, name=path.split("/")[1], assets=uses, **body)


async def test_nothing_is_written(client: httpx2.AsyncClient, graph: Graph, tmp_path: Path) -> None:
    flux = await studio(client, tmp_path)
    everything = (
        "MATCH (n) OPTIONAL MATCH (n)-[e]->(to) RETURN labels(n) AS l, properties(n) AS p, type(e) AS t,"
        " properties(e) AS e, elementId(n) AS i, elementId(to) AS o ORDER BY i, t, o, toString(e.place)"
    )
    before = await run(graph, everything)
    await simulated(client, replace=[replace(flux, {"version": "v2"})])
    await simulated(client, remove=[flux["id"]])
    assert await run(graph, everything) == before


async def test_a_registered_version_is_named_by_its_id_or_by_its_version(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    first = await studio(client, tmp_path)
    second = await version(client, tmp_path, "flux", 2)
    await client.post(f"/api/assets/{first['id']}/make-current")
    by_id = await simulated(client, replace=[replace(second, second["id"])])
    by_name = await simulated(client, replace=[replace(second, {"version": "v2"})])
    assert by_id == by_name
    assert by_id["replaced"] == [{
        "asset_id": second["id"], "name": "flux", "current_version": "v1", "by_version": "v2",
        "by_asset_id": second["id"],
    }]  # fmt: skip
    assert would_be_stale(by_id) == ["g1", "g2", "g3"]
    await client.post(f"/api/assets/{second['id']}/make-current")
    assert await stale(client) == ["g1", "g2", "g3"]
    again = await simulated(client, replace=[replace(first, second["id"])])
    assert (again["segments"]["total"], again["segments"]["already_stale"]) == (3, 3)
    assert [item["already_stale"] for item in again["segments"]["items"]] == [True] * 3


async def test_a_roll_back_would_bring_segments_up_to_date_again(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    first = await studio(client, tmp_path)
    second = await version(client, tmp_path, "flux", 2)
    await recorded(client, "g2", **made_from(second))
    answer = await simulated(client, replace=[replace(second, first["id"])])
    assert would_be_stale(answer) == ["g2"]
    assert answer["segments"]["items"][0]["receipt_version"] == "v2"
    assert answer["becomes_up_to_date"] == {
        "total": 2,
        "items": [{"segment_id": "g1", "scene_id": "s1"}, {"segment_id": "g3", "scene_id": "s2"}],
    }


async def test_the_same_bytes_or_the_same_tensors_make_nothing_stale(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    await segment(client)
    first, headed = safetensors({"a": "1"}, b"tensors"), safetensors({"a": "2"}, b"tensors")
    old = await registered(client, tmp_path / "1.safetensors", first, name="ink", version="1")
    await recorded(client, **made_from(old))
    same = await registered(
        client, tmp_path / "2.safetensors", first, name="ink", version="2", make_current=False
    )
    resaved = await registered(
        client, tmp_path / "3.safetensors", headed, name="ink", version="3", make_current=False
    )
    for other in (same, resaved):
        answer = await simulated(client, replace=[replace(old, other["id"])])
        assert answer["segments"]["total"] == 0, other["version"]


async def test_without_a_recorded_hash_versions_are_compared(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    await segment(client)
    old = await registered(client, tmp_path / "1", b"1", name="ink", version="1")
    same = await registered(client, tmp_path / "2", b"1", name="ink", version="2", make_current=False)
    await recorded(client, model_asset_id=old["id"])
    assert would_be_stale(await simulated(client, replace=[replace(old, same["id"])])) == ["g1"]
    assert would_be_stale(await simulated(client, replace=[replace(old, old["id"])])) == []


async def test_a_version_whose_content_was_exchanged_says_so(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    first = await studio(client, tmp_path)
    (tmp_path / "flux1").write_bytes(b"other bytes")
    assert (await client.post(f"/api/assets/{first['id']}/accept-content")).is_success
    answer = await simulated(client, replace=[replace(first, first["id"])])
    assert {item["kind"] for item in answer["segments"]["items"]} == {"content_changed"}


async def test_an_asset_of_another_line_takes_the_place_of_the_line(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    flux = await studio(client, tmp_path)
    krea = await registered(client, tmp_path / "krea", b"krea", name="krea", version="v9")
    await segment(client, "g4")
    await recorded(client, "g4", **made_from(krea))
    answer = await simulated(client, replace=[replace(flux, krea["id"])])
    assert answer["replaced"][0]["by_version"] == "v9"
    assert would_be_stale(answer) == ["g1", "g2", "g3"]
    assert {item["new_version"] for item in answer["segments"]["items"]} == {"v9"}
    twin = await registered(client, tmp_path / "twin", b"1", name="twin", version="v1")
    assert would_be_stale(await simulated(client, replace=[replace(flux, twin["id"])])) == []


async def test_bytes_that_nobody_had_registered_follow_the_line_that_has_them_now(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    await segment(client)
    await recorded(client, model_hash=hashlib.sha256(b"1").hexdigest())
    flux = await version(client, tmp_path, "flux", 1)
    answer = await simulated(client, replace=[replace(flux, {"version": "v2"})])
    assert would_be_stale(answer) == ["g1"]
    assert answer["segments"]["items"][0]["asset_id"] == flux["id"]
    # a receipt names its bytes: a tombstone is left, and a line without a current version makes nothing stale
    gone = await simulated(client, remove=[flux["id"]])
    assert (gone["removed"][0]["deleted"], would_be_stale(gone)) == ("tombstoned", [])


async def test_a_removed_version_gives_place_to_the_newest_that_is_left(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    first = await studio(client, tmp_path)
    second, third = await version(client, tmp_path, "flux", 2), await version(client, tmp_path, "flux", 3)
    answer = await simulated(client, remove=[third["id"]])
    assert answer["removed"] == [{
        "asset_id": third["id"], "name": "flux", "version": "v3", "deleted": "erased",
        "current_version": "v3", "new_version": "v2", "new_asset_id": second["id"],
    }]  # fmt: skip
    assert {item["new_version"] for item in answer["segments"]["items"]} == {"v2"}
    both = await simulated(client, remove=[third["id"], second["id"]])
    assert (both["segments"]["total"], both["becomes_up_to_date"]["total"]) == (0, 3)
    every = await simulated(client, remove=[third["id"], second["id"], first["id"]])
    assert every["removed"][2]["deleted"] == "tombstoned"
    assert [one["new_version"] for one in every["removed"]] == [None] * 3
    assert every["segments"]["total"] == 0


async def test_replacements_come_before_removals(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    first = await studio(client, tmp_path)
    answer = await simulated(client, replace=[replace(first, {"version": "v2"})], remove=[first["id"]])
    assert [one["new_version"] for one in answer["removed"]] == ["v2"]
    assert answer["removed"][0]["new_asset_id"] is None
    assert would_be_stale(answer) == ["g1", "g2", "g3"]


async def test_a_new_version_ends_acceptances_and_a_roll_forward_brings_them_back(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    first = await studio(client, tmp_path)
    second = await version(client, tmp_path, "flux", 2)
    for body in ({"segment_ids": ["g1"]}, {"scene_id": "s2"}):
        answer = await client.post("/api/projects/p1/accept-stale", json={"reason": "r", **body})
        assert answer.status_code == 201
    stays = await simulated(client, replace=[replace(first, second["id"])])
    assert (would_be_stale(stays), stays["segments"]["accepted"], stays["ends_acceptances"]) == (["g2"], 2, 0)
    ends = await simulated(client, replace=[replace(first, {"version": "v3"})])
    assert (would_be_stale(ends), ends["segments"]["accepted"]) == (["g1", "g2", "g3"], 0)
    assert (ends["segments"]["already_stale"], ends["ends_acceptances"]) == (1, 2)
    await version(client, tmp_path, "flux", 3)
    back = await simulated(client, replace=[replace(first, second["id"])])
    assert (would_be_stale(back), back["segments"]["accepted"], back["ends_acceptances"]) == (["g2"], 2, 0)


async def test_a_change_that_is_accepted_in_a_project_counts_in_no_other(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    first = await studio(client, tmp_path)
    second = await version(client, tmp_path, "flux", 2)
    await put(client, "projects/p2", name="q")
    await put(client, "scenes/s9", name="s", scene_type_id="t1", project_id="p2")
    await put(client, "segments/g9", scene_id="s9", sequence_index=0)
    await recorded(client, "g9", **made_from(first))
    body = {"reason": "r", "from_asset_id": first["id"]}
    assert (await client.post("/api/projects/p1/accept-stale", json=body)).status_code == 201
    answer = await simulated(client, replace=[replace(first, second["id"])])
    assert (would_be_stale(answer), answer["segments"]["accepted"]) == (["g9"], 3)


async def test_a_path_is_the_shortest_by_which_the_line_is_used(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    """g1 in s1 of type t1, which uses flux; s2 uses it itself; s3 of type t2 does not."""
    flux = await studio(client, tmp_path)
    await use(client, "scene-types/t2")
    await put(client, "scenes/s3", name="s", scene_type_id="t2", project_id="p1")
    await put(client, "segments/g4", scene_id="s3", sequence_index=0)
    await recorded(client, "g4", **made_from(flux))
    body = {"entity_type": "scene", "entity_id": "s2", "role": "lora"}
    assert (await client.post(f"/api/assets/{flux['id']}/dependencies", json=body)).status_code == 201
    answer = await simulated(client, replace=[replace(flux, {"version": "v2"})])
    steps = {
        item["segment_id"]: [step["kind"] for step in item["path"]] for item in answer["segments"]["items"]
    }
    assert steps == {
        "g1": ["asset", "scene_type", "scene", "segment"],
        "g2": ["asset", "scene_type", "scene", "segment"],
        "g3": ["asset", "scene", "segment"],
        "g4": ["asset", "segment"],
    }
    assert [item["distance"] for item in answer["segments"]["items"]] == [3, 3, 2, 1]
    # those that use it themselves come first; each is counted once
    assert [(scene["id"], scene["distance"]) for scene in answer["affected_scenes"]] == [("s2", 1), ("s1", 2)]
    assert answer["totals"]["scenes"] == 2


async def test_templates_and_jobs_that_use_any_version_are_named(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    first, other = await version(client, tmp_path, "flux", 1), await version(client, tmp_path, "ink", 1)
    second = await version(client, tmp_path, "flux", 2)
    await use(client, "templates/m1", first)
    await use(client, "templates/m2", other)
    await use(client, "jobs/j1", second, status="done")
    answer = await simulated(client, replace=[replace(second, first["id"])])
    assert answer["affected_templates"] == [{"id": "m1", "name": "m1"}]
    assert answer["affected_jobs"] == [{"id": "j1", "name": "j1", "status": "done", "active": False}]
    assert (answer["totals"]["templates"], answer["totals"]["jobs"]) == (1, 1)


async def test_the_time_to_generate_again_is_what_was_measured(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    flux = await studio(client, tmp_path)
    for ident, took in (("g1", 1500), ("g2", 500)):
        made = await recorded(client, ident, **made_from(flux))
        end = {"completed_at": "2026-11-20T09:01:00Z", "duration_ms": took}
        assert (await client.post(f"/api/receipts/{made['id']}/complete", json=end)).is_success
    answer = await simulated(client, replace=[replace(flux, {"version": "v2"})])
    assert (answer["generation_time_ms"], answer["measured_segments"]) == (2000, 2)
    await version(client, tmp_path, "flux", 2)
    # what is stale already would be generated again anyway
    answer = await simulated(client, replace=[replace(flux, {"version": "v3"})])
    assert (answer["generation_time_ms"], answer["measured_segments"]) == (None, 0)


async def test_a_segment_with_several_reasons_is_one_segment(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    await segment(client)
    flux, ink = await version(client, tmp_path, "flux", 1), await version(client, tmp_path, "ink", 1)
    lora = {"asset_id": ink["id"], "version": "v1", "hash": ink["checksum_sha256"], "weight": 1.0}
    await recorded(client, **made_from(flux), lora_configs=[lora])
    change = [replace(one, {"version": "v2"}) for one in (ink, flux)]
    answer = await simulated(client, replace=change)
    (item,) = answer["segments"]["items"]
    assert (answer["segments"]["total"], item["asset_name"], item["reason_count"]) == (1, "flux", 2)


async def test_lists_hold_the_first_fifty_with_totals(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    flux = await studio(client, tmp_path)
    for number in range(58):
        await put(client, f"scenes/x{number:02}", name="x", scene_type_id="t1", project_id="p1")
    await run(
        graph,
        "MATCH (:Segment {id: 'g1'})-[:USES_NOW]->(usage:Usage) MATCH (s:Scene {id: 's1'})"
        " MATCH (:Segment {id: 'g1'})-[:LATEST]->(r) UNWIND range(10, 69) AS n"
        " CREATE (g:Entity:Segment {id: 'm' + n, key: 'segment:m' + n, kind: 'segment', scene_id: s.id})"
        " CREATE (g)-[:IN_SCENE]->(s)"
        " CREATE (g)-[:USES_NOW]->(usage) CREATE (g)-[:LATEST]->(r)",
    )
    answer = await simulated(client, replace=[replace(flux, {"version": "v2"})])
    assert (answer["segments"]["total"], answer["totals"]["scenes"]) == (63, 60)
    assert would_be_stale(answer) == sorted(would_be_stale(answer))
    assert len(would_be_stale(answer)) == len(answer["affected_scenes"]) == 50
