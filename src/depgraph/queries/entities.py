"""What is the same for every kind of entity: its key, its deletion, the assets it uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from urllib.parse import quote

from pydantic import BaseModel

from depgraph.clock import now
from depgraph.errors import EntityInUse, NotFound
from depgraph.graph import Graph, Row, Transaction
from depgraph.models.asset_users import UsedAsset
from depgraph.models.base import Page
from depgraph.models.dependencies import EntityType
from depgraph.models.entities import Kind, Removed
from depgraph.paging import Window
from depgraph.queries import usages
from depgraph.queries.outcome import Outcome

M = TypeVar("M", bound=BaseModel)
Parents = Mapping[Kind, str | None]
"""The parents that a list is asked for, the narrowest kind first."""

_BELONGING: dict[Kind, str] = {
    "project": "characters or scenes",
    "character": "scenes",
    "scene_type": "scenes",
    "scene": "segments",
}


_DELETED = "What it was to make was deleted."


def key(kind: Kind, entity_id: str) -> str:
    """What names one entity of any kind (constraint ``entity_key``)."""
    return f"{kind}:{entity_id}"


def address(kind: Kind, entity_id: str) -> str:
    """Where an entity is answered, for the Location of a new one."""
    return f"/api/{kind.replace('_', '-')}s/{quote(entity_id, safe='')}"


def below(parents: Parents) -> dict[str, Any]:
    """The parameters of a list below parents: where it begins (the first that is named), and the others.

    An absent one is '', never null: Neo4j plans a statement anew for each type of a parameter.
    """
    first, *others = [key(kind, ident) for kind, ident in parents.items() if ident is not None] or [""]
    return {"parent_key": first, "other_parent_keys": others}


def activity(active: bool | None) -> str:
    """The filter ``active`` as queries take it: any, active or inactive."""
    return {None: "any", True: "active", False: "inactive"}[active]


def one(rows: list[Row], model: type[M], kind: Kind, entity_id: str) -> M:
    """The entity of a ``<kind>.get``, with its assets if it has such. Raises NotFound."""
    if not rows:
        raise NotFound(kind, entity_id)
    columns = rows[0]
    return model.model_validate({**columns.pop(kind), **columns})


def page(rows: list[Row], model: type[M], window: Window) -> Page[M]:
    """The page of a ``<kind>.list``."""
    return window.page([model.model_validate(item) for item in rows[0]["items"]], rows[0]["total"])


def saved(answer: M, kind: Kind, entity_id: str, *, created: bool) -> Outcome[M]:
    """The answer of a save: 201 with the address of a new entity, else 200."""
    return Outcome(answer, 201, address(kind, entity_id)) if created else Outcome(answer)


async def assets(graph: Graph, *, entity_type: EntityType, entity_id: str, window: Window) -> Page[UsedAsset]:
    """The assets that one entity uses, one row for each role. Raises NotFound."""
    rows = await graph.rows("entity.assets", key=key(entity_type, entity_id), **window.params)
    if not rows:
        raise NotFound(entity_type, entity_id)
    return page(rows, UsedAsset, window)


async def delete(tx: Transaction, *, kind: Kind, entity_id: str) -> Outcome[Removed]:
    """An entity goes, with its dependencies. Raises NotFound, EntityInUse."""
    entity_key = key(kind, entity_id)
    locked = await tx.row("entity.lock", key=entity_key)
    if locked is None:
        raise NotFound(kind, entity_id)
    if locked["belonging"]:
        raise EntityInUse(
            f"{locked['belonging']} {_BELONGING[kind]} belong to the {kind.replace('_', ' ')} {entity_id!r}.",
            belonging=locked["belonging"],
        )
    beside = await _left(tx, entity_id) if kind == "segment" else []
    await tx.rows("dependency.lock_assets", entity_key=entity_key, asset_ids=[])
    gone = await tx.row("entity.delete", key=entity_key)
    if gone is None:
        raise NotFound(kind, entity_id)
    if beside:
        await usages.rewrite(tx, segment_ids=beside)
    await usages.close(tx, left=gone["left_usages"])
    return Outcome(Removed(removed_dependencies=gone["removed_dependencies"]), 204)


async def _left(tx: Transaction, segment_id: str) -> list[str]:
    """The segments that one replaces or that replace it, once they are joined without it."""
    row = await tx.row("segment.leave_succession", id=segment_id, reason=_DELETED, now=now())
    return row["segment_ids"] if row else []
