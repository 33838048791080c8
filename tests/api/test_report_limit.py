"""A report counts every group and tells the most affected of them."""

from __future__ import annotations

from pathlib import Path

import httpx2
import pytest

from depgraph.clock import now
from depgraph.graph import Graph
from depgraph.provenance import report as reports
from tests.api.test_receipts import recorded, segment, version

pytestmark = pytest.mark.anyio
NOT_SAID = {"version": None, "hash": None, "weight": None}


async def test_of_more_groups_than_are_told_the_most_affected_are(
    client: httpx2.AsyncClient, graph: Graph, tmp_path: Path
) -> None:
    """g1 and g2 from zeta, g2 also from beta, g3 from alpha: two are as much affected as each other."""
    for ident in ("g1", "g2", "g3"):
        await segment(client, ident)
    ids = {}
    for name in ("zeta", "beta", "alpha"):
        ids[name] = (await version(client, tmp_path, name, 1))["id"]
    for ident, names in (("g1", ["zeta"]), ("g2", ["zeta", "beta"]), ("g3", ["alpha"])):
        await recorded(client, ident, lora_configs=[{"asset_id": ids[name], **NOT_SAID} for name in names])
    for name in ids:
        await version(client, tmp_path, name, 2)

    async def told(limit: int) -> list[str]:
        given = {"limit": limit, "now": now()}
        (one,) = await graph.rows("staleness.report_of_project", project_id="p1", **given)
        (anywhere,) = await graph.rows("staleness.report", **given)
        assert one["by_asset"] == anywhere["by_asset"]
        assert (one["total_assets"], one["total_stale_segments"], one["total_stale_scenes"]) == (3, 3, 1)
        return [group.asset_name for group in reports.report(one).by_asset]

    # as they are read: the most affected first, then by name
    assert await told(3) == ["zeta", "alpha", "beta"]
    # which of equals is left out is decided by the id, so that nothing of the others has to be read
    kept = min(("alpha", "beta"), key=ids.__getitem__)
    assert await told(2) == ["zeta", kept]
    assert await told(1) == ["zeta"]
