"""A segment that a finished regeneration replaced counts in no report, and stays in usage and provenance."""

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

FAILED = {"completed_at": "2026-11-20T09:01:00Z", "duration_ms": 1, "succeeded": False}


async def replacement(client: httpx2.AsyncClient, graph: Graph, new: str, old: str) -> None:
    """A segment in another's stead, without a receipt, as a regeneration makes it."""
    await segment(client, new)
    await run(
        graph,
        "MATCH (new:Segment {id: $new})-[counted:COUNTED_IN]->() MATCH (old:Segment {id: $old})"
        " DELETE counted SET new:Uncounted CREATE (new)-[:REPLACES]->(old)",
        new=new,
        old=old,
    )
    await sound(graph)


async def fail(client: httpx2.AsyncClient, receipt: dict[str, Any]) -> None:
    answer = await client.post(f"/api/receipts/{receipt['id']}/complete", json=FAILED)
    assert answer.status_code == 200, answer.text


async def used_by(client: httpx2.AsyncClient, asset: dict[str, Any]) -> list[str]:
    answer = await client.get(f"/api/assets/{asset['id']}/usage")
    return [item["segment_id"] for item in answer.json()["items"]]


async def studio(client: httpx2.AsyncClient, folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """g1 and g2 of p1 were made from flux v1, which v2 has followed."""
    first = await version(client, folder, "flux", 1)
    for ident in ("g1", "g2"):
        await segment(client, ident)
        await recorded(client, ident, **made_from(first))
    return first, await version(client, folder, "flux", 2)


async def test_a_segment_to_come_counts_nowhere_and_the_old_one_stays(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    await studio(client, tmp_path)
    before = [await report(client, project) for project in ("p1", "")]
    await replacement(client, graph, "n1", "g1")
    assert [await report(client, project) for project in ("p1", "")] == before
    assert (await status(client, "g1"))["status"] == "stale"
    assert (await status(client, "n1"))["status"] == "no_receipt"


async def test_with_its_first_receipt_the_new_one_counts_and_the_old_one_no_more(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    first, second = await studio(client, tmp_path)
    await replacement(client, graph, "n1", "g1")
    await recorded(client, "n1", **made_from(second))
    for project in ("p1", ""):
        assert totals(await report(client, project)) == {
            "segments": 2, "stale": 1, "stale_scenes": 1, "assets": 1,
        }  # fmt: skip
    assert await stale(client) == ["g2"]
    old = await status(client, "g1")
    assert (old["status"], old["superseded_by"], old["stale_reason"]) == ("superseded", "n1", [])
    assert (await status(client, "n1"))["status"] == "up_to_date"
    assert sorted(await used_by(client, first)) == ["g1", "g2"]
    assert (await client.get("/api/segments/g1/provenance")).json()["model_asset_id"] == first["id"]
    await sound(graph)


async def test_an_old_one_counts_again_when_the_receipt_of_the_new_one_fails(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    _first, second = await studio(client, tmp_path)
    before = [await report(client, project) for project in ("p1", "")]
    await replacement(client, graph, "n1", "g1")
    await fail(client, await recorded(client, "n1", **made_from(second)))
    assert [await report(client, project) for project in ("p1", "")] == before
    assert (await status(client, "g1"))["superseded_by"] is None
    assert await used_by(client, second) == []
    await sound(graph)


async def test_a_new_one_with_an_earlier_good_receipt_keeps_its_place_when_a_later_one_fails(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    _first, second = await studio(client, tmp_path)
    await replacement(client, graph, "n1", "g1")
    await recorded(client, "n1", **made_from(second))
    await fail(client, await recorded(client, "n1", **made_from(second), seed=2))
    assert (await status(client, "g1"))["status"] == "superseded"
    await sound(graph)


async def test_a_receipt_of_a_superseded_segment_does_not_bring_it_back(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    first, second = await studio(client, tmp_path)
    await replacement(client, graph, "n1", "g1")
    await recorded(client, "n1", **made_from(second))
    other = await version(client, tmp_path, "sdxl", 1)
    await recorded(client, "g1", **made_from(other))
    await recorded(client, "g1")
    assert (await status(client, "g1"))["status"] == "superseded"
    assert totals(await report(client))["segments"] == 2
    assert [await used_by(client, one) for one in (first, other)] == [["g2", "g1"], ["g1"]]
    await sound(graph)


async def test_of_three_in_a_row_the_last_that_is_good_counts(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    """n2 replaces n1, which replaces g1."""
    _first, second = await studio(client, tmp_path)
    await replacement(client, graph, "n1", "g1")
    middle = await recorded(client, "n1", **made_from(second))
    await replacement(client, graph, "n2", "n1")
    last = await recorded(client, "n2", **made_from(second))
    assert (await status(client, "g1"))["superseded_by"] == "n2"
    await fail(client, middle)
    assert (await status(client, "g1"))["status"] == "superseded"
    await sound(graph)
    await fail(client, last)
    assert (await status(client, "g1"))["status"] == "stale"
    await sound(graph)


async def test_segments_of_a_succession_can_be_deleted(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    """n2 replaces n1, which replaces g1; n3 is to replace g2."""
    _first, second = await studio(client, tmp_path)
    for new, old in (("n1", "g1"), ("n2", "n1")):
        await replacement(client, graph, new, old)
        await recorded(client, new, **made_from(second))
    await replacement(client, graph, "n3", "g2")
    for ident, left in (
        ("n1", {"segments": 2, "stale": 1, "stale_scenes": 1, "assets": 1}),
        ("n2", {"segments": 2, "stale": 2, "stale_scenes": 1, "assets": 1}),
        ("g2", {"segments": 2, "segments_without_receipt": 1, "stale": 1, "stale_scenes": 1, "assets": 1}),
    ):
        assert (await client.delete(f"/api/segments/{ident}")).status_code == 204
        assert totals(await report(client)) == left, ident
        await sound(graph)


async def test_a_superseded_segment_moves_with_its_scene_and_counts_in_neither_project(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    _first, second = await studio(client, tmp_path)
    await replacement(client, graph, "n1", "g1")
    await recorded(client, "n1", **made_from(second))
    await replacement(client, graph, "n2", "g2")
    await put(client, "projects/p2", name="q")
    await put(client, "scenes/s1", name="s", scene_type_id="t1", project_id="p2")
    assert totals(await report(client)) == {}
    assert totals(await report(client, "p2")) == {"segments": 2, "stale": 1, "stale_scenes": 1, "assets": 1}
    await sound(graph)


async def test_a_bulk_may_hold_receipts_of_both(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    first, second = await studio(client, tmp_path)
    await replacement(client, graph, "n1", "g1")
    least = {"lora_configs": [], "prompt_text": "t", "generation_started_at": "2026-11-20T09:00:00Z"}
    both = [{**least, **made_from(one), "segment_id": of} for one, of in ((first, "g1"), (second, "n1"))]
    assert (await client.post("/api/receipts/bulk", json={"receipts": both})).status_code == 201
    assert totals(await report(client)) == {"segments": 2, "stale": 1, "stale_scenes": 1, "assets": 1}
    await sound(graph)


async def test_a_segment_whose_model_was_unknown_and_is_known_now_has_no_trace_of_that(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    model = await version(client, tmp_path, "flux", 1)
    for ident in ("g1", "g2"):
        await segment(client, ident)
    await recorded(client, "g1")
    # so that its model is not new in the project when g1 gets it
    await recorded(client, "g2", **made_from(model))
    await recorded(client, "g1", **made_from(model))
    await sound(graph)
