"""The Cypher script, run twice in an empty Neo4j: the graph is there once, awkward texts as they were."""

from __future__ import annotations

from collections.abc import Iterator

import neo4j
import pytest

from depgraph.export import FORMATS, Document, Edge, Node
from depgraph.export.cypher_script import BATCH, label
from depgraph.export.cypher_text import literal, name
from depgraph.export.document import key_of, kind_of
from tests.export.drawn_graphs import AWKWARD
from tests.export.flat_properties import as_given
from tests.support.server import Server

_KINDS = ("asset", "scene_type", "project")


@pytest.fixture
def another(server: Server) -> Iterator[neo4j.Driver]:
    auth = (server.user, server.password.get_secret_value())
    with neo4j.GraphDatabase.driver(server.bolt_uri, auth=auth) as driver:
        driver.execute_query("MATCH (node) DETACH DELETE node")
        yield driver
        driver.execute_query("MATCH (node) DETACH DELETE node")


def awkward() -> Document:
    """A ring of nodes with awkward names and properties, more of them than one batch holds."""
    nodes = [
        Node(
            f"{kind}:{number:03} {text}",
            kind,
            f"{text} {number}",
            {"version": text, "tags": (text, "b"), "weird`key": text, "big": 2**63 - 1, "small": -1e-300},
        )
        for number, (kind, text) in enumerate((k, t) for k in _KINDS for t in AWKWARD * 3)
    ]
    edges = [
        Edge(f"e{number:03}", one.id, other.id, "USES", one.name, -0.5, {"on": True})
        for number, (one, other) in enumerate(zip(nodes, nodes[1:] + nodes[:1], strict=True))
    ]
    return Document.of(nodes, edges)


def test_a_script_that_runs_twice_makes_the_graph_once(another: neo4j.Driver) -> None:
    document = awkward()
    assert len(document.nodes) > len(_KINDS) * BATCH
    for _ in range(2):
        for statement in statements(document):
            another.execute_query(statement)
    found = another.execute_query("MATCH (n) RETURN labels(n) AS labels, properties(n) AS held").records
    assert sorted((row["labels"], sorted(row["held"].items(), key=str)) for row in found) == sorted(
        ([label(n.kind)], sorted({**as_given(n.properties), "id": n.key, "name": n.name}.items(), key=str))
        for n in document.nodes
    )
    found = another.execute_query(
        "MATCH (a)-[r]->(b) RETURN a.id AS source, type(r) AS type, b.id AS target, properties(r) AS held"
    ).records
    assert sorted((r["source"], r["type"], r["target"], sorted(r["held"].items())) for r in found) == sorted(
        (
            key_of(e.source),
            e.type,
            key_of(e.target),
            sorted({"id": e.id, "role": e.role, "weight": e.weight, "on": True}.items()),
        )
        for e in document.edges
    )


def test_a_label_has_its_constraint_before_its_first_nodes() -> None:
    seen: set[str] = set()
    for statement in statements(awkward()):
        words = statement.split("`")
        if statement.startswith("CREATE CONSTRAINT"):
            seen.add(words[3])
        elif "MERGE (node:" in statement:
            assert statement.rsplit("MERGE (node:`", 1)[1].split("`")[0] in seen
    assert seen == {label(kind) for kind in _KINDS}


def test_every_statement_ends_its_line_and_no_text_of_a_value_begins_one() -> None:
    """cypher-shell takes a line that begins with a colon for a command of its own."""
    nodes = [Node("asset:1", "asset", ":exit\n:exit;\n// x", {})]
    text = "".join(FORMATS["cypher"].write(nodes, []))
    assert not [line for line in text.splitlines() if line.startswith(":")]


def test_edges_between_other_kinds_go_into_other_statements() -> None:
    document = awkward()
    kinds = {(kind_of(edge.source), kind_of(edge.target)) for edge in document.edges}
    merges = {
        tuple(part.split("`")[1] for part in statement.split("MATCH (")[1:])
        for statement in statements(document)
        if "MERGE (source)" in statement
    }
    assert merges == {(label(one), label(other)) for one, other in kinds}


def test_a_literal_of_an_unknown_type_is_refused() -> None:
    with pytest.raises(TypeError, match="no literal for object"):
        literal(object())


def test_a_backtick_in_a_name_is_doubled() -> None:
    assert name("a`b") == "`a``b`"


def statements(document: Document) -> list[str]:
    pieces = FORMATS["cypher"].write(document.nodes, document.edges)
    return [piece.removesuffix(";\n") for piece in pieces if not piece.startswith("//")]
