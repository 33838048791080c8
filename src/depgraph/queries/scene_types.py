"""Scene types: what their scenes are made with."""

from __future__ import annotations

from depgraph.clock import now
from depgraph.graph import Graph, Transaction
from depgraph.models.asset_users import NewSceneType, SavedSceneType, SceneType, SceneTypeDetail
from depgraph.models.base import Page
from depgraph.paging import Window
from depgraph.queries import entities, saved_assets
from depgraph.queries.outcome import Outcome


async def get(graph: Graph, *, scene_type_id: str) -> SceneTypeDetail:
    """One scene type with the assets that it uses. Raises NotFound."""
    return entities.one(
        await graph.rows("scene_type.get", id=scene_type_id), SceneTypeDetail, "scene_type", scene_type_id
    )


async def list_scene_types(graph: Graph, *, name: str | None, window: Window) -> Page[SceneType]:
    """Scene types by name."""
    rows = await graph.rows("scene_type.list", name=name or "", **window.params)
    return entities.page(rows, SceneType, window)


async def save(tx: Transaction, *, scene_type_id: str, new: NewSceneType) -> Outcome[SavedSceneType]:
    """Create or replace a scene type, and register its dependencies. Raises NotFound, AssetRemoved."""
    row = await tx.row(
        "scene_type.save",
        id=scene_type_id,
        key=entities.key("scene_type", scene_type_id),
        name=new.name,
        workflow_id=new.workflow_id,
        now=now(),
    )
    assert row is not None  # noqa: S101 -- the query's header says rows: one
    await saved_assets.register(tx, kind="scene_type", entity_id=scene_type_id, uses=new.assets)
    saved = await saved_assets.checked(tx, await tx.rows("scene_type.get", id=scene_type_id))
    return entities.saved(
        entities.one(saved, SavedSceneType, "scene_type", scene_type_id),
        "scene_type",
        scene_type_id,
        created=row["created"],
    )
