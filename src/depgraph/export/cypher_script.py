"""A Cypher script that makes the graph again in another Neo4j, for ``cypher-shell`` or the Browser.

Every statement may run twice. The statements are templates in ``cypher/export/``; here their names and
values are put in. A label's constraint stands before its first nodes; all nodes stand before the edges.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby, islice

from depgraph import catalog
from depgraph.export.cypher_text import literal, name
from depgraph.export.document import Edge, Node, Properties, key_of, kind_of

BATCH = 32
"""Rows in one statement. Neo4j plans long literals slowly: 25 to 50 cost least a row, 500 six times that."""

Row = Mapping[str, object]
Ends = tuple[str, str, str]
"""Source kind, relationship type, target kind: what one statement for edges can hold."""


def write(nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterator[str]:
    """The script, a piece for each statement; each ends in a semicolon and a line feed."""
    yield "// depgraph: run with cypher-shell --file, or drop this file on the Neo4j Browser's editor.\n"
    yield from _nodes(nodes)
    yield from _edges(edges)


def label(kind: str) -> str:
    """``scene_type`` is the label ``SceneType``."""
    return "".join(word.capitalize() for word in kind.split("_"))


def _nodes(nodes: Iterable[Node]) -> Iterator[str]:
    seen: set[str] = set()
    for kind, group in groupby(nodes, key=lambda node: node.kind):
        if kind not in seen:
            seen.add(kind)
            yield _filled("script_constraint", {"constraint": f"{kind}_id", "Label": label(kind)})
        rows = map(_node_row, group)
        while batch := list(islice(rows, BATCH)):
            yield _filled("script_nodes", {"Label": label(kind)}, batch)


def _edges(edges: Iterable[Edge]) -> Iterator[str]:
    """One batch is open for each kind of edge, so memory holds a few batches, whatever the order."""
    waiting: dict[Ends, list[Row]] = {}
    for edge in edges:
        ends = kind_of(edge.source), edge.type, kind_of(edge.target)
        batch = waiting.setdefault(ends, [])
        batch.append(_edge_row(edge))
        if len(batch) == BATCH:
            yield _edge_statement(ends, waiting.pop(ends))
    for ends, batch in sorted(waiting.items()):
        yield _edge_statement(ends, batch)


def _edge_statement(ends: Ends, batch: list[Row]) -> str:
    source, relationship, target = ends
    names = {"Source": label(source), "TYPE": relationship, "Target": label(target)}
    return _filled("script_edges", names, batch)


def _node_row(node: Node) -> Row:
    return {"id": node.key, "properties": {**_free(node.properties), "name": node.name}}


def _edge_row(edge: Edge) -> Row:
    own: Row = {"role": edge.role, "weight": edge.weight}
    given = {key: value for key, value in own.items() if value is not None}
    return {
        "id": edge.id,
        "source": key_of(edge.source),
        "target": key_of(edge.target),
        "properties": {**_free(edge.properties), **given},
    }


def _free(properties: Properties) -> Properties:
    """The properties but for an ``id``, which would overwrite what the MERGE has found by it."""
    return {key: value for key, value in properties.items() if key != "id"}


def _filled(template: str, names: Mapping[str, str], rows: list[Row] | None = None) -> str:
    """A template's statement with its names and rows. Rows go in last, so their text is never replaced."""
    text = _template(template)
    for slot, value in names.items():
        text = text.replace(f"`{{{slot}}}`", name(value))
    if rows is not None:
        before, after = text.split("$rows")
        text = before + "[\n  " + ",\n  ".join(map(literal, rows)) + "\n]" + after
    return f"{text};\n"


@cache
def _template(what: str) -> str:
    """The statement of ``cypher/export/<what>.cypher``, without its header."""
    text = (catalog.folder() / "export" / f"{what}.cypher").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("//")]
    return "\n".join(lines).strip()
