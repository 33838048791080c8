"""Exporters: a graph in, the text of one format out, piece by piece.

An exporter is pure. It takes nodes and edges in their final order, holds at most a few hundred of them,
and gives the same text for the same graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from depgraph.export import csv_table, cypher_script, cytoscape, dot, gexf, graphml, mermaid, plain_json
from depgraph.export.document import Document, Edge, Node

__all__ = ["FORMATS", "Document", "Edge", "Format", "Node"]

Write = Callable[[Iterable[Node], Iterable[Edge]], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """One file format: its name in ``?format=``, what it is served as, its file ending, its exporter."""

    name: str
    media_type: str
    extension: str
    write: Write


FORMATS: Mapping[str, Format] = {
    form.name: form
    for form in (
        Format("graphml", "application/xml", "graphml", graphml.write),
        Format("gexf", "application/xml", "gexf", gexf.write),
        Format("dot", "text/vnd.graphviz; charset=utf-8", "dot", dot.write),
        Format("mermaid", "text/vnd.mermaid; charset=utf-8", "mmd", mermaid.write),
        Format("cytoscape", "application/json", "cyjs", cytoscape.write),
        Format("json", "application/json", "json", plain_json.write),
        Format("csv", "text/csv; charset=utf-8; header=present", "csv", csv_table.write),
        Format("cypher", "text/plain; charset=utf-8", "cypher", cypher_script.write),
    )
}
"""Every format of ``GET /api/export``, by its name."""
