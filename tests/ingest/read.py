"""Files and bytes, read by what an import and an upload call."""

from __future__ import annotations

import io
from pathlib import Path

from depgraph.ingest.reading import Reading, Skipped, read_stream, read_with_print


def read_bytes(data: bytes, name: str = "x.png") -> Reading | Skipped:
    """As an uploaded file is read."""
    return read_stream(io.BytesIO(data), name)


def read_file(path: Path) -> Reading | Skipped:
    """As an import reads it, without what tells it from another one."""
    found = read_with_print(path)
    return found if isinstance(found, Skipped) else found[0]
