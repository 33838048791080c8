"""GEXF 1.3, for Gephi: attributes with types, and the palette's colours.

Format: https://gexf.net/schema.html — attribute classes first, then nodes, then edges. Parallel
edges of different kinds are allowed since 1.3 and told apart by ``kind``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from depgraph import palette
from depgraph.export.attributes import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Declared, flatten
from depgraph.export.document import Edge, Node, Scalar
from depgraph.export.xml_text import attribute, type_name

# Named apart from Gephi's own columns Kind, Type and Weight: it drops edges of weight 0, which a LoRA can be.
_NODE_COLUMNS: Declared = {"name": str, "node_kind": str, **NODE_ATTRIBUTES}
_EDGE_COLUMNS: Declared = {"relationship": str, "role": str, "use_weight": float, **EDGE_ATTRIBUTES}


def write(nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterator[str]:
    """The document, a piece for each node and edge."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield "<meta><creator>depgraph</creator></meta>\n"
    yield '<graph defaultedgetype="directed" mode="static" idtype="string">\n'
    yield from _attributes("node", _NODE_COLUMNS)
    yield from _attributes("edge", _EDGE_COLUMNS)
    yield "<nodes>\n"
    yield from map(_node, nodes)
    yield "</nodes>\n<edges>\n"
    yield from map(_edge, edges)
    yield "</edges>\n</graph>\n</gexf>\n"


def _attributes(owner: str, declared: Declared) -> Iterator[str]:
    yield f'<attributes class="{owner}" mode="static">\n'
    for name, kind in declared.items():
        yield f'<attribute id="{name}" title="{name}" type="{type_name(kind)}"/>\n'
    yield "</attributes>\n"


def _node(node: Node) -> str:
    values = {"name": node.name, "node_kind": node.kind, **flatten(node.properties, NODE_ATTRIBUTES)}
    red, green, blue = palette.rgb(palette.colour(node.kind, node.properties.get("asset_type")))
    return (
        f"<node id={attribute(node.id)} label={attribute(node.caption)}>{_values(values)}"
        f'<viz:color r="{red}" g="{green}" b="{blue}"/></node>\n'
    )


def _edge(edge: Edge) -> str:
    values = {
        "relationship": edge.type,
        "role": edge.role,
        "use_weight": edge.weight,
        **flatten(edge.properties, EDGE_ATTRIBUTES),
    }
    ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
    return (
        f"<edge id={attribute(edge.id)} {ends} label={attribute(edge.label)}"
        f" kind={attribute(edge.type)}>{_values(values)}</edge>\n"
    )


def _values(values: Mapping[str, Scalar | None]) -> str:
    pieces = [
        f'<attvalue for="{name}" value={attribute(value)}/>'
        for name, value in values.items()
        if value is not None
    ]
    return f"<attvalues>{''.join(pieces)}</attvalues>"
