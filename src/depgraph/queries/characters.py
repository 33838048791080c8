"""Characters: each in a project."""

from __future__ import annotations

from depgraph.clock import now
from depgraph.errors import NotFound
from depgraph.graph import Graph, Transaction
from depgraph.models.base import Page
from depgraph.models.entities import Character, NewCharacter
from depgraph.paging import Window
from depgraph.queries import entities, usages
from depgraph.queries.outcome import Outcome


async def get(graph: Graph, *, character_id: str) -> Character:
    """One character. Raises NotFound."""
    return entities.one(
        await graph.rows("character.get", id=character_id), Character, "character", character_id
    )


async def list_characters(
    graph: Graph, *, name: str | None, project_id: str | None, window: Window
) -> Page[Character]:
    """Characters by name, of one project or of all."""
    rows = await graph.rows(
        "character.list", name=name or "", **entities.below({"project": project_id}), **window.params
    )
    return entities.page(rows, Character, window)


async def save(tx: Transaction, *, character_id: str, new: NewCharacter) -> Outcome[Character]:
    """Create or replace a character. Raises NotFound for its project."""
    await usages.lock_moving(tx, character_id=character_id, project_id=new.project_id)
    row = await tx.row(
        "character.save",
        id=character_id,
        key=entities.key("character", character_id),
        name=new.name,
        project_id=new.project_id,
        now=now(),
    )
    if row is None:
        raise NotFound("project", new.project_id)
    if row["moved_scene_ids"]:
        await usages.rewrite(tx, scene_ids=row["moved_scene_ids"])
    saved = await tx.rows("character.get", id=character_id)
    return entities.saved(
        entities.one(saved, Character, "character", character_id),
        "character",
        character_id,
        created=row["created"],
    )
