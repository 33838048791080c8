r"""DOT, for Graphviz.

Format: https://graphviz.org/doc/info/lang.html. Node names are the ids, percent-encoded: a quoted
name would otherwise end at ``\"`` or differ between layout engines. Labels carry the real names;
in a label Graphviz reads ``\N``, ``\n`` … and HTML entities, so backslash and ampersand are escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from depgraph import palette
from depgraph.export.document import Edge, Node
from depgraph.export.xml_text import legal

_HEAD = """\
digraph depgraph {
  rankdir=LR
  charset="UTF-8"
  node [shape=box style="rounded,filled" fontname="sans-serif"]
  edge [fontname="sans-serif" fontsize=10 color="#666666"]
"""

_LABEL = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;", "\n": "\\n", "\r": "&#13;", "\t": "&#9;"})


def write(nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterator[str]:
    """The graph, a line for each node and edge."""
    yield _HEAD
    yield from map(_node, nodes)
    yield from map(_edge, edges)
    yield "}\n"


def name(node_id: str) -> str:
    """A node's name in the file, with its quotes."""
    return f'"{quote(node_id, safe=":")}"'


def label(text: str) -> str:
    """A label with its quotes that is drawn as this very text."""
    return f'"{legal(text).translate(_LABEL)}"'


def _node(node: Node) -> str:
    fill = palette.colour(node.kind, node.properties.get("asset_type"))
    return (
        f"  {name(node.id)} [label={label(node.caption)} class={label(node.kind)}"
        f' fillcolor="{fill}" fontcolor="{palette.text_on(fill)}"]\n'
    )


def _edge(edge: Edge) -> str:
    return (
        f"  {name(edge.source)} -> {name(edge.target)} [label={label(edge.label)} class={label(edge.type)}]\n"
    )
