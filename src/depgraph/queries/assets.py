"""Assets: reading and change. Every write here holds the lock of the asset's line."""

from __future__ import annotations

import json
from typing import Any, cast

from depgraph.clock import now
from depgraph.errors import AssetRemoved, NoContent, NotFound, UseDelete
from depgraph.files.reading import Reading
from depgraph.graph import Graph, Row, Transaction
from depgraph.models.assets import Asset, AssetChange, AssetDetail, AssetVersion
from depgraph.models.base import Page, canonical
from depgraph.paging import Window
from depgraph.queries import events, usages
from depgraph.queries.outcome import Outcome


async def get(graph: Graph, *, asset_id: str) -> AssetDetail:
    """One asset with its notes, ratings and dependents. Raises NotFound."""
    row = _found(await graph.rows("asset.get", asset_id=asset_id), asset_id)
    return AssetDetail.model_validate({**row.pop("asset"), **row})


async def versions(graph: Graph, *, asset_id: str, window: Window) -> Page[AssetVersion]:
    """The versions of the asset's line, newest first. Raises NotFound."""
    row = _found(await graph.rows("asset.versions", asset_id=asset_id, **window.params), asset_id)
    return window.page([AssetVersion.model_validate(item) for item in row["items"]], row["total"])


async def file(graph: Graph, *, asset_id: str) -> Row:
    """Where the asset's file lies and what it should hold, as the row says it. Raises NotFound."""
    row = _found(await graph.rows("asset.file", asset_id=asset_id), asset_id)
    if row["status"] is None:  # it was deleted while it was read
        raise NotFound("asset", asset_id)
    return row


async def files(graph: Graph) -> list[Row]:
    """The rows of ``file`` for every listed asset that has one."""
    return await graph.rows("asset.files")


async def read(tx: Transaction, *, asset_id: str) -> dict[str, Any]:
    """The row of one asset inside a write. Raises NotFound."""
    return _found(await tx.rows("asset.read", asset_id=asset_id), asset_id)["asset"]


async def lock(tx: Transaction, *, asset_id: str) -> Row:
    """Lock the line, the content and the asset, in this order; answers what decides. Raises NotFound."""
    line = _found(await tx.rows("asset.name", asset_id=asset_id), asset_id)
    return _found(await tx.rows("asset.lock", asset_id=asset_id, name=line["name"]), asset_id)


async def make_current(tx: Transaction, *, asset_id: str) -> Outcome[Asset]:
    """Roll a line back or forward to this version. Raises NotFound, AssetRemoved for a tombstone."""
    locked = await lock(tx, asset_id=asset_id)
    _refuse_tombstone(locked, asset_id)
    moved = _found(await tx.rows("asset.make_current", asset_id=asset_id, now=now()), asset_id)
    if moved["former_id"] != asset_id:
        await usages.versions_changed(tx, name=locked["name"])
        await events.version_changed(tx, asset_id=asset_id, former_id=moved["former_id"])
    return Outcome(Asset.model_validate(await read(tx, asset_id=asset_id)))


async def update(tx: Transaction, *, asset_id: str, change: AssetChange) -> Outcome[Asset]:
    """Change descriptive fields. Raises NotFound, UseDelete for the status removed."""
    locked = await lock(tx, asset_id=asset_id)
    if change.status == "removed":
        raise UseDelete(f"Asset {asset_id!r} is removed by DELETE.")
    values = change.model_dump()
    values["metadata"] = canonical(change.metadata or {})
    values["tags"] = change.tags or []
    row = await tx.row("asset.update", asset_id=asset_id, given=change.given(), values=values, now=now())
    if locked["status"] == "removed":
        await usages.versions_changed(tx, name=locked["name"])
    if row and row["became_current"]:
        await events.version_changed(tx, asset_id=asset_id, former_id=None)
    return Outcome(Asset.model_validate(await read(tx, asset_id=asset_id)))


async def accept_content(tx: Transaction, *, asset_id: str, reading: Reading) -> Outcome[Asset]:
    """The bytes that were read become the content of this version; receipts keep what they recorded.

    Raises NotFound, NoContent for a placeholder, AssetRemoved for a tombstone.
    """
    locked = await lock(tx, asset_id=asset_id)
    refuse_without_content(locked, asset_id)
    if locked["checksum_sha256"] != reading.sha256:
        await tx.rows(
            "asset.accept_content",
            asset_id=asset_id,
            hash=reading.sha256,
            tensor_hash=reading.tensor_sha256,
            file_size_bytes=reading.size_bytes,
            metadata=_with_new_header(locked["metadata"], reading),
            now=now(),
        )
        await usages.versions_changed(
            tx, name=locked["name"], hashes=[locked["checksum_sha256"], reading.sha256]
        )
        if locked["is_current"]:
            await events.version_changed(tx, asset_id=asset_id, former_id=asset_id)
    return Outcome(Asset.model_validate(await read(tx, asset_id=asset_id)))


def refuse_without_content(row: Row, asset_id: str) -> None:
    """Raise for an asset that has no content of its own to compare or accept."""
    _refuse_tombstone(row, asset_id)
    if row["placeholder"]:
        raise NoContent(f"Asset {asset_id!r} is a placeholder: nobody has shown its file yet.")


def _refuse_tombstone(row: Row, asset_id: str) -> None:
    if row["status"] == "removed":
        raise AssetRemoved(f"Asset {asset_id!r} was removed.")


def _with_new_header(metadata: str, reading: Reading) -> str:
    """What an earlier header said is replaced by what the new one says; all else stays."""
    kept = cast("dict[str, Any]", json.loads(metadata))
    return canonical(
        {**kept, **{key: reading.metadata[key] for key in kept.keys() & reading.metadata.keys()}}
    )


def _found(rows: list[Row], asset_id: str) -> Row:
    if not rows:
        raise NotFound("asset", asset_id)
    return rows[0]
