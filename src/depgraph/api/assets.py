"""Routes of contract section 3: assets."""

from __future__ import annotations

from fastapi import APIRouter

from depgraph.api.deps import Change, Db, PageWindow, Write
from depgraph.api.problems import RESPONSES
from depgraph.api.strict import StrictRoute
from depgraph.models.assets import Asset, AssetChange, AssetDetail, AssetVersion
from depgraph.models.base import Page, PathId
from depgraph.queries import assets

router = APIRouter(prefix="/api/assets", tags=["assets"], route_class=StrictRoute, responses=RESPONSES)


@router.get("/{asset_id}")
async def get_asset(asset_id: PathId, db: Db) -> AssetDetail:
    """One asset with its first notes, its ratings and what depends on it."""
    return await assets.get(db, asset_id=asset_id)


@router.put("/{asset_id}")
async def update_asset(asset_id: PathId, body: AssetChange, write: Change) -> Asset:
    """Change what describes an asset; name, version and content never change here."""
    return await write(Asset, assets.update, asset_id=asset_id, change=body)


@router.post("/{asset_id}/make-current")
async def make_current(asset_id: PathId, write: Write) -> Asset:
    """Roll the line back or forward to this version."""
    return await write(Asset, assets.make_current, asset_id=asset_id)


@router.get("/{asset_id}/versions")
async def list_versions(asset_id: PathId, db: Db, window: PageWindow) -> Page[AssetVersion]:
    """The versions of this asset's line, newest first."""
    return await assets.versions(db, asset_id=asset_id, window=window)
