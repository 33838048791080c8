"""Both XML formats, read back by NetworkX: what comes out is the document."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given, settings

from depgraph import palette
from depgraph.export import FORMATS, Document, Edge
from depgraph.export.attributes import EDGE_ATTRIBUTES, NODE_ATTRIBUTES
from tests.export.drawn_graphs import documents, studio
from tests.export.flat_properties import as_xml_keeps, read_back, through_xml


def written(name: str, document: Document) -> bytes:
    return "".join(FORMATS[name].write(document.nodes, document.edges)).encode()


def graphml(document: Document) -> nx.MultiDiGraph:
    return nx.read_graphml(io.BytesIO(written("graphml", document)), edge_key_type=str, force_multigraph=True)


def gexf(document: Document) -> nx.MultiDiGraph:
    return nx.MultiDiGraph(nx.read_gexf(io.BytesIO(written("gexf", document)), version="1.3"))


@given(documents())
@settings(max_examples=60, deadline=None)
def test_networkx_reads_from_graphml_what_was_written(document: Document) -> None:
    read = graphml(document)
    assert [
        (ident, data["kind"], data["name"], read_back(data, NODE_ATTRIBUTES))
        for ident, data in read.nodes(data=True)
    ] == [
        (node.id, node.kind, as_xml_keeps(node.name), through_xml(node.properties, NODE_ATTRIBUTES))
        for node in document.nodes
    ]
    assert {
        key: (
            source,
            target,
            data["type"],
            data.get("role"),
            data.get("use_weight"),
            read_back(data, EDGE_ATTRIBUTES),
        )
        for source, target, key, data in read.edges(keys=True, data=True)
    } == {edge.id: _edge(edge) for edge in document.edges}


@given(documents())
@settings(max_examples=60, deadline=None)
def test_networkx_reads_from_gexf_what_was_written(document: Document) -> None:
    read = gexf(document)
    assert [
        (ident, data["node_kind"], data["name"], read_back(data, NODE_ATTRIBUTES))
        for ident, data in read.nodes(data=True)
    ] == [
        (node.id, node.kind, as_xml_keeps(node.name), through_xml(node.properties, NODE_ATTRIBUTES))
        for node in document.nodes
    ]
    assert sorted(
        (
            str(data["id"]),
            source,
            target,
            data["relationship"],
            data.get("role"),
            data.get("use_weight"),
            read_back(data, EDGE_ATTRIBUTES),
        )
        for source, target, data in read.edges(data=True)
    ) == sorted((edge.id, *_edge(edge)) for edge in document.edges)


def test_gexf_paints_each_node_in_its_palette_colour() -> None:
    colours = {ident: data["viz"]["color"] for ident, data in gexf(studio()).nodes(data=True)}
    model, lora = palette.rgb("#0072B2"), palette.rgb("#CC79A7")
    assert colours["asset:aa"] == {**model._asdict(), "a": 1.0}
    assert colours["asset:bb"] == {**lora._asdict(), "a": 1.0}


def test_an_edge_of_weight_zero_keeps_clear_of_the_weight_that_gephi_drops() -> None:
    for name in ("graphml", "gexf"):
        text = written(name, studio()).decode()
        assert 'attr.name="weight"' not in text
        assert " weight=" not in text
        assert 'title="weight"' not in text


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_every_attribute_is_declared_with_a_type_before_the_first_node(name: str) -> None:
    text = written(name, studio()).decode()
    root = ET.fromstring(text)  # noqa: S314 - our own text
    keys = root.iterfind(".//{*}key") if name == "graphml" else root.iterfind(".//{*}attribute")
    used = root.iterfind(".//{*}data") if name == "graphml" else root.iterfind(".//{*}attvalue")
    kind = "attr.type" if name == "graphml" else "type"
    declared = {key.get("id"): key.get(kind) for key in keys}
    assert {value.get("key") or value.get("for") for value in used} <= declared.keys()
    assert set(declared.values()) == {"string", "long", "double", "boolean"}
    assert text.rindex("attribute " if name == "gexf" else "<key") < text.index("<node ")


def _edge(edge: Edge) -> tuple[object, ...]:
    return (
        edge.source,
        edge.target,
        edge.type,
        None if edge.role is None else as_xml_keeps(edge.role),
        edge.weight,
        through_xml(edge.properties, EDGE_ATTRIBUTES),
    )
