"""What one picture, sound, video or workflow uses, held against the registry; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO, Literal

import anyio.to_thread

from depgraph.errors import BadInput
from depgraph.graph import Graph, Row
from depgraph.ingest.findings import describe_file
from depgraph.ingest.loaders import FOLDER_OF_TYPE
from depgraph.ingest.reading import Reading, Skipped, read_stream
from depgraph.ingest.references import ModelReference
from depgraph.models.imports import FileDescription, FileReference
from depgraph.naming import UNVERSIONED, split_file_name, with_folder
from depgraph.queries import compatibility, imports

MAX_REFERENCES = 500


async def describe(graph: Graph, stream: BinaryIO, file_name: str) -> FileDescription:
    """Each model that the file names, with what is known of it, and the pair warnings of all together.

    Raises BadInput when the file holds no workflow.
    """
    reading = await anyio.to_thread.run_sync(read_stream, stream, file_name)
    if isinstance(reading, Skipped):
        raise BadInput(f"{file_name}: {reading.reason}.", pointer="/file")
    references = await anyio.to_thread.run_sync(_references, reading)
    known = await imports.lookup(graph, rows=[_row(place, one) for place, one in enumerate(references)])
    met = [_met(one, row) for one, row in zip(references, known, strict=True)]
    ids = {one.asset_id for one in met if one.asset_id is not None}
    warnings = await compatibility.check(graph, asset_ids=sorted(ids), include_info=False, versions="exact")
    return FileDescription(
        file_name=file_name,
        kind="output" if reading.is_output else "workflow",
        references=met,
        **{name: getattr(warnings, name) for name in type(warnings).model_fields},
    )


def _references(reading: Reading) -> Sequence[ModelReference]:
    return describe_file(reading)[:MAX_REFERENCES]


def _row(position: int, reference: ModelReference) -> dict[str, Any]:
    name, version = split_file_name(reference.file_name_as_written)
    folder = FOLDER_OF_TYPE.get(reference.asset_type, reference.asset_type)
    return {
        "position": position,
        "names": [name, with_folder(name, folder)],
        "asset_type": reference.asset_type,
        "is_guessed": reference.guessed,
        "version": version or UNVERSIONED,
    }


def _met(reference: ModelReference, known: Row) -> FileReference:
    name, version = split_file_name(reference.file_name_as_written)
    found, current = known["found"], known["current"]
    used = found or (current if version is None else None)
    return FileReference(
        file_name=reference.file_name_as_written,
        name=name,
        version=version,
        asset_type=reference.asset_type,
        role=reference.role,
        weight=reference.weight,
        node_id=reference.node_id,
        class_type=reference.class_type,
        status=_status(found, current, known["line_count"]),
        asset_id=used["id"] if used else None,
        is_current=None if used is None else current is not None and used["id"] == current["id"],
        current_asset_id=current["id"] if current else None,
        current_version=current["version"] if current else None,
    )


def _status(
    found: Row | None, current: Row | None, line_count: int
) -> Literal["exact", "by_name", "ambiguous", "missing"]:
    if line_count > 1:
        return "ambiguous"
    if found and not found["placeholder"] and found["status"] != "removed":
        return "exact"
    return "by_name" if current and not current["placeholder"] else "missing"
