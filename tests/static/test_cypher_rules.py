"""Rules that Neo4j does not check: what would be a race, a lost edge, or a changed receipt."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from depgraph import catalog
from tests.static.seed import EDGES, LABELS, PROPERTIES

QUERIES = catalog.load()
WRITES = sorted(name for name, query in QUERIES.items() if query.access == "write")
WRITES_RECEIPTS = {"receipt.record", "receipt.complete"}
"""The only two: the first writes new ones, the second is the one change that each takes, once."""
STATEMENTS = sorted(name for name, query in QUERIES.items() if query.access != "schema")

_UNIQUE = re.compile(
    r"CREATE CONSTRAINT \w+ IF NOT EXISTS\s+FOR \(\w+:(\w+)\)\s+REQUIRE \(?([\w., ]+?)\)? IS UNIQUE"
)
_MERGED_NODE = re.compile(r"\bMERGE\s*\(\w*((?::\w+)+)\s*\{([^{}]*)\}\s*\)(?!\s*[-<])")
_MERGE = re.compile(r"\bMERGE\s*(\([^()]*(?:\{[^{}]*\})?[^()]*\)\s*[-<]?)")
_BOUND_END = re.compile(r"\(\w*\)")
_SET = re.compile(
    r"\bSET\s+(.*?)(?=\b(?:WITH|RETURN|MATCH|MERGE|CREATE|DELETE|FOREACH|REMOVE|CALL|ON)\b|$)", re.S
)


def body(name: str) -> str:
    """The statement without its comments and texts."""
    return re.sub(r"'(?:[^'\\]|\\.)*'|//[^\n]*", "''", QUERIES[name].text)


def unique_keys() -> set[tuple[str, frozenset[str]]]:
    """(label, properties) of every uniqueness constraint of a node in cypher/schema."""
    found: set[tuple[str, frozenset[str]]] = set()
    for query in QUERIES.values():
        if match := _UNIQUE.match(query.text):
            keys = frozenset(part.strip().partition(".")[2] for part in match[2].split(","))
            found.add((match[1], keys))
    return found


@pytest.mark.parametrize("name", WRITES)
def test_a_merged_node_has_a_constraint_behind_its_key(name: str) -> None:
    known = unique_keys()
    for labels, properties in _MERGED_NODE.findall(body(name)):
        keys = frozenset(re.findall(r"(\w+)\s*:", properties))
        assert any((label, keys) in known for label in labels.strip(":").split(":")), (
            f"{name}: MERGE of {labels} by {sorted(keys)}: without a uniqueness constraint on exactly these,"
            " two clients at once make two nodes. Add the constraint to cypher/schema."
        )


@pytest.mark.parametrize("name", WRITES)
def test_a_merged_edge_has_both_ends_bound(name: str) -> None:
    for pattern in re.findall(r"\bMERGE\s*((?:\([^()]*\)|[-<>]|\[[^\]]*\])+)", body(name)):
        if "[" not in pattern:
            continue
        nodes = re.findall(r"\([^()]*\)", pattern)
        assert all(re.fullmatch(r"\(\w+\)", node) for node in nodes), (
            f"{name}: MERGE {pattern}: a node that is not bound before is made anew when the edge is missing."
        )


@pytest.mark.parametrize("name", WRITES)
def test_protected_nodes_are_deleted_plainly(name: str) -> None:
    text = body(name)
    for names in re.findall(r"DETACH DELETE\s+([\w, ]+)", text):
        for variable in re.split(r",\s*", names.strip()):
            labels = set(re.findall(rf"\({variable.split()[0]}((?::\w+)+)", text))
            held = {word for found in labels for word in found.strip(":").split(":")}
            assert held, (
                f"{name}: DETACH DELETE {variable}: bind it with its label, so that this can be checked"
            )
            assert not held & {"Asset", "Listed", "Receipt", "Line", "Content", "Entity"}, (
                f"{name}: DETACH DELETE of {sorted(held)} takes along an edge that another client was told is"
                " there. Plain DELETE lets the database refuse."
            )


@pytest.mark.parametrize("name", [name for name in WRITES if name not in WRITES_RECEIPTS])
def test_nothing_changes_a_receipt(name: str) -> None:
    text = body(name)
    for variable in set(re.findall(r"\((\w+)(?::\w+)*:Receipt\b", text)):
        sets = re.search(rf"\bSET\b[^()]*?\b{variable}(?:\.\w+\s*=|\s*\+?=|:)", text)
        deletes = re.search(rf"\bDELETE\b[\w\s,]*\b{variable}\b", text)
        removes = re.search(rf"\bREMOVE\b[\w\s,.:]*\b{variable}[.:]", text)
        changes = sets or deletes or removes
        assert not changes, f"{name}: a receipt is immutable, it is what was"


@pytest.mark.parametrize("name", WRITES)
def test_a_lock_is_taken_away_again(name: str) -> None:
    text = body(name)
    for mark in ("_lock", "_new"):
        set_on = set(re.findall(rf"\b(\w+)\.{mark}\s*=", text))
        removed = set(re.findall(rf"\bREMOVE\b[^()]*?\b(\w+)\.{mark}\b", text))
        removed |= {
            word for part in re.findall(r"\bREMOVE\s+([\w., ]+)", text) for word in _owners(part, mark)
        }
        removed |= set(re.findall(r"\bDELETE\s+(\w+)", text))
        assert set_on <= removed, f"{name}: {sorted(set_on - removed)}.{mark} stays on the node"


@pytest.mark.parametrize("name", STATEMENTS)
def test_labels_and_edge_types_are_the_graphs_own(name: str) -> None:
    text = body(name)
    labels = {word for part in re.findall(r"\(\w*\s*:([\w:|&!]+)", text) for word in re.findall(r"\w+", part)}
    types = {word for part in re.findall(r"\[\w*\s*:([\w|]+)", text) for word in re.findall(r"\w+", part)}
    assert labels <= LABELS, f"{name}: {sorted(labels - LABELS)}: no label of ARCHITECTURE.md"
    assert types <= set(EDGES), f"{name}: {sorted(types - set(EDGES))}: no edge type of ARCHITECTURE.md"


@pytest.mark.parametrize("name", WRITES)
def test_a_written_property_is_a_word_of_the_graph(name: str) -> None:
    text = body(name)
    written = {word for part in _SET.findall(text) for word in re.findall(r"\b[a-z]\w*\.(\w+)\s*=[^~]", part)}
    assert written <= PROPERTIES, (
        f"{name}: {sorted(written - PROPERTIES)}: a new property is a new word of the graph; put it into"
        " tests/static/seed.py, where readers' spellings are checked against it"
    )


@pytest.mark.parametrize("name", STATEMENTS)
def test_traversals_are_bounded_and_whole_things_stay_inside(name: str) -> None:
    text = body(name)
    assert not re.search(r"\*\s*(?:\d+\.\.)?\s*\]", text), (
        f"{name}: an unbounded path can walk the whole graph"
    )
    assert not re.search(r"\bRETURN\s+\*", text), f"{name}: RETURN * answers what nobody declared"
    assert "apoc." not in text, f"{name}: APOC is not on every server"


def _owners(part: str, mark: str) -> Iterator[str]:
    yield from re.findall(rf"(\w+)\.{mark}\b", part)
