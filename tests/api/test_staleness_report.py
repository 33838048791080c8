"""What is stale in a project, and what was made from an asset: reports and lists (contract section 6)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx2
import pytest

from depgraph.graph import Graph
from depgraph.queries import imports, invariants
from tests.api.test_receipts import LEAST, recorded, segment, status, version

pytestmark = pytest.mark.anyio


async def put(client: httpx2.AsyncClient, path: str, **body: Any) -> None:
    answer = await client.put(f"/api/{path}", json=body)
    assert answer.is_success, answer.text


async def report(client: httpx2.AsyncClient, project: str = "p1") -> dict[str, Any]:
    """The report of a project, or of all with an empty name; every link of a group answers its segments."""
    answer = await client.get(
        f"/api/projects/{project}/staleness-report" if project else "/api/staleness-report"
    )
    assert answer.status_code == 200, answer.text
    for group in answer.json()["by_asset"]:
        page = await client.get(group["segments_href"])
        assert page.json()["total"] == group["affected_segments"], page.text
    return answer.json()


async def stale(client: httpx2.AsyncClient, path: str = "projects/p1/stale-segments") -> list[str]:
    """The ids of a list; each says the reasons that its segment says."""
    answer = await client.get(f"/api/{path}")
    assert answer.status_code == 200, answer.text
    page = answer.json()
    for item in page["items"]:
        assert item["stale_reason"] == (await status(client, item["segment_id"]))["stale_reason"]
    return [item["segment_id"] for item in page["items"]]


def totals(found: dict[str, Any]) -> dict[str, int]:
    return {
        name.removeprefix("total_").removesuffix("_segments"): value
        for name, value in found.items()
        if name.startswith("total_") and value
    }


def made_from(asset: dict[str, Any]) -> dict[str, Any]:
    return {"model_asset_id": asset["id"], "model_hash": asset["checksum_sha256"]}


async def sound(graph: Graph) -> None:
    assert await invariants.broken(graph) == []


async def test_a_project_without_receipts_says_so(client: httpx2.AsyncClient, graph: Graph) -> None:
    await segment(client)
    assert totals(await report(client)) == {"segments": 1, "segments_without_receipt": 1}
    assert totals(await report(client, "")) == {"segments": 1, "segments_without_receipt": 1}
    assert await stale(client) == []
    await sound(graph)


async def test_a_new_version_makes_its_segments_stale_and_a_roll_back_does_not(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    """g1 and g2 in s1, g3 in s2, all from flux v1; g4 from another model."""
    for ident in ("g1", "g2", "g3", "g4"):
        await segment(client, ident)
    await put(client, "scenes/s2", name="s", scene_type_id="t1", project_id="p1")
    await put(client, "segments/g3", scene_id="s2", sequence_index=0)
    first, other = await version(client, tmp_path, "flux", 1), await version(client, tmp_path, "sdxl", 1)
    for ident in ("g1", "g2", "g3"):
        await recorded(client, ident, **made_from(first))
    await recorded(client, "g4", **made_from(other))
    assert totals(await report(client)) == {"segments": 4}
    second = await version(client, tmp_path, "flux", 2)
    for project in ("p1", ""):
        found = await report(client, project)
        assert totals(found) == {"segments": 4, "stale": 3, "stale_scenes": 2, "assets": 1}
        below = "/projects/p1" if project else ""
        assert found["by_asset"] == [{
            "asset_id": first["id"], "asset_name": "flux", "asset_type": "model", "receipt_version": "v1",
            "current_version": "v2", "current_asset_id": second["id"], "affected_segments": 3,
            "affected_scenes": 2, "summary": "3 segments across 2 scenes used flux_v1 — you are on v2",
            "segments_href": f"/api{below}/stale-segments?asset_id={first['id']}&asset_type=model",
        }]  # fmt: skip
    lists = ("projects/p1/stale-segments", "stale-segments", f"assets/{first['id']}/stale-segments")
    for path in lists:
        assert await stale(client, path) == ["g1", "g2", "g3"]
    assert await stale(client, f"assets/{second['id']}/stale-segments") == []
    assert await stale(client, f"projects/p1/stale-segments?asset_id={other['id']}") == []
    await sound(graph)
    await client.post(f"/api/assets/{first['id']}/make-current")
    assert totals(await report(client)) == totals(await report(client, "")) == {"segments": 4}
    assert await stale(client) == []
    await client.post(f"/api/assets/{second['id']}/make-current")
    assert await stale(client) == ["g1", "g2", "g3"]
    await sound(graph)


async def test_one_segment_of_one_scene_is_said_in_the_singular(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    await segment(client)
    await recorded(client, **made_from(await version(client, tmp_path, "flux", 1)))
    await version(client, tmp_path, "flux", 2)
    (group,) = (await report(client))["by_asset"]
    assert group["summary"] == "1 segment across 1 scene used flux_v1 — you are on v2"


async def test_a_later_receipt_alone_counts_and_a_failed_one_does_not(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await segment(client)
    first = await version(client, tmp_path, "flux", 1)
    await recorded(client, **made_from(first))
    second = await version(client, tmp_path, "flux", 2)
    failing = await recorded(client, **made_from(second))
    assert await stale(client) == []
    end = {"completed_at": "2026-11-20T09:01:00Z", "duration_ms": 1, "succeeded": False}
    await client.post(f"/api/receipts/{failing['id']}/complete", json=end)
    assert await stale(client) == ["g1"]
    assert (await client.get(f"/api/assets/{second['id']}/usage")).json()["total"] == 0
    await sound(graph)
    await recorded(client, **made_from(second))
    assert await stale(client) == []
    await sound(graph)


async def test_a_segment_whose_only_receipt_failed_has_none(client: httpx2.AsyncClient, graph: Graph) -> None:
    await segment(client)
    made = await recorded(client)
    end = {"completed_at": "2026-11-20T09:01:00Z", "duration_ms": 1, "succeeded": False}
    await client.post(f"/api/receipts/{made['id']}/complete", json=end)
    assert totals(await report(client)) == {"segments": 1, "segments_without_receipt": 1}
    await sound(graph)


async def test_an_unknown_model_is_counted_unless_something_else_is_stale(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    """g1 without a model, g2 with bytes that nobody knows, g3 the same and a LoRA that changes."""
    for ident in ("g1", "g2", "g3"):
        await segment(client, ident)
    lora = await version(client, tmp_path, "ink", 1)
    await recorded(client, "g1")
    await recorded(client, "g2", model_hash="7" * 64)
    used = [{"version": "v1", "hash": lora["checksum_sha256"], "weight": 1.0}]
    await recorded(client, "g3", model_hash="7" * 64, lora_configs=used)
    assert totals(await report(client)) == {"segments": 3, "unknown": 3}
    await version(client, tmp_path, "ink", 2)
    for project in ("p1", ""):
        assert totals(await report(client, project)) == {
            "segments": 3, "unknown": 2, "stale": 1, "stale_scenes": 1, "assets": 1,
        }  # fmt: skip
    assert [(await status(client, f"g{n}"))["status"] for n in (1, 2, 3)] == ["unknown", "unknown", "stale"]
    await sound(graph)


async def test_the_model_of_a_receipt_is_the_first_that_it_names(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    """Of g1's model only a version is known; that it used a second one, which is known, makes it no other."""
    model = await version(client, tmp_path, "flux", 1)
    second = {"role": "model", "name": "flux", "version": "v1", "hash": model["checksum_sha256"]}
    await segment(client)
    await recorded(client, "g1", model_version="v9", other_inputs=[second])
    assert totals(await report(client)) == {"segments": 1, "unknown": 1}
    assert (await status(client, "g1"))["status"] == "unknown"
    await sound(graph)


async def test_a_page_past_the_end_of_a_list_is_empty_however_far(
    client: httpx2.AsyncClient, tmp_path: Path
) -> None:
    await segment(client)
    model = await version(client, tmp_path, "flux", 1)
    await recorded(client, "g1", **made_from(model))
    await version(client, tmp_path, "flux", 2)
    for path in ("stale-segments", "projects/p1/stale-segments", f"assets/{model['id']}/stale-segments"):
        for offset in (1, 2**31, 2**53):
            page = await client.get(f"/api/{path}", params={"offset": offset})
            assert page.status_code == 200, page.text
            assert (page.json()["items"], page.json()["total"]) == ([], 1)


async def test_bytes_that_are_registered_later_are_tracked_from_then_on(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await segment(client)
    known = await version(client, tmp_path, "flux", 1)
    assert (await client.delete(f"/api/assets/{known['id']}")).status_code == 200
    await recorded(client, model_hash=known["checksum_sha256"])
    assert totals(await report(client)) == {"segments": 1, "unknown": 1}
    again = await version(client, tmp_path, "flux", 1)
    assert totals(await report(client)) == {"segments": 1}
    usage = (await client.get(f"/api/assets/{again['id']}/usage")).json()
    assert [(item["segment_id"], item["version"]) for item in usage["items"]] == [("g1", "v1")]
    assert (await client.get(f"/api/assets/{again['id']}/impact")).json()["stale_segment_count"] == 1
    await version(client, tmp_path, "flux", 2)
    assert await stale(client) == await stale(client, f"assets/{again['id']}/stale-segments") == ["g1"]
    assert (await report(client))["by_asset"][0]["asset_id"] == again["id"]
    await sound(graph)


async def test_an_exchanged_content_is_told_as_such(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await segment(client)
    first = await version(client, tmp_path, "flux", 1)
    await recorded(client, **made_from(first))
    (tmp_path / "flux1").write_bytes(b"exchanged")
    assert (await client.post(f"/api/assets/{first['id']}/accept-content")).status_code == 200
    (group,) = (await report(client))["by_asset"]
    assert group["summary"] == "1 segment across 1 scene used flux_v1 — its content has changed"
    await sound(graph)


def safetensors(header: bytes, tensors: bytes) -> bytes:
    return len(header).to_bytes(8, "little") + header + tensors


async def test_another_header_over_the_same_tensors_makes_nothing_stale(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await segment(client)
    file = tmp_path / "flux.safetensors"
    body = {"name": "flux", "version": "v1", "asset_type": "model", "file_path": str(file)}
    shape = b'"w":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}'
    file.write_bytes(safetensors(b"{%s}" % shape, b"abcd"))
    first = (await client.post("/api/assets", json=body)).json()
    await recorded(client, **made_from(first))
    file.write_bytes(safetensors(b'{"__metadata__":{"by":"me"},%s}' % shape, b"abcd"))
    assert (await client.post(f"/api/assets/{first['id']}/accept-content")).status_code == 200
    told = await status(client)
    assert (told["status"], [one["role"] for one in told["metadata_only"]]) == ("up_to_date", ["model"])
    assert totals(await report(client)) == {"segments": 1}
    await sound(graph)


async def test_images_and_workflows_are_told_as_what_they_are(
    client: httpx2.AsyncClient, graph: Graph
) -> None:
    """g1 from hero v1 and a workflow; g2 from a variant of hero v1. Then hero and the workflow change."""
    await segment(client)
    await segment(client, "g2")

    async def work(kind: str, ident: str, content: str, **more: Any) -> None:
        body = {"id": ident, "name": ident, "content_hash": content * 64, **more}
        assert (await client.post(f"/api/{kind}", json=body)).status_code == 201

    await work("source-images", "hero", "1")
    await work("derived-images", "crop", "2", derived_from="hero")
    await work("workflows", "wf", "3")
    await recorded(client, "g1", source_image_hash="1" * 64, workflow_hash="3" * 64)
    await recorded(client, "g2", variant_image_hash="2" * 64)
    assert await stale(client) == []
    await work("source-images", "hero", "4")
    await work("workflows", "wf", "5")
    found = await report(client)
    assert sorted(group["summary"] for group in found["by_asset"]) == [
        "1 segment across 1 scene used crop_v1 — what it was derived from has changed",
        "1 segment across 1 scene used hero_v1 — you are on v2",
        "1 segment across 1 scene used wf_v1 — you are on v2",
    ]
    assert found["total_stale_segments"] == 2
    assert await stale(client) == ["g1", "g2"]
    await sound(graph)


async def test_a_scene_takes_its_segments_along_into_another_project(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    """g1 in s1, moved by its scene; g2 in s2 of a character, moved by that; g3 moved by itself."""
    first = await version(client, tmp_path, "flux", 1)
    await segment(client)
    await put(client, "projects/p2", name="p")
    await put(client, "characters/c", name="Ada", project_id="p1")
    await put(client, "scenes/s2", name="s", scene_type_id="t1", character_id="c")
    await put(client, "scenes/s3", name="s", scene_type_id="t1")
    await put(client, "segments/g2", scene_id="s2", sequence_index=0)
    await put(client, "segments/g3", scene_id="s1", sequence_index=1)
    for ident in ("g1", "g2", "g3"):
        await recorded(client, ident, **made_from(first))
    await version(client, tmp_path, "flux", 2)
    assert await stale(client) == ["g1", "g2", "g3"]
    page = (await client.get("/api/projects/p1/stale-segments")).json()
    assert [item["character_name"] for item in page["items"]] == [None, "Ada", None]
    await put(client, "scenes/s1", name="s", scene_type_id="t1", project_id="p2")
    assert (await stale(client), await stale(client, "projects/p2/stale-segments")) == (["g2"], ["g1", "g3"])
    await sound(graph)
    await put(client, "characters/c", name="Ada", project_id="p2")
    assert (await stale(client), await stale(client, "projects/p2/stale-segments")) == (
        [],
        ["g1", "g2", "g3"],
    )
    await sound(graph)
    await put(client, "segments/g3", scene_id="s3", sequence_index=1)
    assert await stale(client, "projects/p2/stale-segments") == ["g1", "g2"]
    assert await stale(client, "stale-segments") == ["g1", "g2", "g3"]
    assert totals(await report(client, "")) == {"segments": 3, "stale": 3, "stale_scenes": 3, "assets": 1}
    await sound(graph)
    assert (await client.delete("/api/projects/p1")).status_code == 204
    await sound(graph)


async def test_a_deleted_segment_leaves_every_report(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    first = await version(client, tmp_path, "flux", 1)
    await segment(client)
    await recorded(client, **made_from(first))
    await version(client, tmp_path, "flux", 2)
    assert (await client.delete("/api/segments/g1")).status_code == 204
    assert totals(await report(client)) == {}
    assert (await client.get(f"/api/assets/{first['id']}/usage")).json()["total"] == 0
    await sound(graph)


async def test_a_removed_version_leaves_its_segments_as_they_compare_with_the_next(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    """The current version goes and the first is current again; then it goes too, and comes back."""
    first = await version(client, tmp_path, "flux", 1)
    await segment(client)
    await recorded(client, **made_from(first))
    second = await version(client, tmp_path, "flux", 2)
    assert await stale(client) == ["g1"]
    await client.delete(f"/api/assets/{second['id']}")
    assert await stale(client) == []
    assert (await client.delete(f"/api/assets/{first['id']}")).json()["deleted"] == "tombstoned"
    assert await stale(client) == []
    await sound(graph)
    await version(client, tmp_path, "flux", 3)
    assert await stale(client) == ["g1"]
    await client.put(f"/api/assets/{first['id']}", json={"status": "active"})
    await client.post(f"/api/assets/{first['id']}/make-current")
    assert await stale(client) == []
    await sound(graph)


async def test_the_most_affected_comes_first(client: httpx2.AsyncClient, tmp_path: Path) -> None:
    models = [await version(client, tmp_path, name, 1) for name in ("a", "b", "c")]
    bulk: list[dict[str, Any]] = []
    for place, (model, count) in enumerate(zip(models, (1, 3, 1), strict=True)):
        for number in range(count):
            await segment(client, f"g{place}{number}")
            bulk.append({**LEAST, **made_from(model), "segment_id": f"g{place}{number}"})
    assert (await client.post("/api/receipts/bulk", json={"receipts": bulk})).status_code == 201
    for name in ("a", "b", "c"):
        await version(client, tmp_path, name, 2)
    found = await report(client)
    assert [(group["asset_name"], group["affected_segments"]) for group in found["by_asset"]] == [
        ("b", 3), ("a", 1), ("c", 1),
    ]  # fmt: skip
    page = (await client.get("/api/projects/p1/stale-segments?limit=3")).json()
    assert (page["total"], [item["segment_id"] for item in page["items"]]) == (5, ["g00", "g10", "g11"])


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("projects/none/staleness-report", "project-not-found"),
        ("projects/none/stale-segments", "project-not-found"),
        ("assets/none/stale-segments", "asset-not-found"),
        ("assets/none/usage", "asset-not-found"),
    ],
)
async def test_what_a_report_is_asked_of_has_to_be_there(
    client: httpx2.AsyncClient, path: str, code: str
) -> None:
    answer = await client.get(f"/api/{path}")
    assert (answer.status_code, answer.json()["code"]) == (404, code)


async def test_an_import_that_gives_a_removed_line_a_version_makes_its_segments_stale(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await segment(client)
    first = await version(client, tmp_path, "flux", 1)
    await recorded(client, **made_from(first))
    await client.delete(f"/api/assets/{first['id']}")
    assert await stale(client) == []
    seen = {"id": "seen", "version": "v9", "metadata": "{}"}
    row = {"name": "flux", "search_name": "flux", "asset_type": "model", "versions": [seen]}
    assert await imports.part(graph, "assets", [row]) == 1
    (group,) = (await report(client))["by_asset"]
    assert (group["current_asset_id"], group["receipt_version"]) == ("seen", "v1")
    await sound(graph)
    filled = {"name": "flux", "version": "v9", "asset_type": "model", "file_path": str(tmp_path / "flux1")}
    assert (await client.post("/api/assets", json=filled)).json()["id"] == "seen"
    assert await stale(client) == []
    await sound(graph)
