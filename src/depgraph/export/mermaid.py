"""Mermaid, for diagrams in Markdown.

Format: https://mermaid.js.org/syntax/flowchart.html. Names are written in Mermaid's own entity
codes (``#34;``), so no character of a name can end its quotes or be read as Markdown.

Mermaid draws at most 500 edges and 50,000 characters. ``maxEdges`` and ``maxTextSize`` are among
the settings that a diagram may not change itself (its ``secure`` list), so a bigger diagram says in
its first lines which setting its page needs. Nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from depgraph import palette
from depgraph.export.document import Edge, Node

_HEAD = """\
%% A page that draws more than 500 edges or 50,000 characters has to allow it:
%% mermaid.initialize({maxEdges: 100000, maxTextSize: 100000000})
flowchart LR
"""

_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 _-.,:/()·")


def write(nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterator[str]:
    """The diagram, a line for each node and edge."""
    yield _HEAD
    yield from _classes()
    yield from map(_node, nodes)
    yield from map(_edge, edges)


def name(node_id: str) -> str:
    """A node's name in the diagram: letters and digits stay, each other byte is ``_`` and two hex digits.

    The kind stands first, so that no name is a keyword such as ``end``.
    """
    return "".join(chr(byte) if _is_alphanumeric(byte) else f"_{byte:02x}" for byte in node_id.encode())


def label(text: str) -> str:
    """A label with its quotes. An empty one would be a syntax error and is drawn as a blank."""
    return '"' + ("".join(map(_character, text)) or " ") + '"'


def _classes() -> Iterator[str]:
    for kind, fill in palette.kinds().items():
        yield f"  classDef {kind} fill:{fill},color:{palette.text_on(fill)}\n"


def _node(node: Node) -> str:
    return f"  {name(node.id)}[{label(node.caption)}]:::{_class(node)}\n"


def _edge(edge: Edge) -> str:
    return f"  {name(edge.source)} -->|{label(edge.label)}| {name(edge.target)}\n"


def _class(node: Node) -> str:
    """The palette's word for the node's colour."""
    asset_type = node.properties.get("asset_type")
    known = palette.kinds()
    if node.kind == "asset" and isinstance(asset_type, str) and asset_type in known:
        return asset_type
    return node.kind if node.kind in known else "asset"


def _character(character: str) -> str:
    # HTML reads the references 128 to 159 as Windows-1252, so these stand for themselves.
    if (
        character in _PLAIN
        or "\x7f" <= character <= "\x9f"
        or (character > "\x9f" and character.isprintable())
    ):
        return character
    # HTML has no reference for 0; browsers show U+FFFD for it, and so does this.
    return f"#{ord(character) or 0xFFFD};"


def _is_alphanumeric(byte: int) -> bool:
    return chr(byte).isascii() and chr(byte).isalnum()
