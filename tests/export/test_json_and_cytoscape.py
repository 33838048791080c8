"""Both JSON formats: whole documents come back, and NetworkX draws Cytoscape's."""

from __future__ import annotations

import json

import networkx as nx
from hypothesis import given, settings

from depgraph.export import FORMATS, Document
from depgraph.export.attributes import EDGE_ATTRIBUTES, NODE_ATTRIBUTES
from tests.export.drawn_graphs import documents, studio
from tests.export.flat_properties import as_given, read_back


def written(name: str, document: Document) -> str:
    return "".join(FORMATS[name].write(document.nodes, document.edges))


@given(documents())
@settings(max_examples=60)
def test_json_holds_every_field_under_its_own_name(document: Document) -> None:
    assert json.loads(written("json", document)) == {
        "format": "depgraph",
        "version": 1,
        "nodes": [
            {"id": n.id, "kind": n.kind, "name": n.name, "properties": as_given(n.properties)}
            for n in document.nodes
        ],
        "edges": [
            {
                "id": e.id,
                "source": e.source,
                "target": e.target,
                "type": e.type,
                "role": e.role,
                "weight": e.weight,
                "properties": as_given(e.properties),
            }
            for e in document.edges
        ],
    }


@given(documents())
@settings(max_examples=60)
def test_networkx_reads_from_cytoscape_what_was_written(document: Document) -> None:
    read = nx.cytoscape_graph(json.loads(written("cytoscape", document)))
    assert read.is_directed()
    assert [
        (ident, data["kind"], data["name"], read_back(data, NODE_ATTRIBUTES))
        for ident, data in read.nodes(data=True)
    ] == [(n.id, n.kind, n.name, as_given(n.properties)) for n in document.nodes]
    assert {
        key: (
            source,
            target,
            data["type"],
            data.get("role"),
            data.get("weight"),
            read_back(data, EDGE_ATTRIBUTES),
        )
        for source, target, key, data in read.edges(keys=True, data=True)
    } == {
        e.id: (e.source, e.target, e.type, e.role, e.weight, as_given(e.properties)) for e in document.edges
    }


def test_two_exports_can_be_compared_line_by_line() -> None:
    for name in ("json", "cytoscape"):
        document = studio()
        lines = written(name, document).splitlines()
        for part in (*document.nodes, *document.edges):
            assert sum(f'"id":{json.dumps(part.id)}' in line for line in lines) == 1


def test_cytoscape_names_the_palette_colour() -> None:
    nodes = json.loads(written("cytoscape", studio()))["elements"]["nodes"]
    assert {n["data"]["id"]: n["data"]["color"] for n in nodes} == {
        "asset:aa": "#0072B2",
        "asset:bb": "#CC79A7",
        "scene:1": "#117733",
        "scene_type:1": "#332288",
    }
