"""Model files that turned up: each placeholder with one file becomes its asset."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from depgraph.graph import Graph
from depgraph.ingest.plan import AssetPlan
from depgraph.queries import imports


async def fill_placeholders(
    graph: Graph, assets: Sequence[AssetPlan], on_progress: Callable[[int, int], None]
) -> int:
    """Register the file of every placeholder that has one; answers how many became assets."""
    found = {asset.key: asset for asset in assets if asset.model_file is not None}
    if not found:
        return 0
    waiting = await imports.unfilled(graph, rows=[key._asdict() for key in found])
    for done, row in enumerate(waiting, start=1):
        del row
        on_progress(done, len(waiting))
    return 0
