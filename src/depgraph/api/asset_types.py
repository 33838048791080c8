"""Routes of contract section 3: the lookups."""

from __future__ import annotations

from fastapi import APIRouter

from depgraph.api.deps import Db, PageWindow, Write
from depgraph.api.problems import RESPONSES
from depgraph.api.strict import StrictRoute
from depgraph.models.assets import AssetStatus, AssetType, NewAssetType
from depgraph.models.base import Page
from depgraph.queries import asset_types

router = APIRouter(prefix="/api", tags=["lookups"], route_class=StrictRoute, responses=RESPONSES)


@router.get("/asset-types")
async def list_asset_types(db: Db, window: PageWindow) -> Page[AssetType]:
    """The types of assets; they are data and can be added to."""
    return await asset_types.list_types(db, window=window)


@router.post(
    "/asset-types", status_code=201, responses={200: {"model": AssetType, "description": "It was there"}}
)
async def add_asset_type(body: NewAssetType, write: Write) -> AssetType:
    """Add a type of assets."""
    return await write(AssetType, asset_types.add, new=body)


@router.get("/asset-statuses")
async def list_asset_statuses(db: Db, window: PageWindow) -> Page[AssetStatus]:
    """The statuses of assets; these are fixed."""
    return await asset_types.list_statuses(db, window=window)
