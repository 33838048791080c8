"""Assets: registration, reading, change. Every write here holds the lock of the asset's line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from depgraph.clock import new_id, now
from depgraph.errors import AssetExists, LineHasOtherType, NotFound, UnknownAssetType, UseDelete
from depgraph.graph import Graph, Row, Transaction
from depgraph.models.assets import (
    Asset,
    AssetChange,
    AssetDetail,
    AssetVersion,
    ImpactSummary,
    RegisteredAsset,
)
from depgraph.models.base import Page, canonical
from depgraph.paging import Window
from depgraph.queries import events, impact
from depgraph.queries.outcome import Outcome

SHORT_ID = 16
"""Hex digits of the SHA-256 that are the id of an asset which brings new bytes."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a registration brings: the asked-for fields, and what was read from the file."""

    name: str
    version: str
    version_from_content: bool
    asset_type: str
    file_path: str
    file_size_bytes: int
    checksum_sha256: str
    description: str | None
    metadata: dict[str, Any]
    tags: list[str]
    license: str | None
    origin: str | None
    registered_by: str | None
    make_current: bool


async def get(graph: Graph, *, asset_id: str) -> AssetDetail:
    """One asset with its notes, ratings and dependents. Raises NotFound."""
    rows = await graph.rows("asset.get", asset_id=asset_id)
    if not rows:
        raise NotFound("asset", asset_id)
    return AssetDetail.model_validate({**rows[0].pop("asset"), **rows[0]})


async def versions(graph: Graph, *, asset_id: str, window: Window) -> Page[AssetVersion]:
    """The versions of the asset's line, newest first. Raises NotFound."""
    rows = await graph.rows("asset.versions", asset_id=asset_id, **window.params)
    if not rows:
        raise NotFound("asset", asset_id)
    return window.page([AssetVersion.model_validate(item) for item in rows[0]["items"]], rows[0]["total"])


async def read(tx: Transaction, *, asset_id: str) -> dict[str, Any]:
    """The row of one asset inside a write. Raises NotFound."""
    row = await tx.row("asset.read", asset_id=asset_id)
    if row is None:
        raise NotFound("asset", asset_id)
    return row["asset"]


async def register(tx: Transaction, *, new: Measured) -> Outcome[RegisteredAsset]:
    """A new version of a line, or a placeholder that becomes its asset.

    Raises UnknownAssetType, LineHasOtherType, AssetExists.
    """
    await _known_type(tx, new.asset_type)
    line = await _locked_line(tx, new)
    placeholder = _placeholder(line, new)
    if placeholder is None:
        _refuse_existing(line, new)
    written = await _create(tx, new) if placeholder is None else await _fill(tx, new, placeholder)
    moved = await _become_current(tx, written["asset_id"], new, line["current_id"])
    answer = RegisteredAsset.model_validate(
        {
            **await read(tx, asset_id=written["asset_id"]),
            "same_content_as": written["same_content_as"] or None,
            "impact": moved,
        }
    )
    status = 201 if placeholder is None else 200
    return Outcome(answer, status, f"/api/assets/{answer.id}")


async def make_current(tx: Transaction, *, asset_id: str) -> Outcome[Asset]:
    """Roll a line back or forward to this version. Raises NotFound, UseDelete for a tombstone."""
    moved = await tx.row("asset.make_current", asset_id=asset_id, now=now())
    if moved is None:
        raise NotFound("asset", asset_id)
    if moved["status"] == "removed":
        raise UseDelete(
            f"Asset {asset_id!r} was removed; a tombstone cannot be current.",
            hint='Revive it first: PUT its status to "active".',
        )
    if moved["former_id"] != asset_id:
        await events.version_changed(tx, asset_id=asset_id, former_id=moved["former_id"])
    return Outcome(Asset.model_validate(await read(tx, asset_id=asset_id)))


async def update(tx: Transaction, *, asset_id: str, change: AssetChange) -> Outcome[Asset]:
    """Change descriptive fields. Raises NotFound, UseDelete for the status removed."""
    if change.status == "removed":
        raise UseDelete(f"Asset {asset_id!r} is removed by DELETE.")
    values = change.model_dump()
    values["metadata"] = canonical(change.metadata or {})
    values["tags"] = change.tags or []
    row = await tx.row("asset.update", asset_id=asset_id, given=change.given(), values=values, now=now())
    if row is None:
        raise NotFound("asset", asset_id)
    return Outcome(Asset.model_validate(await read(tx, asset_id=asset_id)))


async def _known_type(tx: Transaction, asset_type: str) -> None:
    known = [row["name"] for row in await tx.rows("asset_type.names")]
    if asset_type not in known:
        raise UnknownAssetType(
            f"There is no asset type {asset_type!r}; known are {', '.join(known)}.", pointer="/asset_type"
        )


async def _locked_line(tx: Transaction, new: Measured) -> Row:
    line = await tx.row(
        "asset.lock_line", name=new.name, asset_type=new.asset_type, version=new.version, now=now()
    )
    assert line is not None  # noqa: S101 -- the query's header says rows: one
    if line["version_count"] and line["asset_type"] != new.asset_type:
        raise LineHasOtherType(
            f"{new.name!r} is a line of type {line['asset_type']!r}, not {new.asset_type!r}.",
            asset_type=line["asset_type"],
        )
    return line


def _placeholder(line: Row, new: Measured) -> str | None:
    """The placeholder that this registration fills: its own version, or the one without a version."""
    if line["asset_id"] is not None:
        return line["asset_id"] if line["placeholder"] and line["status"] != "removed" else None
    return line["unversioned_id"] if new.version_from_content else None


def _refuse_existing(line: Row, new: Measured) -> None:
    if line["asset_id"] is not None:
        removed = (
            " as a tombstone (it was removed, and receipts name it)" if line["status"] == "removed" else ""
        )
        raise AssetExists(
            f"{new.name!r} version {new.version!r} is registered{removed} as {line['asset_id']!r}.",
            asset_id=line["asset_id"],
        )


def _columns(new: Measured) -> dict[str, Any]:
    return {
        "version": new.version,
        "hash": new.checksum_sha256,
        "file_path": new.file_path,
        "file_size_bytes": new.file_size_bytes,
        "description": new.description,
        "metadata": canonical(new.metadata),
        "tags": new.tags,
        "license": new.license,
        "origin": new.origin,
        "registered_by": new.registered_by,
        "now": now(),
    }


async def _create(tx: Transaction, new: Measured) -> Row:
    row = await tx.row(
        "asset.create",
        name=new.name,
        search_name=new.name.casefold(),
        asset_type=new.asset_type,
        short_id=new.checksum_sha256[:SHORT_ID],
        opaque_id=new_id(),
        **_columns(new),
    )
    assert row is not None  # noqa: S101 -- the query's header says rows: one
    return row


async def _fill(tx: Transaction, new: Measured, placeholder_id: str) -> Row:
    row = await tx.row("asset.fill_placeholder", asset_id=placeholder_id, **_columns(new))
    if row is None:
        raise NotFound("asset", placeholder_id)
    return row


async def _become_current(
    tx: Transaction, asset_id: str, new: Measured, current_id: str | None
) -> ImpactSummary | None:
    """A line's first version always is current; a later one unless told not to."""
    if current_id == asset_id or (current_id is not None and not new.make_current):
        return None
    await tx.row("asset.make_current", asset_id=asset_id, now=now())
    await events.version_changed(tx, asset_id=asset_id, former_id=current_id)
    return await impact.summary(tx, asset_id=current_id) if current_id else None
