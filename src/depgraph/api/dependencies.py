"""Routes of contract section 4: dependencies, and where an asset is used."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from depgraph.api.deps import Change, Db, PageWindow, Write
from depgraph.api.filters import Flag
from depgraph.api.idents import IdentRoute
from depgraph.api.problems import RESPONSES
from depgraph.models.asset_users import UsedAsset
from depgraph.models.base import Identifier, Page, PathId
from depgraph.models.dependencies import (
    Dependency,
    Depth,
    EntityType,
    NewDependency,
    ReachedType,
    UseFilter,
    Versions,
    WhereUsed,
)
from depgraph.models.entities import Removed
from depgraph.queries import dependencies, entities

router = APIRouter(prefix="/api", tags=["dependencies"], route_class=IdentRoute, responses=RESPONSES)


async def _use_filter(
    versions: Annotated[Versions, Query(description="This version, or every version of its line")] = "this",
    entity_type: Annotated[ReachedType | None, Query(description="Only rows of this type")] = None,
    active: Flag = None,
) -> UseFilter:
    return UseFilter(versions, entity_type, active)


async def _question(
    which: Annotated[UseFilter, Depends(_use_filter)],
    depth: Annotated[Depth, Query(description="transitive: also the scenes of scene types")] = "direct",
) -> dependencies.Question:
    return dependencies.question(depth, which)


@router.get("/assets/{asset_id}/dependencies")
async def where_used(
    asset_id: PathId,
    db: Db,
    window: PageWindow,
    which: Annotated[UseFilter, Depends(_use_filter)],
    question: Annotated[dependencies.Question, Depends(_question)],
) -> WhereUsed:
    """Where is this used? With depth=transitive, entity_type=segment lists the segments reached."""
    return await question(db, asset_id=asset_id, which=which, window=window)


@router.post(
    "/assets/{asset_id}/dependencies",
    status_code=201,
    responses={200: {"model": Dependency, "description": "It was there"}},
)
async def add_dependency(asset_id: PathId, body: NewDependency, write: Write) -> Dependency:
    """An entity uses this asset in a role."""
    return await write(Dependency, dependencies.add, asset_id=asset_id, new=body)


@router.delete("/assets/{asset_id}/dependencies/{dependency_id}", status_code=204)
async def remove_dependency(asset_id: PathId, dependency_id: PathId, write: Change) -> None:
    """An entity no longer uses this asset in that role."""
    await write(Removed, dependencies.remove, asset_id=asset_id, dependency_id=dependency_id)


@router.get("/entities/{entity_type}/{entity_id}/assets")
async def list_entity_assets(
    entity_type: EntityType, entity_id: Identifier, db: Db, window: PageWindow
) -> Page[UsedAsset]:
    """The assets that one entity uses, with roles and weights."""
    return await entities.assets(db, entity_type=entity_type, entity_id=entity_id, window=window)
