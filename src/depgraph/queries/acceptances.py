"""Staleness that people accepted: it ends with the next version, and alters no receipt."""

from __future__ import annotations

from depgraph.clock import new_id, now
from depgraph.errors import BadInput, NotFound, NothingStale
from depgraph.graph import Graph, Row, Transaction
from depgraph.models.acceptances import Acceptance, AcceptanceEnded, NewAcceptance
from depgraph.models.base import Page
from depgraph.paging import Window
from depgraph.queries.outcome import Outcome


async def accept(tx: Transaction, *, project_id: str, new: NewAcceptance) -> Outcome[Acceptance]:
    """Accept what is stale now. Raises NotFound for what is not in the project, BadInput, NothingStale."""
    moment = now()
    if new.until is not None and new.until <= moment:
        raise BadInput(f"until has to lie ahead; {new.until} is over.", pointer="/until")
    await _lock(tx, project_id, new)
    row = await _accepted(
        tx,
        new,
        {
            "id": new_id(),
            "project_id": project_id,
            "scene_id": new.scene_id,
            "from_asset_id": new.from_asset_id,
            "is_for_segments": new.segment_ids is not None,
            "reason": new.reason,
            "until": new.until,
            "created_at": moment,
        },
    )
    if row is None:
        raise NothingStale(f"Nothing of that is stale in the project {project_id!r}.")
    return Outcome(Acceptance.model_validate(row["acceptance"]), 201)


async def list_acceptances(graph: Graph, *, project_id: str, window: Window) -> Page[Acceptance]:
    """What was accepted in a project, newest first; also what has ended. Raises NotFound."""
    rows = await graph.rows("acceptance.list", project_id=project_id, **window.params)
    if not rows:
        raise NotFound("project", project_id)
    return window.page([Acceptance.model_validate(item) for item in rows[0]["items"]], rows[0]["total"])


async def delete(tx: Transaction, *, project_id: str, acceptance_id: str) -> Outcome[AcceptanceEnded]:
    """What was accepted is stale again. Raises NotFound."""
    if await tx.row("acceptance.delete", project_id=project_id, id=acceptance_id) is None:
        raise NotFound("acceptance", acceptance_id)
    return Outcome(AcceptanceEnded(id=acceptance_id), 204)


async def _lock(tx: Transaction, project_id: str, new: NewAcceptance) -> None:
    found = await tx.row(
        "acceptance.lock",
        project_id=project_id,
        segment_ids=new.segment_ids or [],
        scene_id=new.scene_id or "",
        asset_id=new.from_asset_id or "",
    )
    if found is None:
        raise NotFound("project", project_id)
    if found["missing_segment_ids"]:
        raise NotFound("segment", found["missing_segment_ids"][0], hint=_elsewhere(project_id))
    if new.scene_id is not None and not found["has_scene"]:
        raise NotFound("scene", new.scene_id, hint=_elsewhere(project_id))
    if new.from_asset_id is not None and not found["has_asset"]:
        raise NotFound("asset", new.from_asset_id)


async def _accepted(tx: Transaction, new: NewAcceptance, columns: Row) -> Row | None:
    if new.segment_ids is not None:
        return await tx.row("acceptance.of_segments", segment_ids=new.segment_ids, columns=columns)
    if new.scene_id is not None:
        return await tx.row("acceptance.of_scene", scene_id=new.scene_id, columns=columns)
    return await tx.row(
        "acceptance.of_change",
        project_id=columns["project_id"],
        asset_id=new.from_asset_id,
        columns=columns,
    )


def _elsewhere(project_id: str) -> str:
    return f"Only what is in the project {project_id!r} can be accepted here."
