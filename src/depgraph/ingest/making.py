"""How one output came to be, with all that its receipt needs: kept only until that is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from depgraph.errors import BadInput
from depgraph.ingest.fingerprint import Print
from depgraph.ingest.generation import Generation
from depgraph.ingest.graph import Graph
from depgraph.ingest.made import generation_of_graph
from depgraph.ingest.walk import Found

COMFYUI = "ComfyUI"


@dataclass(frozen=True, slots=True)
class Making:
    """One output: the file, what tells it from another, the program, and what went in."""

    found: Found
    prompt_digest: str
    print: Print
    program: str
    generation: Generation


Keep = Callable[[Making], None]
"""Takes each making as it is read: a folder has too many to hold them all."""


def forget(_making: Making) -> None:
    """For whoever wants no receipts."""


def generation_in(graph: Graph) -> Generation:
    """How the output of a graph was made. Raises BadInput where a value is nested too deeply to be read."""
    try:
        return generation_of_graph(graph)
    except RecursionError:
        raise BadInput("it is nested too deeply") from None
