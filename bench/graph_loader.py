"""The made studio into Neo4j, by batches of rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from neo4j import AsyncDriver, Query

from bench import statements
from bench.made import Studio
from bench.made.draw import Row, moment
from bench.made.lines import TYPES
from depgraph import schema
from depgraph.graph import Graph

_HERE = Path(__file__).parent
_ROWS = 5_000
_PATIENCE = 900
"""Seconds for one statement; wiping a whole studio takes longer than a server usually allows."""


class NotOurs(Exception):
    """The database holds what the bench did not make, and is not touched."""


async def load(driver: AsyncDriver, studio: Studio, *, reuse: bool = False) -> None:
    """Fill an empty database, or one the bench filled before. Raises NotOurs.

    With ``reuse`` a graph that holds this very studio, unchanged, is left as it is.
    """
    (found,) = await run(driver, "found")
    if found["nodes"] and found["made"] is None:
        raise NotOurs(f"The database holds {found['nodes']} assets and entities that are not the bench's.")
    if reuse and found["made"] == fingerprint(studio):
        return
    await run(driver, "wipe")
    await run(driver, "begin")
    await schema.apply(Graph(driver, deadline=120))
    for name, rows in _steps(studio):
        for batch in _batches(rows):
            await run(driver, name, rows=batch)
    await run(driver, "mark", made=fingerprint(studio))


def fingerprint(studio: Studio) -> str:
    """What the graph depends on: the size, and the files that make and load the studio."""
    files = [*_HERE.glob("made/*.py"), *statements.FOLDER.glob("*.cypher")]
    parts = [repr(studio.size).encode(), *(path.read_bytes() for path in sorted(files))]
    return hashlib.sha256(b"".join(parts)).hexdigest()


async def run(driver: AsyncDriver, name: str, **params: Any) -> list[dict[str, Any]]:
    """One statement of the bench's own."""
    async with driver.session(database="neo4j") as session:
        result = await session.run(Query(statements.load()[name].text, timeout=_PATIENCE), params)
        return [record.data() async for record in result]


def _steps(studio: Studio) -> Iterator[tuple[str, Iterable[Row]]]:
    yield "asset_types", [{"name": name, "created_at": moment(0)} for name in TYPES]
    yield "lines", studio.lines
    yield "assets", (_asset(row) for row in studio.assets)
    yield "previous", (row for row in studio.assets if row["previous_id"])
    yield "projects", studio.projects
    yield "characters", studio.characters
    yield "scene_types", studio.scene_types
    yield "templates", studio.templates
    yield "jobs", studio.jobs
    yield "scenes", studio.scenes
    yield "segments", studio.segments
    yield "uses", studio.uses
    yield "pair_notes", (row for row in studio.notes if row["related_asset_id"])
    yield "single_notes", (row for row in studio.notes if not row["related_asset_id"])
    yield "ratings", studio.ratings


def _asset(row: Row) -> Row:
    kept = {name: value for name, value in row.items() if name not in {"previous_id", "is_current"}}
    return {"name": row["name"], "kept": kept}


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    # batched() is not in Python 3.11
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _ROWS:
            yield batch
            batch = []
    if batch:
        yield batch
