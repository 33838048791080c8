"""Compatibility: pair warnings and notes within a set of assets, asked for or met while saving."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from depgraph.errors import NotFound
from depgraph.graph import Graph, Row, Transaction
from depgraph.models.compatibility import AssetNote, CompatibilityAnswer, PairWarning, Versions


async def check(
    graph: Graph, *, asset_ids: Iterable[str], include_info: bool, versions: Versions
) -> CompatibilityAnswer:
    """What is known to go wrong within the set. Raises NotFound for the first unknown asset."""
    rows = await graph.rows("compatibility.check", **_params(asset_ids, include_info, versions))
    return _answer(rows[0])


async def check_in(
    tx: Transaction,
    *,
    asset_ids: Iterable[str],
    include_info: bool = False,
    versions: Versions = "exact",
) -> CompatibilityAnswer:
    """The same inside a write, on what the write has made so far. Raises NotFound."""
    rows = await tx.rows("compatibility.check", **_params(asset_ids, include_info, versions))
    return _answer(rows[0])


def _params(asset_ids: Iterable[str], include_info: bool, versions: Versions) -> dict[str, Any]:
    """An asset that is named twice is one member of the set."""
    return {"asset_ids": list(dict.fromkeys(asset_ids)), "include_info": include_info, "versions": versions}


def _answer(row: Row) -> CompatibilityAnswer:
    if row["missing"]:
        raise NotFound("asset", row["missing"][0])
    return CompatibilityAnswer(
        warnings=[PairWarning.model_validate(_flat(item)) for item in row["warnings"]],
        asset_notes=[AssetNote.model_validate(_flat(item)) for item in row["asset_notes"]],
        totals=row["totals"],
    )


def _flat(item: Row) -> Row:
    """A note with what the set adds to it."""
    return {**item.pop("note"), **item}
