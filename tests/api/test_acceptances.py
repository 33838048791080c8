"""Staleness that a person accepts: for segments, a scene, one change in a project (contract section 6)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx2
import pytest

from depgraph.graph import Graph
from tests.api.test_receipts import recorded, segment, status, version
from tests.api.test_staleness_report import made_from, put, report, sound, stale, totals
from tests.support.wipe import run

pytestmark = pytest.mark.anyio

PATH = "/api/projects/p1/accept-stale"


async def accepted(client: httpx2.AsyncClient, **body: Any) -> dict[str, Any]:
    """An acceptance that has to succeed."""
    answer = await client.post(PATH, json={"reason": "looks the same", **body})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def studio(client: httpx2.AsyncClient, folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """g1 and g2 in scene s1, g3 in s2, all of p1 and made from flux v1, which v2 has followed."""
    for ident in ("g1", "g2", "g3"):
        await segment(client, ident)
    await put(client, "scenes/s2", name="s", scene_type_id="t1", project_id="p1")
    await put(client, "segments/g3", scene_id="s2", sequence_index=0)
    first = await version(client, folder, "flux", 1)
    for ident in ("g1", "g2", "g3"):
        await recorded(client, ident, **made_from(first))
    return first, await version(client, folder, "flux", 2)


async def test_accepted_segments_are_stale_no_more_and_say_so(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    first, _second = await studio(client, tmp_path)
    made = await accepted(client, segment_ids=["g1", "g3"])
    assert (made["segment_ids"], made["scene_id"], made["from_asset_id"]) == (["g1", "g3"], None, None)
    assert made["inputs"] == [{
        "asset_id": first["id"], "asset_name": "flux", "asset_type": "model", "receipt_version": "v1",
        "current_version": "v2", "in_force": True,
    }]  # fmt: skip
    found = await status(client, "g1")
    assert (found["status"], found["stale_reason"]) == ("accepted", [])
    assert [reason["asset_id"] for reason in found["accepted"]] == [first["id"]]
    assert (await status(client, "g2"))["status"] == "stale"
    for project in ("p1", ""):
        assert totals(await report(client, project)) == {
            "segments": 3, "stale": 1, "stale_scenes": 1, "accepted": 2, "assets": 1,
        }  # fmt: skip
    for path in ("projects/p1/stale-segments", "stale-segments", f"assets/{first['id']}/stale-segments"):
        assert await stale(client, path) == ["g2"]
    await sound(graph)


async def test_one_asset_recorded_in_two_ways_is_one_group_where_one_of_them_is_accepted(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    """g2 names flux v1 by its id alone, g1 and g3 with the hash; for g1 it is accepted, until it is not."""
    first, _second = await studio(client, tmp_path)
    await recorded(client, "g2", model_asset_id=first["id"])
    made = await accepted(client, segment_ids=["g1"])
    for project in ("p1", ""):
        found = await report(client, project)
        assert totals(found) == {"segments": 3, "stale": 2, "stale_scenes": 2, "accepted": 1, "assets": 1}
        assert [group["asset_id"] for group in found["by_asset"]] == [first["id"]]
    assert await stale(client) == await stale(client, "stale-segments") == ["g2", "g3"]
    await client.delete(f"{PATH}/{made['id']}")
    for project in ("p1", ""):
        found = await report(client, project)
        assert totals(found) == {"segments": 3, "stale": 3, "stale_scenes": 2, "assets": 1}
    assert await stale(client) == await stale(client, "stale-segments") == ["g1", "g2", "g3"]
    await sound(graph)


async def test_an_accepted_scene_covers_the_segments_that_come_into_it(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    first, _second = await studio(client, tmp_path)
    await accepted(client, scene_id="s1")
    assert await stale(client) == ["g3"]
    await put(client, "segments/g4", scene_id="s1", sequence_index=3)
    await recorded(client, "g4", **made_from(first))
    assert (await status(client, "g4"))["status"] == "accepted"
    await put(client, "segments/g1", scene_id="s2", sequence_index=1)
    assert await stale(client) == ["g1", "g3"]


async def test_an_accepted_change_is_accepted_in_all_the_project_and_in_no_other(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    first, _second = await studio(client, tmp_path)
    await put(client, "projects/p2", name="q")
    await put(client, "scenes/s9", name="s", scene_type_id="t1", project_id="p2")
    await put(client, "segments/g9", scene_id="s9", sequence_index=0)
    await recorded(client, "g9", **made_from(first))
    assert (await accepted(client, from_asset_id=first["id"]))["segment_ids"] is None
    assert await stale(client) == []
    assert totals(await report(client)) == {"segments": 3, "accepted": 3}
    assert await stale(client, "stale-segments") == ["g9"]
    assert totals(await report(client, "")) == {
        "segments": 4, "stale": 1, "stale_scenes": 1, "accepted": 3, "assets": 1,
    }  # fmt: skip
    await sound(graph)


async def test_a_segment_of_no_project_says_its_reasons_where_a_project_accepted_the_change(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    first, _second = await studio(client, tmp_path)
    await put(client, "scenes/adrift", name="s", scene_type_id="t1")
    await put(client, "segments/g9", scene_id="adrift", sequence_index=0)
    await recorded(client, "g9", **made_from(first))
    await accepted(client, from_asset_id=first["id"])
    assert await stale(client, "stale-segments") == ["g9"]
    (item,) = (await client.get("/api/stale-segments")).json()["items"]
    assert [reason["asset_id"] for reason in item["stale_reason"]] == [first["id"]]


async def test_an_acceptance_ends_with_the_next_version_and_holds_again_after_a_roll_back(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    _first, second = await studio(client, tmp_path)
    await accepted(client, scene_id="s1")
    third = await version(client, tmp_path, "flux", 3)
    assert await stale(client) == ["g1", "g2", "g3"]
    (listed,) = (await client.get(PATH)).json()["items"]
    assert [one["in_force"] for one in listed["inputs"]] == [False]
    await client.post(f"/api/assets/{second['id']}/make-current")
    assert await stale(client) == ["g3"]
    await client.post(f"/api/assets/{third['id']}/make-current")
    assert await stale(client) == ["g1", "g2", "g3"]


async def test_an_acceptance_ends_when_its_time_is_over(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await studio(client, tmp_path)
    made = await accepted(client, segment_ids=["g1"], until="2999-01-01T00:00:00Z")
    assert (await status(client, "g1"))["status"] == "accepted"
    await run(graph, "MATCH (a:Acceptance) SET a.until = '2026-01-01T00:00:00.000000Z'")
    assert (await status(client, "g1"))["status"] == "stale"
    assert await stale(client) == ["g1", "g2", "g3"]
    assert made["until"] == "2999-01-01T00:00:00.000000Z"


async def test_a_reason_that_nobody_accepted_leaves_a_segment_stale(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await segment(client)
    model, ink = await version(client, tmp_path, "flux", 1), await version(client, tmp_path, "ink", 1)
    lora = {"asset_id": ink["id"], "version": "v1", "hash": ink["checksum_sha256"], "weight": 1.0}
    await recorded(client, **made_from(model), lora_configs=[lora])
    await version(client, tmp_path, "flux", 2)
    await accepted(client, segment_ids=["g1"])
    assert (await status(client))["status"] == "accepted"
    await version(client, tmp_path, "ink", 2)
    found = await status(client)
    assert found["status"] == "stale"
    assert [one["asset_name"] for one in found["stale_reason"]] == ["ink"]
    assert [one["asset_name"] for one in found["accepted"]] == ["flux"]
    assert totals(await report(client)) == {"segments": 1, "stale": 1, "stale_scenes": 1, "assets": 1}
    assert await stale(client, f"assets/{model['id']}/stale-segments") == []
    await sound(graph)


async def test_an_image_that_changed_is_accepted_until_it_changes_again(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    """g1 is made from an image derived from one that has changed since."""
    await segment(client)
    model = await version(client, tmp_path, "flux", 1)

    async def image(kind: str, **body: Any) -> None:
        assert (await client.post(f"/api/{kind}", json=body)).is_success

    await image("source-images", id="i", name="i", content_hash="1" * 64)
    await image("derived-images", id="d", name="d", content_hash="2" * 64, derived_from="i")
    await recorded(client, **made_from(model), variant_image_hash="2" * 64)
    await image("source-images", id="i", name="i", content_hash="3" * 64)
    assert (await status(client))["status"] == "stale"
    await accepted(client, segment_ids=["g1"])
    assert (await status(client))["status"] == "accepted"
    await image("source-images", id="i", name="i", content_hash="4" * 64)
    assert (await status(client))["status"] == "stale"


async def test_what_was_accepted_is_stale_again_when_that_is_taken_back(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await studio(client, tmp_path)
    made = await accepted(client, scene_id="s1")
    assert (await client.get(PATH)).json()["items"] == [made]
    assert (await client.delete(f"{PATH}/{made['id']}")).status_code == 204
    assert await stale(client) == ["g1", "g2", "g3"]
    gone = await client.delete(f"{PATH}/{made['id']}")
    assert (gone.status_code, gone.json()["code"]) == (404, "acceptance-not-found")
    assert (await client.get(PATH)).json()["total"] == 0
    await sound(graph)


async def test_an_acceptance_alters_no_receipt(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await studio(client, tmp_path)
    everything = "MATCH (r:Receipt)-[e]->(to) RETURN properties(r) AS r, type(e) AS t, properties(e) AS e"
    before = await run(graph, everything + " ORDER BY r.id, t, e.place")
    await accepted(client, scene_id="s1")
    assert await run(graph, everything + " ORDER BY r.id, t, e.place") == before


async def test_segments_and_projects_with_acceptances_can_be_deleted(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await studio(client, tmp_path)
    await accepted(client, segment_ids=["g1", "g3"])
    await accepted(client, scene_id="s2")
    for path in ("segments/g1", "segments/g2", "segments/g3", "scenes/s1", "scenes/s2"):
        assert (await client.delete(f"/api/{path}")).status_code == 204, path
    assert [one["segment_ids"] for one in (await client.get(PATH)).json()["items"]] == [None, []]
    gone = await client.delete("/api/projects/p1")
    assert gone.status_code == 204, gone.text
    assert await run(graph, "MATCH (a:Acceptance) RETURN a") == []
    await sound(graph)


@pytest.mark.parametrize(
    ("body", "status_code", "code"),
    [
        ({"segment_ids": ["gone"]}, 404, "segment-not-found"),
        ({"segment_ids": ["elsewhere"]}, 404, "segment-not-found"),
        ({"scene_id": "s9"}, 404, "scene-not-found"),
        ({"from_asset_id": "gone"}, 404, "asset-not-found"),
        ({"segment_ids": ["g1"], "scene_id": "s1"}, 422, "invalid-request"),
        ({}, 422, "invalid-request"),
        ({"segment_ids": []}, 422, "invalid-request"),
        ({"scene_id": "s1", "until": "2020-01-01T00:00:00Z"}, 422, "invalid-request"),
        ({"scene_id": "s1", "reason": " "}, 422, "invalid-request"),
        ({"scene_id": "s2"}, 409, "nothing-stale"),
    ],
)
async def test_an_acceptance_that_cannot_be(
    client: httpx2.AsyncClient, tmp_path: Path, body: dict[str, Any], status_code: int, code: str
) -> None:
    await segment(client)
    await put(client, "scenes/s2", name="s", scene_type_id="t1", project_id="p1")
    await put(client, "scenes/s9", name="s", scene_type_id="t1")
    await put(client, "segments/elsewhere", scene_id="s9", sequence_index=0)
    answer = await client.post(PATH, json={"reason": "r", **body})
    assert (answer.status_code, answer.json()["code"]) == (status_code, code), answer.text
    if "until" in body:
        assert [one["pointer"] for one in answer.json()["errors"]] == ["/until"]


async def test_nothing_is_accepted_in_a_project_that_is_not_there(client: httpx2.AsyncClient) -> None:
    answer = await client.post("/api/projects/gone/accept-stale", json={"reason": "r", "scene_id": "s"})
    assert (answer.status_code, answer.json()["code"]) == (404, "project-not-found")
    assert (await client.get("/api/projects/gone/accept-stale")).status_code == 404
