"""GraphML, for yEd, Gephi, NetworkX and igraph.

Format: http://graphml.graphdrawing.org/specification.html — keys declared with name and type,
then one directed graph with all nodes before all edges. yEd maps the plain keys ``label`` and
``color`` by its properties mapper; Gephi reads ``label`` by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from depgraph import palette
from depgraph.export.attributes import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Declared, flatten
from depgraph.export.document import Edge, Node, Scalar
from depgraph.export.xml_text import attribute, content, type_name

# Not "weight": Gephi takes that for an edge's thickness and drops edges of weight 0, which a LoRA may have.
_NODE_KEYS: Declared = {"label": str, "name": str, "kind": str, "color": str, **NODE_ATTRIBUTES}
_EDGE_KEYS: Declared = {"label": str, "type": str, "role": str, "use_weight": float, **EDGE_ATTRIBUTES}


def write(nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterator[str]:
    """The document, a piece for each node and edge."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
    yield ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    yield ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
    yield ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
    yield from _keys("node", _NODE_KEYS)
    yield from _keys("edge", _EDGE_KEYS)
    yield '<graph id="depgraph" edgedefault="directed">\n'
    yield from map(_node, nodes)
    yield from map(_edge, edges)
    yield "</graph>\n</graphml>\n"


def _keys(owner: str, declared: Declared) -> Iterator[str]:
    for name, kind in declared.items():
        yield f'<key id="{owner}_{name}" for="{owner}" attr.name="{name}" attr.type="{type_name(kind)}"/>\n'


def _node(node: Node) -> str:
    values = {
        "label": node.caption,
        "name": node.name,
        "kind": node.kind,
        "color": palette.colour(node.kind, node.properties.get("asset_type")),
        **flatten(node.properties, NODE_ATTRIBUTES),
    }
    return f"<node id={attribute(node.id)}>{_data('node', values)}</node>\n"


def _edge(edge: Edge) -> str:
    values = {
        "label": edge.label,
        "type": edge.type,
        "role": edge.role,
        "use_weight": edge.weight,
        **flatten(edge.properties, EDGE_ATTRIBUTES),
    }
    ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
    return f"<edge id={attribute(edge.id)} {ends}>{_data('edge', values)}</edge>\n"


def _data(owner: str, values: Mapping[str, Scalar | None]) -> str:
    return "".join(
        f'<data key="{owner}_{name}">{content(value)}</data>'
        for name, value in values.items()
        if value is not None
    )
