"""Model files that turned up: each placeholder with one file becomes its asset."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import anyio.to_thread

from depgraph.errors import AssetExists, FileUnreadable, LineHasOtherType
from depgraph.files.progress import Progress
from depgraph.files.reading import Reading, read
from depgraph.graph import Graph
from depgraph.ingest.paths import path_text
from depgraph.ingest.plan import AssetKey, AssetPlan
from depgraph.ingest.reading import Skipped
from depgraph.naming import UNVERSIONED
from depgraph.queries import asset_registration, imports
from depgraph.queries.asset_registration import Measured
from depgraph.registration import HASH_DIGITS


@dataclass
class Filled:
    """The placeholders that became assets, by their ids; the model files that could not be."""

    asset_ids: list[str] = field(default_factory=list[str])
    skipped: list[Skipped] = field(default_factory=list[Skipped])


async def fill_placeholders(
    graph: Graph, assets: Sequence[AssetPlan], on_progress: Callable[[int, int], None]
) -> Filled:
    """Register the file of every placeholder that has one.

    Only files that a placeholder waits for are read, so a second import reads none.
    """
    found = {asset.key: asset for asset in assets if asset.model_file is not None}
    waiting = await imports.unfilled(graph, rows=[key._asdict() for key in found]) if found else []
    filled = Filled()
    for done, row in enumerate(waiting, start=1):
        asset = found[AssetKey(row["name"], row["version"])]
        if asset.model_file is not None:
            await _register(graph, row["asset_id"], asset, asset.model_file, filled)
        on_progress(done, len(waiting))
    return filled


async def _register(graph: Graph, asset_id: str, asset: AssetPlan, path: Path, filled: Filled) -> None:
    try:
        reading = await anyio.to_thread.run_sync(read, path, Progress())
        new = _measured(asset, path, reading)
        await graph.write(lambda tx: asset_registration.register(tx, new=new), name="asset.register")
    except AssetExists:  # somebody registered it since this import looked
        return
    except (FileUnreadable, LineHasOtherType) as error:  # the others, and the receipts, do not wait for it
        filled.skipped.append(Skipped(path_text(path), str(error)))
    else:
        filled.asset_ids.append(asset_id)


def _measured(asset: AssetPlan, path: Path, reading: Reading) -> Measured:
    unversioned = asset.key.version == UNVERSIONED
    return Measured(
        name=asset.key.name,
        version=reading.sha256[:HASH_DIGITS] if unversioned else asset.key.version,
        version_from_content=unversioned,
        asset_type=asset.asset_type,
        file_path=str(path.absolute()),
        file_size_bytes=reading.size_bytes,
        checksum_sha256=reading.sha256,
        tensor_sha256=reading.tensor_sha256,
        metadata={**reading.metadata, "file_names": list(asset.file_names)},
        origin="import",
        make_current=None,
    )
