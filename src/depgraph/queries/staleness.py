"""What is stale, in a project and anywhere: reports, and the segments with their reasons."""

from __future__ import annotations

from depgraph.clock import now
from depgraph.errors import NotFound
from depgraph.graph import Graph, Row
from depgraph.models.base import Page
from depgraph.models.staleness import MAX_GROUPS, StalenessReport, StaleSegment
from depgraph.paging import Window
from depgraph.provenance import report as reports
from depgraph.provenance.staleness import is_reason, reason


async def report(graph: Graph) -> StalenessReport:
    """What is stale anywhere, also in scenes without a project."""
    rows = await graph.rows("staleness.report", limit=MAX_GROUPS, now=now())
    return reports.report(rows[0])


async def report_of_project(graph: Graph, *, project_id: str) -> StalenessReport:
    """What is stale in a project. Raises NotFound."""
    rows = await graph.rows("staleness.report_of_project", project_id=project_id, limit=MAX_GROUPS, now=now())
    if not rows:
        raise NotFound("project", project_id)
    return reports.report(rows[0])


async def segments(
    graph: Graph, *, asset_id: str | None, asset_type: str | None, window: Window
) -> Page[StaleSegment]:
    """The stale segments anywhere; with an asset those that it makes stale."""
    rows = await graph.rows(
        "staleness.segments", asset_id=asset_id or "", asset_type=asset_type or "", now=now(), **window.params
    )
    return _page(rows[0], window)


async def segments_of_project(
    graph: Graph, *, project_id: str, asset_id: str | None, asset_type: str | None, window: Window
) -> Page[StaleSegment]:
    """The stale segments of a project; with an asset those that it makes stale. Raises NotFound."""
    rows = await graph.rows(
        "staleness.segments_of_project",
        project_id=project_id,
        asset_id=asset_id or "",
        asset_type=asset_type or "",
        now=now(),
        **window.params,
    )
    if not rows:
        raise NotFound("project", project_id)
    return _page(rows[0], window)


async def segments_of_asset(graph: Graph, *, asset_id: str, window: Window) -> Page[StaleSegment]:
    """The segments that were made from this version and are stale because of it. Raises NotFound."""
    rows = await graph.rows("staleness.segments_of_asset", asset_id=asset_id, now=now(), **window.params)
    if not rows:
        raise NotFound("asset", asset_id)
    return _page(rows[0], window)


def _page(row: Row, window: Window) -> Page[StaleSegment]:
    return window.page([_segment(item) for item in row["items"]], row["total"])


def _segment(item: Row) -> StaleSegment:
    differing = [reason(one) for one in item.pop("inputs") if is_reason(one)]
    return StaleSegment(**item, stale_reason=differing)
