"""Routes of contract section 4: characters."""

from __future__ import annotations

from fastapi import APIRouter

from depgraph.api.deps import Change, Db, PageWindow
from depgraph.api.filters import NamePart, Parent
from depgraph.api.idents import IdentRoute
from depgraph.api.problems import RESPONSES
from depgraph.models.base import Identifier, Page
from depgraph.models.entities import Character, NewCharacter, Removed
from depgraph.queries import characters, entities

router = APIRouter(prefix="/api/characters", tags=["entities"], route_class=IdentRoute, responses=RESPONSES)


@router.get("")
async def list_characters(
    db: Db, window: PageWindow, name: NamePart = None, project_id: Parent = None
) -> Page[Character]:
    """Characters, by name."""
    return await characters.list_characters(db, name=name, project_id=project_id, window=window)


@router.get("/{character_id}")
async def get_character(character_id: Identifier, db: Db) -> Character:
    """One character."""
    return await characters.get(db, character_id=character_id)


@router.put("/{character_id}", responses={201: {"model": Character, "description": "It is new"}})
async def save_character(character_id: Identifier, body: NewCharacter, write: Change) -> Character:
    """Create or replace a character; scenes that have their project from it follow."""
    return await write(Character, characters.save, character_id=character_id, new=body)


@router.delete("/{character_id}", status_code=204)
async def delete_character(character_id: Identifier, write: Change) -> None:
    """Delete a character without scenes."""
    await write(Removed, entities.delete, kind="character", entity_id=character_id)
