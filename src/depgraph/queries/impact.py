"""Impact: what an update of a version touches."""

from __future__ import annotations

from depgraph.errors import NotFound
from depgraph.graph import Transaction
from depgraph.models.assets import ImpactSummary


async def summary(tx: Transaction, *, asset_id: str) -> ImpactSummary:
    """The impact in three numbers, inside the write that causes it. Raises NotFound."""
    row = await tx.row("impact.summary", asset_id=asset_id)
    if row is None:
        raise NotFound("asset", asset_id)
    return ImpactSummary(from_asset_id=asset_id, href=f"/api/assets/{asset_id}/impact", **row)
