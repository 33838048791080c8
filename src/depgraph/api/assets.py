"""Routes of contract section 3: assets."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from depgraph import registration, verification
from depgraph.api.asset_filters import AssetSearch
from depgraph.api.deps import Change, Config, Db, PageWindow, Write
from depgraph.api.problems import RESPONSES
from depgraph.api.strict import StrictRoute
from depgraph.api.tasks import Slow
from depgraph.models.assets import (
    AcceptanceAnswer,
    Asset,
    AssetChange,
    AssetDetail,
    AssetVersion,
    Deletion,
    DeletionCheck,
    NewAsset,
    RegisteredAsset,
    RegistrationAnswer,
    Verification,
    VerificationAnswer,
)
from depgraph.models.base import Page, PathId
from depgraph.models.tasks import Task
from depgraph.queries import asset_deletion, asset_search, assets

router = APIRouter(prefix="/api/assets", tags=["assets"], route_class=StrictRoute, responses=RESPONSES)

# A route that may answer a task has response_model=None, so that each status is documented with
# its own model; the answer is checked when it is made.
_TASK: dict[int | str, dict[str, Any]] = {
    202: {"model": Task, "description": "Reading takes longer: the task, its address in Location"}
}


@router.get("")
async def list_assets(db: Db, wanted: AssetSearch, window: PageWindow) -> Page[Asset]:
    """The assets that match, sorted; ``total`` counts all matches."""
    return await asset_search.search(db, wanted=wanted, window=window)


@router.post(
    "",
    status_code=201,
    response_model=None,
    responses={
        201: {"model": RegisteredAsset, "description": "A new version"},
        200: {"model": RegisteredAsset, "description": "A placeholder became this asset"},
        **_TASK,
    },
)
async def register_asset(
    body: NewAsset, db: Db, slow: Slow, write: Write, config: Config
) -> RegistrationAnswer:
    """Register a file, or a folder of code, where it lies; it is read once."""
    return await registration.register(db, slow, write, new=body, roots=config.readable_roots)


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


@router.post(
    "/{asset_id}/verify",
    response_model=None,
    responses={200: {"model": Verification, "description": "The comparison"}, **_TASK},
)
async def verify_asset(
    asset_id: PathId, db: Db, slow: Slow, write: Write, config: Config
) -> VerificationAnswer:
    """Read the file again: are its bytes those that were registered?"""
    return await verification.verify(db, slow, write, asset_id=asset_id, roots=config.readable_roots)


@router.post(
    "/{asset_id}/accept-content",
    response_model=None,
    responses={200: {"model": Asset, "description": "The asset with the content now on the disk"}, **_TASK},
)
async def accept_content(
    asset_id: PathId, db: Db, slow: Slow, write: Write, config: Config
) -> AcceptanceAnswer:
    """The bytes now on the disk become this version's content; receipts keep what they recorded."""
    return await verification.accept_content(db, slow, write, asset_id=asset_id, roots=config.readable_roots)


@router.get("/{asset_id}/deletion-check")
async def check_deletion(asset_id: PathId, db: Db) -> DeletionCheck:
    """What depends on this asset, and the token that confirms its deletion nevertheless."""
    return await asset_deletion.check(db, asset_id=asset_id)


@router.delete("/{asset_id}")
async def delete_asset(
    asset_id: PathId,
    write: Change,
    confirm: Annotated[str | None, Query(max_length=100, description="The check's confirm")] = None,
) -> Deletion:
    """Erase an asset, or leave a tombstone where receipts name it; refused while something depends on it."""
    return await write(Deletion, asset_deletion.delete, asset_id=asset_id, confirm=confirm)
