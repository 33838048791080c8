"""The dependencies that saving an entity registers, and what is known to go wrong among them."""

from __future__ import annotations

from collections.abc import Iterable

from depgraph.clock import new_id, now
from depgraph.errors import AssetRemoved, NotFound
from depgraph.graph import Row, Transaction
from depgraph.models.asset_users import AssetUse
from depgraph.models.entities import Kind
from depgraph.queries import compatibility, entities


async def register(tx: Transaction, *, kind: Kind, entity_id: str, uses: list[AssetUse] | None) -> None:
    """Make the edges that saving adds those of ``uses``; None leaves them as they are.

    The entity is locked. Its assets are locked in either case: who deletes one, or a note on one, is waited
    for, so what is read of them next is whole. Raises NotFound for an unknown asset, AssetRemoved for a
    tombstone.
    """
    entity_key = entities.key(kind, entity_id)
    wanted = sorted({use.asset_id for use in uses or []})
    found = await tx.rows("dependency.lock_assets", entity_key=entity_key, asset_ids=wanted)
    if uses is None:
        return
    _refuse(wanted, {row["asset_id"]: row["status"] for row in found})
    rows = [{**use.model_dump(), "new_id": new_id()} for use in uses]
    await tx.row("dependency.register", entity_key=entity_key, wanted_rows=rows, now=now())


async def checked(tx: Transaction, rows: list[Row]) -> list[Row]:
    """The rows of a ``<kind>.get`` with the warnings and notes on its assets (contract section 5)."""
    known = await compatibility.check_in(tx, asset_ids=[use["asset_id"] for use in rows[0]["assets"]])
    return [{**rows[0], "warnings": known.warnings, "asset_notes": known.asset_notes}]


def _refuse(wanted: Iterable[str], status: dict[str, str]) -> None:
    for asset_id in wanted:
        if asset_id not in status:
            raise NotFound("asset", asset_id)
        if status[asset_id] == "removed":
            raise AssetRemoved(f"Asset {asset_id!r} was removed; nothing new can use it.", asset_id=asset_id)
