"""Deletion: protected by what depends on the asset, and by the receipts that name it.

The asset is locked, then looked at, then deleted without DETACH. Whoever adds a dependency
locks the asset first, so either they see that it has gone, or we see their edge.
"""

from __future__ import annotations

import hashlib

from depgraph.clock import now
from depgraph.errors import AssetInUse, NotFound
from depgraph.graph import Graph, Row, Transaction
from depgraph.models.assets import Deletion, DeletionCheck
from depgraph.queries import assets, events, usages
from depgraph.queries.outcome import Outcome


async def check(graph: Graph, *, asset_id: str) -> DeletionCheck:
    """What depends on the asset, and the token that confirms its deletion. Raises NotFound."""
    return _checked(await graph.rows("asset.deletion_check", asset_id=asset_id), asset_id)


async def delete(tx: Transaction, *, asset_id: str, confirm: str | None) -> Outcome[Deletion]:
    """Erase the asset, or leave a tombstone where receipts name it.

    Raises NotFound, AssetInUse while something depends on it and ``confirm`` is not the token of now.
    """
    locked = await assets.lock(tx, asset_id=asset_id)
    if locked["is_used"] and confirm != token(asset_id, locked):
        raise await _in_use(tx, asset_id, stale_token=confirm is not None)
    if locked["is_recorded"] or locked["status"] == "removed":
        answer = await _tombstone(tx, asset_id)
    else:
        answer = await _erase(tx, asset_id)
    if locked["is_current"]:
        await _succeed(tx, asset_id, locked["name"])
    await usages.versions_changed(tx, name=locked["name"], hashes=[locked["checksum_sha256"]])
    return Outcome(answer)


def token(asset_id: str, row: Row) -> str:
    """The confirmation for an asset as its dependents are now.

    ``created_at`` tells it from an erased asset that had the same id: the same bytes bring it again.
    """
    seen = f"delete\n{asset_id}\n{row['created_at']}\n{row['uses_revision']}"
    return hashlib.sha256(seen.encode()).hexdigest()[:32]


def _checked(rows: list[Row], asset_id: str) -> DeletionCheck:
    if not rows:
        raise NotFound("asset", asset_id)
    row, dependents = rows[0], rows[0]["dependents"]
    return DeletionCheck(
        asset_id=row["asset_id"],
        is_safe=dependents["total"] == 0,
        active_dependency_count=dependents["total"],
        by_type=dependents["by_type"],
        dependents=dependents["items"],
        confirm=token(row["asset_id"], row),
    )


async def _in_use(tx: Transaction, asset_id: str, *, stale_token: bool) -> AssetInUse:
    body = _checked(await tx.rows("asset.deletion_check", asset_id=asset_id), asset_id)
    reason = " The confirmation is void: its dependents have changed." if stale_token else ""
    return AssetInUse(
        f"{body.active_dependency_count} dependencies use asset {asset_id!r}.{reason}",
        **body.model_dump(mode="json"),
    )


async def _tombstone(tx: Transaction, asset_id: str) -> Deletion:
    row = await tx.row("asset.tombstone", asset_id=asset_id, now=now())
    assert row is not None  # noqa: S101 -- the asset is locked and there
    return Deletion(asset_id=asset_id, deleted="tombstoned", **row)


async def _erase(tx: Transaction, asset_id: str) -> Deletion:
    row = await tx.row("asset.erase", asset_id=asset_id)
    assert row is not None  # noqa: S101 -- the asset is locked and there
    return Deletion(asset_id=asset_id, deleted="erased", **row)


async def _succeed(tx: Transaction, asset_id: str, name: str) -> None:
    """The highest remaining version becomes current, if there is one."""
    successor = await tx.row("asset.succeed", name=name, now=now())
    if successor is not None:
        await events.version_changed(tx, asset_id=successor["asset_id"], former_id=asset_id)
