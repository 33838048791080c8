"""The bench's own Cypher: files of ``bench/load``, in the form of ``cypher/``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from depgraph import catalog

FOLDER = Path(__file__).parent / "load"


@cache
def load() -> dict[str, catalog.Query]:
    """Every statement by its file's name."""
    return {
        path.stem: catalog.parse(f"load.{path.stem}", path.read_text("utf-8"), {})
        for path in FOLDER.glob("*.cypher")
    }
