"""How what is timed is called, so that a table finds it again."""

from __future__ import annotations

DESIGNS = ("plain", "built")
"""Plain tables with complete answers; tables built for exactly these questions."""

FLOOR = "RETURN 1 route"
EMPTY = "empty route"
RETURN_ONE = "bare RETURN 1"


def bare(question: str, by: str = "graph") -> str:
    """The bare statement: of the graph, or of a design."""
    return f"{question} · bare, {by}"


def over_http(question: str, by: str) -> str:
    """The same question over HTTP: to a design's service."""
    return f"{question} · {by} over HTTP"


def smaller(name: str) -> str:
    """The same to the smaller studio."""
    return f"{name} · smaller studio"
