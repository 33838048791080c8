"""CSV, for spreadsheets: one table, nodes first, then edges with the names of both their ends.

``record`` tells the two apart, so that a filter shows either. ``type`` is a node's kind or an edge's
relationship. Format: RFC 4180, in UTF-8 with the byte order mark that Excel needs to see it is UTF-8.

A spreadsheet runs a cell that begins like a formula. Such text gets an apostrophe in front, which
spreadsheets hide or show but never run; text that begins with one gets a second, so taking one
apostrophe away gives every text back. (OWASP, "CSV Injection".)
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from depgraph.export.attributes import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, REST, flatten
from depgraph.export.document import Edge, Node, Scalar

_COMMON = ("record", "type", "id", "name", "source", "source_name", "target", "target_name", "role", "weight")
_DECLARED = [name for name in (*NODE_ATTRIBUTES, *EDGE_ATTRIBUTES) if name != REST]
COLUMNS = (*_COMMON, *dict.fromkeys(_DECLARED), REST)

_RISKY = re.compile("\\s*['=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")

Row = Mapping[str, Scalar | None]


def write(nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterator[str]:
    """The table, a piece for each row."""
    line = _liner()
    yield "\ufeff" + line(COLUMNS)
    for node in nodes:
        yield line(_cells(_node(node)))
    for edge in edges:
        yield line(_cells(_edge(edge)))


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _RISKY.match(text) else text


def _node(node: Node) -> Row:
    properties = flatten(node.properties, NODE_ATTRIBUTES)
    return {"record": "node", "type": node.kind, "id": node.id, "name": node.name, **properties}


def _edge(edge: Edge) -> Row:
    return {
        "record": "edge",
        "type": edge.type,
        "id": edge.id,
        "source": edge.source,
        "source_name": edge.source_name,
        "target": edge.target,
        "target_name": edge.target_name,
        "role": edge.role,
        "weight": edge.weight,
        **flatten(edge.properties, EDGE_ATTRIBUTES),
    }


def _cells(row: Row) -> list[str]:
    return [_cell(row.get(column)) for column in COLUMNS]


def _cell(value: Scalar | None) -> str:
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _liner() -> Callable[[Iterable[str]], str]:
    """The csv module writes to files only: one buffer, emptied after each row."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")

    def line(cells: Iterable[str]) -> str:
        writer.writerow(cells)
        text = buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        return text

    return line
