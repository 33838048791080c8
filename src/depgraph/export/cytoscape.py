"""Cytoscape.js and Cytoscape Desktop JSON (``.cyjs``).

Format: https://js.cytoscape.org/#notation/elements-json. ``value`` repeats the id, because
NetworkX names its nodes by it; ``key`` tells parallel edges apart there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from depgraph import palette
from depgraph.export.attributes import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, flatten
from depgraph.export.document import Edge, Node, Scalar
from depgraph.export.json_text import array


def write(nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterator[str]:
    """The document, a line for each node and edge."""
    yield '{"data":{"name":"depgraph"},"directed":true,"multigraph":true,"elements":{\n"nodes":'
    yield from array(map(_node, nodes))
    yield ',\n"edges":'
    yield from array(map(_edge, edges))
    yield "}}\n"


def _node(node: Node) -> str:
    return _element(
        {
            "id": node.id,
            "value": node.id,
            "name": node.name,
            "kind": node.kind,
            "color": palette.colour(node.kind, node.properties.get("asset_type")),
            **flatten(node.properties, NODE_ATTRIBUTES),
        }
    )


def _edge(edge: Edge) -> str:
    return _element(
        {
            "id": edge.id,
            "key": edge.id,
            "source": edge.source,
            "target": edge.target,
            "name": edge.label,
            "type": edge.type,
            "role": edge.role,
            "weight": edge.weight,
            **flatten(edge.properties, EDGE_ATTRIBUTES),
        }
    )


def _element(data: Mapping[str, Scalar | None]) -> str:
    given = {name: value for name, value in data.items() if value is not None}
    return json.dumps({"data": given}, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
