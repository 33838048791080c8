"""What the header of every Cypher file says is what Neo4j finds in its statement."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from depgraph import catalog
from tests.static.explain import Explained, Leaf

pytestmark = pytest.mark.anyio

QUERIES = catalog.load()
FILES = sorted(catalog.folder().glob("*/*.cypher"))
STATEMENTS = sorted(name for name, query in QUERIES.items() if query.access != "schema")

SEEKS = {
    "Argument", "EmptyRow", "ProcedureCall", "Unwind", "Create", "Projection", "MergeUniqueNode",
    "NodeUniqueIndexSeek", "NodeUniqueIndexSeek(Locking)", "NodeIndexSeek", "NodeIndexSeek(Locking)",
    "NodeIndexSeekByRange", "NodeUniqueIndexSeekByRange", "MultiNodeIndexSeek", "MultiNodeIndexSeek(Locking)",
    "DirectedRelationshipIndexSeek", "UndirectedRelationshipIndexSeek", "DirectedRelationshipUniqueIndexSeek",
    "DirectedUnionRelationshipIndexSeek", "UndirectedRelationshipUniqueIndexSeek",
    "DirectedRelationshipUniqueIndexSeek(Locking)", "DirectedRelationshipIndexSeek(Locking)",
    "DirectedRelationshipIndexSeekByRange",
    "NodeCountFromCountStore", "RelationshipCountFromCountStore",
}  # fmt: skip
"""Operators whose cost does not grow with the graph; everything else a header has to own up to."""
FORBIDDEN = {"AllNodesScan", "UndirectedAllRelationshipsScan", "DirectedAllRelationshipsScan"}
TYPES = {"read": {"r"}, "write": {"w", "rw"}, "schema": {"s"}}


def facts(explained: Mapping[str, Explained | Exception], name: str) -> Explained:
    found = explained[name]
    if isinstance(found, Exception):
        pytest.fail(f"Neo4j does not take {name}: {found}")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_a_file_begins_with_its_own_name_and_says_what_it_answers(path: Path) -> None:
    name = f"{path.parent.name}.{path.stem}"
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert re.fullmatch(rf"// {re.escape(name)} — \S.*\S", first), (
        f"{name}: the first line is the summary that people and SHOW TRANSACTIONS read:"
        f" '// {name} — what it answers.'"
    )


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_a_header_uses_the_agreed_words(name: str) -> None:
    query = QUERIES[name]
    assert query.access in {"read", "write", "schema"}, f"{name}: access is read, write or schema"
    assert query.rows in {"one", "maybe-one", "many", "none"}, f"{name}: rows: one, maybe-one, many, none"
    assert query.used_by, f"{name}: 'used by' names the routes and commands, so that a change finds them"


@pytest.mark.parametrize("name", sorted(QUERIES))
async def test_the_header_names_the_columns(
    name: str, explained: Mapping[str, Explained | Exception]
) -> None:
    query, found = QUERIES[name], facts(explained, name)
    assert found.columns == query.returns, (
        f"{name}: models are built from 'returns', so it has to be the columns in their order"
    )


@pytest.mark.parametrize("name", sorted(QUERIES))
async def test_the_header_names_the_access(name: str, explained: Mapping[str, Explained | Exception]) -> None:
    query, found = QUERIES[name], facts(explained, name)
    if query.text.startswith("CALL dbms."):
        return  # asks the server, not the graph; Neo4j counts that as a schema statement
    assert found.query_type in TYPES[query.access], (
        f"{name}: reads are routed to any server of a cluster; a write among them fails there"
    )


@pytest.mark.parametrize("name", STATEMENTS)
async def test_neo4j_has_nothing_to_remark(name: str, explained: Mapping[str, Explained | Exception]) -> None:
    notices = facts(explained, name).notices
    assert not notices, (
        f"{name}: a notice is a misspelt label, type (01N50, 01N51) or property (01N52), a cartesian product"
        f" (03N90) or a parameter that the header lacks (01N60): {'; '.join(notices)}"
    )


@pytest.mark.parametrize("name", STATEMENTS)
async def test_a_plan_begins_at_an_index(name: str, explained: Mapping[str, Explained | Exception]) -> None:
    query, leaves = QUERIES[name], facts(explained, name).leaves
    scans = [leaf for leaf in leaves if leaf.operator not in SEEKS]
    hidden = [leaf for leaf in leaves if leaf.operator == "Projection" and "MATCH" in leaf.details]
    assert not hidden, (
        f"{name}: a subquery inside an expression has a plan that EXPLAIN does not show; make it a"
        f" CALL {{}} or a column of its own: {hidden}"
    )
    undeclared = [leaf for leaf in scans if not _owned_up(leaf, query.scans)]
    assert not undeclared, (
        f"{name}: its cost grows with the graph, because it begins at {undeclared}. Begin at an index, or"
        " say in the header '// scans:   Label — why this list, search, export or doctor query must'"
    )


def _owned_up(leaf: Leaf, scans: str) -> bool:
    """Whether the header names what this leaf reads whole: its label, or its edge type."""
    if leaf.operator in FORBIDDEN:
        return "every node" in scans or "every edge" in scans
    if "IndexScan" in leaf.operator or "Contains" in leaf.operator or "EndsWith" in leaf.operator:
        return bool(scans)
    read = re.findall(r":\s*([A-Za-z_]+(?:\|[A-Za-z_]+)*)", leaf.details)
    words = set(re.findall(r"[A-Za-z_]+", scans))
    return bool(read) and all(set(names.split("|")) <= words for names in read)
