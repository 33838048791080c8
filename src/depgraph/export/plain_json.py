"""depgraph's own JSON: every property under its own name, nothing flattened, nothing coloured."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from depgraph.export.document import Edge, Node
from depgraph.export.json_text import array


def write(nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterator[str]:
    """``{"format": "depgraph", "version": 1, "nodes": […], "edges": […]}``, one element a line."""
    yield '{"format":"depgraph","version":1,\n"nodes":'
    yield from array(map(_node, nodes))
    yield ',\n"edges":'
    yield from array(map(_edge, edges))
    yield "}\n"


def _node(node: Node) -> str:
    return _text({"id": node.id, "kind": node.kind, "name": node.name, "properties": dict(node.properties)})


def _edge(edge: Edge) -> str:
    return _text(
        {
            "id": edge.id,
            "source": edge.source,
            "target": edge.target,
            "type": edge.type,
            "role": edge.role,
            "weight": edge.weight,
            "properties": dict(edge.properties),
        }
    )


def _text(element: dict[str, object]) -> str:
    return json.dumps(element, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
