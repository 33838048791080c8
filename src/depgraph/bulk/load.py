"""From a folder of files to a store: the tables are written, then Neo4j's own tool loads them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel

from depgraph.bulk import registry
from depgraph.bulk.history import HistoryWriter
from depgraph.bulk.lines import AssetLine, ReceiptLine
from depgraph.bulk.places import PlaceWriter
from depgraph.bulk.reading import known_files, lines
from depgraph.bulk.tables import LIST_MARK, Tables
from depgraph.clock import now as clock_now
from depgraph.embedded.admin import admin_tool
from depgraph.embedded.control import store_of
from depgraph.errors import BadInput, EmbeddedError
from depgraph.provenance.key import load_or_make_key
from depgraph.settings import Settings


class Loaded(BaseModel):
    """What an import came to."""

    assets: int
    segments: int
    receipts: int
    nodes: int
    edges: int


def load(settings: Settings, folder: Path, *, say: Callable[[str], None]) -> Loaded:
    """Load a folder's files into the data folder's store, which has to be empty and stopped.

    Raises BadInput for files that are not understood (nothing is loaded then), StoreInUse, EmbeddedError.
    """
    known_files(folder)
    _only_into_nothing(settings)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    key = load_or_make_key(settings.data_dir)
    with tempfile.TemporaryDirectory(prefix="bulk-", dir=settings.data_dir) as made:
        with Tables(Path(made)) as tables:
            loaded = _write_tables(folder, tables, key, say)
        say(f"Loading {loaded.nodes:,} nodes and {loaded.edges:,} edges …")
        _load_tables(settings, tables)
    return loaded


def _write_tables(folder: Path, tables: Tables, key: bytes, say: Callable[[str], None]) -> Loaded:
    now = clock_now()
    say("Reading the files …")
    assets = registry.registry(lines(folder, "assets", AssetLine))
    places = PlaceWriter(folder, assets, tables, now).write()
    history = HistoryWriter(assets, places, tables, key=key, now=now)
    receipts = history.write(lines(folder, "receipts", ReceiptLine))
    registry.write(assets, tables, now)
    return Loaded(
        assets=len(assets.by_id),
        segments=len(places.project_of),
        receipts=receipts,
        nodes=sum(table.rows for table in tables.nodes),
        edges=sum(table.rows for table in tables.edges),
    )


def _only_into_nothing(settings: Settings) -> None:
    if store_of(settings).databases.joinpath("neo4j").exists():
        raise BadInput(
            f"The data folder {settings.data_dir} holds a graph already.",
            hint="Choose an empty one: DEPGRAPH_DATA_DIR=… depgraph import bulk …",
        )


def _load_tables(settings: Settings, tables: Tables) -> None:
    """Raises EmbeddedError with the tool's last words; what it began is taken away again."""
    done = admin_tool(
        settings, "database", "import", "full", "neo4j", "--id-type=string", "--multiline-fields=true",
        f"--array-delimiter=U+{ord(LIST_MARK):04X}", "--bad-tolerance=0", "--max-off-heap-memory=50%",
        *tables.arguments(),
    )  # fmt: skip
    if done.returncode:
        shutil.rmtree(store_of(settings).databases / "neo4j", ignore_errors=True)
        words = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        raise EmbeddedError(f"Neo4j's import did not succeed: {' · '.join(words[-5:])}")
