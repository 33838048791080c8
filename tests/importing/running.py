"""Imports as the tests run them: sealed with a key of their own."""

from __future__ import annotations

from typing import Any

from depgraph import importing
from depgraph.graph import Graph
from depgraph.models.imports import ImportSummary

KEY = b"k" * 32


async def import_comfyui(graph: Graph, **given: Any) -> ImportSummary:
    return await importing.import_comfyui(graph, key=KEY, **given)
