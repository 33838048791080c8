"""What a kept database depends on: the size, and the files that make and load the studio."""

from __future__ import annotations

import hashlib
from pathlib import Path

from bench.provenance.made import Studio

_ROOT = Path(__file__).parents[2]
_MADE_OF = (
    "bench/made/draw.py", "bench/provenance/made/*.py", "bench/provenance/fill*.py",
    "bench/provenance/sql/*/schema.sql", "cypher/schema/*.cypher",
    "src/depgraph/bulk/*.py", "src/depgraph/embedded/*.lock",
    # of provenance what a bulk load writes with: a report's words would load nothing anew
    "src/depgraph/provenance/canonical.py", "src/depgraph/provenance/chain.py",
    "src/depgraph/provenance/inputs_hash.py", "src/depgraph/provenance/links.py",
    "src/depgraph/provenance/recording.py",
)  # fmt: skip
_FILE = "made-from.txt"


def holds(folder: Path, studio: Studio) -> bool:
    """Whether the folder was filled from these rows by this code, to its end."""
    path = folder / _FILE
    return path.exists() and path.read_text("utf-8") == _of(studio)


def write(folder: Path, studio: Studio) -> None:
    """Say so, once the folder is filled."""
    (folder / _FILE).write_text(_of(studio), "utf-8")


def _of(studio: Studio) -> str:
    found = {pattern: list(_ROOT.glob(pattern)) for pattern in _MADE_OF}
    if gone := [pattern for pattern, paths in found.items() if not paths]:
        raise FileNotFoundError(f"A kept database depends on files that are not there: {', '.join(gone)}.")
    files = sorted(path for paths in found.values() for path in paths)
    parts = [repr(studio.size).encode(), *(path.read_bytes() for path in files)]
    return hashlib.sha256(b"".join(parts)).hexdigest()
