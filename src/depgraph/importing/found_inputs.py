"""Which asset a name in an output is linked to, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from depgraph.graph import Row
from depgraph.ingest.hashes import fits, usable, whole
from depgraph.ingest.model_files import Status
from depgraph.ingest.plan import AssetKey, Meant, Named
from depgraph.models.receipts import Confidence

_BY_FILE: Mapping[Status, Confidence] = {
    "exact": "path",
    "by_name": "unique_name",
    "ambiguous": "ambiguous",
}


@dataclass(frozen=True, slots=True)
class FoundInput:
    """An input's asset; ``hash`` is that of the bytes that were used, None where nothing tells it."""

    asset_id: str | None
    version: str | None
    hash: str | None
    confidence: Confidence


NOT_FOUND = FoundInput(None, None, None, "unresolved")


def found_inputs(named: Mapping[Named, Meant], there: Mapping[AssetKey, Row]) -> dict[Named, FoundInput]:
    """For every spelling the asset that is there now."""
    return {name: _found(name, meant, there.get(meant.asset)) for name, meant in named.items()}


def _found(name: Named, meant: Meant, asset: Row | None) -> FoundInput:
    written = usable(name.hash)
    if asset is None:
        return FoundInput(None, None, whole(name.hash), "unresolved")
    by_hash = bool(written and asset["hash"] and fits(written, asset["hash"], asset["tensor_hash"]))
    return FoundInput(
        asset_id=asset["asset_id"],
        version=asset["asset_version"],
        hash=asset["hash"] if by_hash else whole(name.hash),
        confidence="hash" if by_hash else _confidence(written, meant, asset),
    )


def _confidence(written: str | None, meant: Meant, asset: Row) -> Confidence:
    if written and asset["hash"]:
        return "ambiguous"  # the name says this asset, the hash says other bytes
    if meant.status in _BY_FILE:
        return _BY_FILE[meant.status]
    if asset["is_placeholder"]:
        return "unresolved"
    return "ambiguous" if asset["is_guess"] else "unique_name"
