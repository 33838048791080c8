"""What holds for every exporter: it streams, and gives the same bytes for the same graph."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

import pytest

from depgraph.export import FORMATS, Document, Node
from depgraph.export.document import properties
from tests.export.drawn_graphs import studio


def endless() -> Iterator[Node]:
    return (Node(f"segment:{number:09}", "segment", f"segment {number}", {}) for number in count())


@pytest.mark.parametrize("name", FORMATS)
def test_an_endless_graph_is_written_piece_by_piece(name: str) -> None:
    pieces = "".join(islice(FORMATS[name].write(endless(), []), 200))
    assert "segment 99" in pieces


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_graph_in_another_order_gives_the_same_bytes(name: str) -> None:
    document = studio()
    again = Document.of(reversed(document.nodes), reversed(document.edges))
    one, other = ("".join(FORMATS[name].write(d.nodes, d.edges)) for d in (document, again))
    assert one == other


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_graph_is_a_whole_document(name: str) -> None:
    assert "".join(FORMATS[name].write([], []))


def test_what_the_database_gives_becomes_what_formats_can_carry() -> None:
    raw = {"none": None, "nan": float("nan"), "list": ["a", 1], "map": {"x": 1}, "n": 3, "on": True, "f": 0.5}
    assert properties(raw) == {
        "nan": "nan",
        "list": ("a", "1"),
        "map": "{'x': 1}",
        "n": 3,
        "on": True,
        "f": 0.5,
    }
