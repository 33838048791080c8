"""Scenes: each of one scene type, perhaps of a character, perhaps in a project."""

from __future__ import annotations

from depgraph.clock import now
from depgraph.errors import NotFound
from depgraph.graph import Graph, Transaction
from depgraph.models.base import Page
from depgraph.models.entities import NewScene, Scene
from depgraph.paging import Window
from depgraph.queries import entities, usages
from depgraph.queries.outcome import Outcome


async def get(graph: Graph, *, scene_id: str) -> Scene:
    """One scene. Raises NotFound."""
    return entities.one(await graph.rows("scene.get", id=scene_id), Scene, "scene", scene_id)


async def list_scenes(
    graph: Graph,
    *,
    name: str | None,
    scene_type_id: str | None,
    character_id: str | None,
    project_id: str | None,
    active: bool | None,
    window: Window,
) -> Page[Scene]:
    """Scenes by name; every filter narrows."""
    rows = await graph.rows(
        "scene.list",
        name=name or "",
        activity=entities.activity(active),
        **entities.below({"character": character_id, "scene_type": scene_type_id, "project": project_id}),
        **window.params,
    )
    return entities.page(rows, Scene, window)


async def save(tx: Transaction, *, scene_id: str, new: NewScene) -> Outcome[Scene]:
    """Create or replace a scene. Raises NotFound for a parent that it names."""
    await usages.lock_moving(tx, scene_id=scene_id, project_id=new.project_id)
    await _lock_parents(tx, new)
    row = await tx.row(
        "scene.save",
        id=scene_id,
        key=entities.key("scene", scene_id),
        name=new.name,
        active=new.active,
        project_id=new.project_id or "",
        character_id=new.character_id or "",
        scene_type_id=new.scene_type_id,
        now=now(),
    )
    assert row is not None  # noqa: S101 -- the query's header says rows: one
    if row["moved"]:
        await usages.rewrite(tx, scene_ids=[scene_id])
    saved = await tx.rows("scene.get", id=scene_id)
    return entities.saved(
        entities.one(saved, Scene, "scene", scene_id), "scene", scene_id, created=row["created"]
    )


async def _lock_parents(tx: Transaction, new: NewScene) -> None:
    """Hold the parents, so that none goes while the scene is put below it."""
    parents = {
        "project": new.project_id,
        "character": new.character_id,
        "scene_type": new.scene_type_id,
    }
    found = await tx.row(
        "scene.lock_parents", **{f"{kind}_id": ident or "" for kind, ident in parents.items()}
    )
    assert found is not None  # noqa: S101 -- the query's header says rows: one
    for kind, ident in parents.items():
        if ident is not None and not found[kind]:
            raise NotFound(kind, ident)
