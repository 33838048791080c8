"""A real folder, imported and asked what is stale, without anyone having typed a thing."""

from __future__ import annotations

from pathlib import Path

import httpx2
import pytest

from depgraph.graph import Graph
from depgraph.queries import invariants
from depgraph.queries.asset_resolve import resolve
from tests.importing.running import import_comfyui

pytestmark = pytest.mark.anyio


async def test_rolling_back_and_forward_tells_who_used_the_other_version(
    client: httpx2.AsyncClient, graph: Graph, shared_data: Path
) -> None:
    summary = await import_comfyui(graph, paths=[shared_data / "comfyui"])
    versions = {one: (await resolve(graph, reference=f"fashionGirl@{one}")).id for one in ("v51", "v53")}
    for current, other, count in (("v53", "v51", 53), ("v51", "v53", 159), ("v53", "v51", 53)):
        moved = await client.post(f"/api/assets/{versions[current]}/make-current")
        assert moved.status_code == 200, moved.text
        for path in ("/api/staleness-report", f"/api/projects/{summary.project_id}/staleness-report"):
            report = (await client.get(path)).json()
            groups = {one["asset_id"]: one for one in report["by_asset"]}
            group = groups[versions[other]]
            assert (group["affected_segments"], group["receipt_version"]) == (count, other)
            assert group["current_version"] == current
            assert group["summary"].startswith(f"{count} segments across ")
            assert group["summary"].endswith(f" used fashionGirl_{other} — you are on {current}")
            assert versions[current] not in groups
            listed = (await client.get(f"{group['segments_href']}&limit=500")).json()
            assert listed["total"] == len(listed["items"]) == count
    assert await invariants.broken(graph) == []
