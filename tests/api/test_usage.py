"""What was made from an asset: one row for each segment, every receipt counting (contract section 6)."""

from __future__ import annotations

from pathlib import Path

import httpx2
import pytest

from depgraph.graph import Graph
from tests.api.test_receipts import recorded, segment, version
from tests.api.test_staleness_report import made_from, sound
from tests.support.wipe import run

pytestmark = pytest.mark.anyio


async def test_usage_tells_role_weight_and_receipt_of_the_newest_use(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    detail = await version(client, tmp_path, "detail", 1)
    await segment(client, "g1")
    lora = {"asset_id": detail["id"], "version": None, "hash": None}
    receipts = [
        await recorded(client, "g1", lora_configs=[{**lora, "weight": weight}]) for weight in (0.5, 0.75)
    ]

    async def told() -> list[tuple[str, float | None, str, str]]:
        items = (await client.get(f"/api/assets/{detail['id']}/usage")).json()["items"]
        return [(item["role"], item["weight"], item["receipt_id"], item["created_at"]) for item in items]

    last = receipts[-1]
    assert await told() == [("lora", 0.75, last["id"], last["created_at"])]
    await recorded(client, "g1")
    assert await told() == [("lora", 0.75, last["id"], last["created_at"])]
    other = [{**lora, "role": "style", "name": None}]
    newest = await recorded(client, "g1", other_inputs=other)
    assert await told() == [("style", None, newest["id"], newest["created_at"])]
    await sound(graph)


async def test_usage_has_one_row_for_each_segment_newest_first(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    first = await version(client, tmp_path, "flux", 1)
    second = await version(client, tmp_path, "flux", 2)
    for number in range(4):
        await segment(client, f"g{number}")
        await recorded(client, f"g{number}", **made_from(first))
    await recorded(client, "g1", **made_from(second))
    twice = [{"role": "refiner", "asset_id": first["id"], "name": "flux", "version": "v1", "hash": None}]
    last = await recorded(client, "g2", **made_from(first), other_inputs=twice)

    async def rows(query: str = "") -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        cursor, total = "", 0
        while True:
            page = (await client.get(f"/api/assets/{first['id']}/usage?limit=2{query}{cursor}")).json()
            found += [(item["segment_id"], item["version"]) for item in page["items"]]
            total = page["total"]
            if page["next_cursor"] is None:
                break
            cursor = f"&cursor={page['next_cursor']}"
        assert total == len(found)
        return found

    assert await rows() == [("g2", "v1"), ("g3", "v1"), ("g1", "v1"), ("g0", "v1")]
    assert await rows("&versions=all") == [("g2", "v1"), ("g1", "v2"), ("g3", "v1"), ("g0", "v1")]
    assert await rows("&version=v2") == [("g1", "v2")]
    assert await rows("&version=v9") == []
    top = (await client.get(f"/api/assets/{first['id']}/usage?limit=1")).json()["items"][0]
    assert top == {
        "segment_id": "g2", "scene_id": "s1", "sequence_index": 0, "version": "v1", "role": "model",
        "weight": None, "receipt_id": last["id"], "created_at": last["created_at"],
    }  # fmt: skip
    versions = (await client.get(f"/api/assets/{first['id']}/versions")).json()["items"]
    assert [item["usage_count"] for item in versions] == [1, 4]
    impact = (await client.get(f"/api/assets/{first['id']}/impact")).json()
    assert impact["stale_segment_count"] == 3
    await sound(graph)


async def test_usage_counts_in_all_projects_and_stays_as_it_is_when_a_scene_moves(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    """g1 to g3 in s1 of p1, g4 in s2 of p2; then s1 comes into p2, where the model is in use already."""
    first, second = [await version(client, tmp_path, "flux", number) for number in (1, 2)]
    for ident in ("g1", "g2", "g3"):
        await segment(client, ident)
    await client.put("/api/projects/p2", json={"name": "p"})
    scene = {"name": "s", "scene_type_id": "t1"}
    await client.put("/api/scenes/s2", json={**scene, "project_id": "p2"})
    await client.put("/api/segments/g4", json={"scene_id": "s2", "sequence_index": 0})
    for ident in ("g1", "g2", "g3", "g4"):
        await recorded(client, ident, **made_from(first))
    await recorded(client, "g1", **made_from(second))
    edges = "MATCH (:Segment)-[used:MADE_FROM]->() RETURN elementId(used) AS id ORDER BY id"

    async def page() -> tuple[int, list[str]]:
        found = (await client.get(f"/api/assets/{first['id']}/usage")).json()
        return found["total"], [item["segment_id"] for item in found["items"]]

    before = await run(graph, edges)
    assert await page() == (4, ["g4", "g3", "g2", "g1"])
    assert (await client.put("/api/scenes/s1", json={**scene, "project_id": "p2"})).is_success
    assert await page() == (4, ["g4", "g3", "g2", "g1"])
    assert await run(graph, edges) == before
    await sound(graph)
