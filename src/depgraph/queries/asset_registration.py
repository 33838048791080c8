"""Registration: a new version of a line, or a placeholder that becomes its asset, under the line's lock."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from depgraph.clock import new_id, now
from depgraph.errors import AssetExists, LineHasOtherType, NotFound, UnknownAssetType
from depgraph.graph import Graph, Row, Transaction
from depgraph.models.assets import ImpactSummary, RegisteredAsset
from depgraph.models.base import canonical
from depgraph.queries import assets, events, impact, usages
from depgraph.queries.outcome import Outcome

SHORT_ID = 16
"""Hex digits of the SHA-256 that are the id of an asset which brings new bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a registration brings: the asked-for fields, and what was read from the file.

    ``make_current`` None: as it is usual, so a new version becomes current, and a placeholder
    that gets its file stays where it is in its line. A placeholder also keeps its metadata, in which
    these keys win, and its tags where ``tags`` is None.
    """

    name: str
    version: str
    version_from_content: bool
    asset_type: str
    file_path: str
    file_size_bytes: int
    checksum_sha256: str
    tensor_sha256: str | None = None
    description: str | None = None
    metadata: dict[str, Any]
    tags: list[str] | None = None
    license: str | None = None
    origin: str | None = None
    registered_by: str | None = None
    make_current: bool | None = None


async def check(graph: Graph, *, name: str, version: str | None, asset_type: str) -> None:
    """Raise what a registration would, as far as it is known before the file is read.

    Raises UnknownAssetType, LineHasOtherType, AssetExists.
    """
    line = (await graph.rows("asset.line", name=name, version=version))[0]
    _refuse_unknown_type(line["known_types"], asset_type)
    _refuse_other_type(line, name, asset_type)
    if version is not None and not _waits(line["same"]):
        _refuse_existing(line, name, version)


async def register(tx: Transaction, *, new: Measured) -> Outcome[RegisteredAsset]:
    """A new version of a line (201), or a placeholder that becomes its asset (200).

    Raises UnknownAssetType, LineHasOtherType, AssetExists.
    """
    _refuse_unknown_type([row["name"] for row in await tx.rows("asset_type.names")], new.asset_type)
    line = await _locked_line(tx, new)
    placeholder = _placeholder(line, new)
    if placeholder is None:
        _refuse_existing(line, new.name, new.version)
    written = await _create(tx, new) if placeholder is None else await _fill(tx, new, placeholder)
    moved = await _become_current(
        tx, written["asset_id"], new, line["current_id"], fills=placeholder is not None
    )
    await usages.versions_changed(tx, name=new.name, hashes=[new.checksum_sha256])
    answer = RegisteredAsset.model_validate(
        {
            **await assets.read(tx, asset_id=written["asset_id"]),
            "same_content_as": written["same_content_as"] or None,
            "impact": moved,
        }
    )
    status = 201 if placeholder is None else 200
    return Outcome(answer, status, f"/api/assets/{answer.id}")


def _refuse_unknown_type(known: list[str], asset_type: str) -> None:
    if asset_type not in known:
        raise UnknownAssetType(
            f"There is no asset type {asset_type!r}; known are {', '.join(known)}.",
            pointer="/asset_type",
            known=known,
        )


def _refuse_other_type(line: Row, name: str, asset_type: str) -> None:
    if line["version_count"] and line["asset_type"] != asset_type:
        raise LineHasOtherType(
            f"{name!r} is a line of type {line['asset_type']!r}, not {asset_type!r}.",
            asset_type=line["asset_type"],
        )


def _refuse_existing(line: Row, name: str, version: str) -> None:
    same = line["same"]
    if same is not None:
        removed = " as a tombstone (it was removed, and receipts name it)" if _is_removed(same) else ""
        raise AssetExists(
            f"{name!r} version {version!r} is registered{removed} as {same['id']!r}.",
            asset_id=same["id"],
        )


def _is_removed(asset: Row) -> bool:
    return asset["status"] == "removed"


def _waits(asset: Row | None) -> bool:
    """Whether it is a placeholder that waits for its file; a tombstone waits for nothing."""
    return asset is not None and asset["placeholder"] and not _is_removed(asset)


def _placeholder(line: Row, new: Measured) -> Row | None:
    """The placeholder that this registration fills: its own version, or the one without a version."""
    found = line["same"]
    if found is None and new.version_from_content:
        found = line["unversioned"]
    return found if _waits(found) else None


async def _locked_line(tx: Transaction, new: Measured) -> Row:
    line = await tx.row(
        "asset.lock_line", name=new.name, asset_type=new.asset_type, version=new.version, now=now()
    )
    assert line is not None  # noqa: S101 -- the query's header says rows: one
    _refuse_other_type(line, new.name, new.asset_type)
    return line


def _columns(new: Measured) -> dict[str, Any]:
    return {
        "version": new.version,
        "hash": new.checksum_sha256,
        "tensor_hash": new.tensor_sha256,
        "file_path": new.file_path,
        "file_size_bytes": new.file_size_bytes,
        "description": new.description,
        "metadata": canonical(new.metadata),
        "tags": new.tags or [],
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


async def _fill(tx: Transaction, new: Measured, placeholder: Row) -> Row:
    """The locked line holds the placeholder as well: what it is known to be cannot change meanwhile."""
    kept = replace(
        new,
        metadata={**json.loads(placeholder["metadata"]), **new.metadata},
        tags=placeholder["tags"] if new.tags is None else new.tags,
    )
    row = await tx.row("asset.fill_placeholder", asset_id=placeholder["id"], **_columns(kept))
    if row is None:
        raise NotFound("asset", placeholder["id"])
    return row


async def _become_current(
    tx: Transaction, asset_id: str, new: Measured, current_id: str | None, *, fills: bool
) -> ImpactSummary | None:
    """A line's first version always is current; a later one unless told not to."""
    wanted = not fills if new.make_current is None else new.make_current
    if current_id == asset_id or (current_id is not None and not wanted):
        return None
    await tx.row("asset.make_current", asset_id=asset_id, now=now())
    await events.version_changed(tx, asset_id=asset_id, former_id=current_id)
    return await impact.summary(tx, asset_id=current_id) if current_id else None
