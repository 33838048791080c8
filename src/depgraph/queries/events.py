"""Events: written in the transaction of what they tell, so none is lost and none is false."""

from __future__ import annotations

from typing import Any

from depgraph.clock import new_id, now
from depgraph.graph import Transaction
from depgraph.models.base import canonical


async def record(tx: Transaction, *, kind: str, subject_id: str, payload: dict[str, Any]) -> str:
    """Write one event; answers its id. Ids sort by time."""
    event_id = new_id()
    await tx.row(
        "event.record", id=event_id, kind=kind, subject_id=subject_id, payload=canonical(payload), now=now()
    )
    return event_id


async def version_changed(tx: Transaction, *, asset_id: str, former_id: str | None) -> None:
    """A line has another current version."""
    await record(
        tx,
        kind="asset_version_changed",
        subject_id=asset_id,
        payload={"asset_id": asset_id, "former_asset_id": former_id},
    )


async def work_version_changed(
    tx: Transaction, *, kind: str, work_id: str, version_id: str, former_id: str | None
) -> None:
    """An image or workflow has another current version."""
    await record(
        tx,
        kind=f"{kind}_version_changed",
        subject_id=work_id,
        payload={"id": work_id, "version_id": version_id, "former_version_id": former_id},
    )
