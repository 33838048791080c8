"""Routes of contract section 4: scenes."""

from __future__ import annotations

from fastapi import APIRouter

from depgraph.api.deps import Change, Db, PageWindow
from depgraph.api.filters import Flag, NamePart, Parent
from depgraph.api.idents import IdentRoute
from depgraph.api.problems import RESPONSES
from depgraph.models.base import Identifier, Page
from depgraph.models.entities import NewScene, Removed, Scene
from depgraph.queries import entities, scenes

router = APIRouter(prefix="/api/scenes", tags=["entities"], route_class=IdentRoute, responses=RESPONSES)


@router.get("")
async def list_scenes(
    db: Db,
    window: PageWindow,
    *,
    name: NamePart = None,
    scene_type_id: Parent = None,
    character_id: Parent = None,
    project_id: Parent = None,
    active: Flag = None,
) -> Page[Scene]:
    """Scenes, by name."""
    return await scenes.list_scenes(
        db,
        name=name,
        scene_type_id=scene_type_id,
        character_id=character_id,
        project_id=project_id,
        active=active,
        window=window,
    )


@router.get("/{scene_id}")
async def get_scene(scene_id: Identifier, db: Db) -> Scene:
    """One scene."""
    return await scenes.get(db, scene_id=scene_id)


@router.put("/{scene_id}", responses={201: {"model": Scene, "description": "It is new"}})
async def save_scene(scene_id: Identifier, body: NewScene, write: Change) -> Scene:
    """Create or replace a scene; without a project it has that of its character."""
    return await write(Scene, scenes.save, scene_id=scene_id, new=body)


@router.delete("/{scene_id}", status_code=204)
async def delete_scene(scene_id: Identifier, write: Change) -> None:
    """Delete a scene without segments, and its dependencies."""
    await write(Removed, entities.delete, kind="scene", entity_id=scene_id)
