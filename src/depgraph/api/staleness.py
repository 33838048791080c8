"""Routes of contract section 6: what is stale, and what was made from an asset."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from depgraph.api.deps import Db, PageWindow
from depgraph.api.idents import IdentRoute
from depgraph.api.problems import RESPONSES
from depgraph.models.base import Identifier, Name, Page, PathId, Word
from depgraph.models.staleness import StalenessReport, StaleSegment, UsageFilter, UsedSegment, UsedVersions
from depgraph.queries import staleness, usages

router = APIRouter(prefix="/api", tags=["provenance"], route_class=IdentRoute, responses=RESPONSES)

OfAsset = Annotated[
    Identifier | None, Query(description="Only what this asset, image or workflow makes stale")
]
OfType = Annotated[
    Word | None, Query(description="Its type; source_image, derived_image, workflow for those")
]


async def _usage_filter(
    versions: Annotated[UsedVersions, Query(description="This version, or all of its line")] = "this",
    version: Annotated[Name | None, Query(description="The version of its line with this name")] = None,
) -> UsageFilter:
    return UsageFilter(versions, version)


@router.get("/staleness-report")
async def get_report(db: Db) -> StalenessReport:
    """What is stale anywhere, by what was used, most affected first."""
    return await staleness.report(db)


@router.get("/projects/{project_id}/staleness-report")
async def get_project_report(project_id: Identifier, db: Db) -> StalenessReport:
    """What is stale in a project, by what was used, most affected first."""
    return await staleness.report_of_project(db, project_id=project_id)


@router.get("/stale-segments")
async def list_stale_segments(
    db: Db, window: PageWindow, asset_id: OfAsset = None, asset_type: OfType = None
) -> Page[StaleSegment]:
    """The stale segments of all projects and of none, by their ids, with all their reasons."""
    return await staleness.segments(db, asset_id=asset_id, asset_type=asset_type, window=window)


@router.get("/projects/{project_id}/stale-segments")
async def list_stale_segments_of_project(
    project_id: Identifier, db: Db, window: PageWindow, asset_id: OfAsset = None, asset_type: OfType = None
) -> Page[StaleSegment]:
    """The stale segments of a project, by their ids, with all their reasons."""
    return await staleness.segments_of_project(
        db, project_id=project_id, asset_id=asset_id, asset_type=asset_type, window=window
    )


@router.get("/assets/{asset_id}/stale-segments")
async def list_stale_segments_of_asset(asset_id: PathId, db: Db, window: PageWindow) -> Page[StaleSegment]:
    """The segments that were made from this version and are stale because of it, with all their reasons."""
    return await staleness.segments_of_asset(db, asset_id=asset_id, window=window)


@router.get("/assets/{asset_id}/usage")
async def list_usage(
    asset_id: PathId, db: Db, window: PageWindow, which: Annotated[UsageFilter, Depends(_usage_filter)]
) -> Page[UsedSegment]:
    """The segments that were made from this, one row each, newest first; every receipt counts."""
    return await usages.of_asset(db, asset_id=asset_id, which=which, window=window)
