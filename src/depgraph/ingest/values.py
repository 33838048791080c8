"""The plain value behind an input: written there, or at the other end of its links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from depgraph.ingest.graph import Graph, Link, Node
from depgraph.ingest.input_names import PIPE

_MAX_HOPS = 30
_GENERIC = (
    "value",
    "Value",
    "number",
    "Number",
    "int",
    "integer",
    "float",
    "num",
    "val",
    "any",
    "anything",
    "input",
)
"""How primitives, and nodes that hand a value on, call what they hold."""


def value_in(graph: Graph, node: Node, names: tuple[str, ...]) -> Any:
    """The first of these inputs that a node has, followed to its value; None when there is none."""
    for name in names:
        if name in node.inputs:
            found = plain_value(graph, node.inputs[name], names)
            if found is not None:
                return found
    return None


def first_value(graph: Graph, nodes: Iterable[Node], names: tuple[str, ...]) -> Any:
    """The value of the first node that has one."""
    return next((found for node in nodes if (found := value_in(graph, node, names)) is not None), None)


def plain_value(graph: Graph, value: Any, names: tuple[str, ...]) -> Any:
    """A text, number or truth value; a link is followed to where an input of these names, or of a
    primitive, holds one. None when it cannot be told: depgraph calculates nothing."""
    for _ in range(_MAX_HOPS):  # links can lead in a circle
        if not isinstance(value, Link):
            return value if isinstance(value, str | int | float) else None
        source = graph.nodes.get(value.node_id)
        if source is None:
            return None
        value = _held(source, names)
    return None


def _held(node: Node, names: tuple[str, ...]) -> Any:
    held = (node.inputs.get(name) for name in (*names, *_GENERIC))
    found = next((value for value in held if value is not None), None)
    return _handed_on(node) if found is None else found


def _handed_on(node: Node) -> Any:
    """What a node without such an input passes through: its pipe, or the one link it has."""
    links = node.links
    pipe = next((link for name, link in links.items() if PIPE.match(name)), None)
    return pipe or (next(iter(links.values())) if len(links) == 1 else None)
