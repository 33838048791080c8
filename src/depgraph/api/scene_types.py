"""Routes of contract section 4: scene types."""

from __future__ import annotations

from fastapi import APIRouter

from depgraph.api.deps import Change, Db, PageWindow
from depgraph.api.filters import NamePart
from depgraph.api.idents import IdentRoute
from depgraph.api.problems import RESPONSES
from depgraph.models.asset_users import NewSceneType, SavedSceneType, SceneType, SceneTypeDetail
from depgraph.models.base import Identifier, Page
from depgraph.models.entities import Removed
from depgraph.queries import entities, scene_types

router = APIRouter(prefix="/api/scene-types", tags=["entities"], route_class=IdentRoute, responses=RESPONSES)


@router.get("")
async def list_scene_types(db: Db, window: PageWindow, name: NamePart = None) -> Page[SceneType]:
    """Scene types, by name."""
    return await scene_types.list_scene_types(db, name=name, window=window)


@router.get("/{scene_type_id}")
async def get_scene_type(scene_type_id: Identifier, db: Db) -> SceneTypeDetail:
    """One scene type with the assets that it uses."""
    return await scene_types.get(db, scene_type_id=scene_type_id)


@router.put("/{scene_type_id}", responses={201: {"model": SavedSceneType, "description": "It is new"}})
async def save_scene_type(scene_type_id: Identifier, body: NewSceneType, write: Change) -> SavedSceneType:
    """Create or replace a scene type, register its dependencies, and tell what is known to go wrong."""
    return await write(SavedSceneType, scene_types.save, scene_type_id=scene_type_id, new=body)


@router.delete("/{scene_type_id}", status_code=204)
async def delete_scene_type(scene_type_id: Identifier, write: Change) -> None:
    """Delete a scene type without scenes, and its dependencies."""
    await write(Removed, entities.delete, kind="scene_type", entity_id=scene_type_id)
