"""Dependencies: added and removed under the asset's lock; where an asset is used."""

from __future__ import annotations

from typing import Protocol

from depgraph.clock import new_id, now
from depgraph.errors import AssetRemoved, NotFound
from depgraph.graph import Graph, Row, Transaction
from depgraph.models.dependencies import Dependency, Depth, NewDependency, UseFilter, WhereUsed
from depgraph.models.entities import Removed
from depgraph.paging import Window
from depgraph.queries import entities
from depgraph.queries.outcome import Outcome


class Question(Protocol):
    """What the three questions have in common."""

    async def __call__(
        self, graph: Graph, *, asset_id: str, which: UseFilter, window: Window
    ) -> WhereUsed: ...


def question(depth: Depth, which: UseFilter) -> Question:
    """The one query that answers: each depth has its own, so that the short one stays short."""
    if depth == "direct":
        return where_used_version if which.versions == "this" and which.active is None else where_used
    return where_used_segments if which.entity_type == "segment" else where_used_transitive


async def where_used(graph: Graph, *, asset_id: str, which: UseFilter, window: Window) -> WhereUsed:
    """The entities that use the asset themselves. Raises NotFound."""
    rows = await graph.rows(
        "dependency.where_used",
        asset_id=asset_id,
        versions=which.versions,
        entity_type=which.entity_type or "any",
        activity=entities.activity(which.active),
        **window.params,
    )
    return _where_used(rows, asset_id, window)


async def where_used_version(graph: Graph, *, asset_id: str, which: UseFilter, window: Window) -> WhereUsed:
    """The same of one version, whether active or not: read from an index in its order. Raises NotFound."""
    rows = await graph.rows(
        "dependency.where_used_version",
        asset_id=asset_id,
        entity_type=which.entity_type or "any",
        key_prefix=f"{which.entity_type}:" if which.entity_type else "",
        **window.params,
    )
    return _where_used(rows, asset_id, window)


async def where_used_transitive(
    graph: Graph, *, asset_id: str, which: UseFilter, window: Window
) -> WhereUsed:
    """Those, and the scenes of scene types among them. Raises NotFound."""
    rows = await graph.rows(
        "dependency.where_used_transitive",
        asset_id=asset_id,
        versions=which.versions,
        entity_type=which.entity_type or "any",
        activity=entities.activity(which.active),
        **window.params,
    )
    return _where_used(rows, asset_id, window)


async def where_used_segments(graph: Graph, *, asset_id: str, which: UseFilter, window: Window) -> WhereUsed:
    """The segments of all these scenes, each once, by scene and place in it. Raises NotFound."""
    rows = await graph.rows(
        "dependency.where_used_segments",
        asset_id=asset_id,
        versions=which.versions,
        activity=entities.activity(which.active),
        **window.params,
    )
    return _where_used(rows, asset_id, window)


async def add(tx: Transaction, *, asset_id: str, new: NewDependency) -> Outcome[Dependency]:
    """An entity uses an asset; there already: the same again. Raises NotFound, AssetRemoved."""
    entity_key = entities.key(new.entity_type, new.entity_id)
    locked = await tx.row("dependency.lock", entity_key=entity_key, asset_id=asset_id)
    assert locked is not None  # noqa: S101 -- the query's header says rows: one
    if not locked["asset"]:
        raise NotFound("asset", asset_id)
    if not locked["entity"]:
        raise NotFound(new.entity_type, new.entity_id)
    if locked["status"] == "removed":
        raise AssetRemoved(f"Asset {asset_id!r} was removed; nothing new can use it.", asset_id=asset_id)
    row = await tx.row(
        "dependency.add",
        entity_key=entity_key,
        asset_id=asset_id,
        role=new.role,
        weight=new.weight,
        new_id=new_id(),
        now=now(),
    )
    if row is None:
        raise NotFound("asset", asset_id)
    return Outcome(Dependency.model_validate(row["dependency"]), 201 if row["created"] else 200)


async def remove(tx: Transaction, *, asset_id: str, dependency_id: str) -> Outcome[Removed]:
    """A dependency goes. Raises NotFound for the asset or the dependency."""
    row = await tx.row("dependency.remove", asset_id=asset_id, dependency_id=dependency_id)
    if row is None:
        raise NotFound("asset", asset_id)
    if not row["removed_count"]:
        raise NotFound("dependency", dependency_id)
    return Outcome(Removed(removed_dependencies=row["removed_count"]), 204)


def _where_used(rows: list[Row], asset_id: str, window: Window) -> WhereUsed:
    if not rows:
        raise NotFound("asset", asset_id)
    found = rows[0]
    cursor = window.next_cursor(len(found["items"]), found["total"])
    return WhereUsed.model_validate({**found, "limit": window.limit, "next_cursor": cursor})
