"""The CSV table: one row for each node and edge, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depgraph.export import FORMATS, Document
from depgraph.export.attributes import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, REST
from depgraph.export.csv_table import COLUMNS, guarded
from tests.export.drawn_graphs import documents, studio, texts
from tests.export.flat_properties import as_given, read_back

_TYPES = {**NODE_ATTRIBUTES, **EDGE_ATTRIBUTES, "weight": float}
_READERS = {str: str, int: int, float: float, bool: lambda text: text == "true"}


def written(document: Document) -> str:
    return "".join(FORMATS["csv"].write(document.nodes, document.edges))


def rows(document: Document) -> list[dict[str, object]]:
    """What a program reads that takes one guarding apostrophe off, and leaves empty cells out."""
    text = written(document).removeprefix("\ufeff")
    return [
        {column: _read(column, cell) for column, cell in row.items() if cell}
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]


@given(documents())
@settings(max_examples=60)
def test_every_row_comes_back(document: Document) -> None:
    read = rows(document)
    nodes, edges = read[: len(document.nodes)], read[len(document.nodes) :]
    assert [
        (n["record"], n["id"], n["type"], n.get("name", ""), read_back(n, NODE_ATTRIBUTES)) for n in nodes
    ] == [("node", n.id, n.kind, n.name, _without_empty(n.properties)) for n in document.nodes]
    assert [
        (
            e["record"],
            e["id"],
            e["type"],
            e["source"],
            e.get("source_name", ""),
            e["target"],
            e.get("target_name", ""),
            e.get("role", ""),
            e.get("weight"),
            read_back(e, EDGE_ATTRIBUTES),
        )
        for e in edges
    ] == [
        (
            "edge",
            e.id,
            e.type,
            e.source,
            e.source_name,
            e.target,
            e.target_name,
            e.role or "",
            e.weight,
            _without_empty(e.properties, EDGE_ATTRIBUTES),
        )
        for e in document.edges
    ]


@given(documents())
@settings(max_examples=60)
def test_no_text_cell_begins_like_a_formula(document: Document) -> None:
    for row in csv.reader(io.StringIO(written(document).removeprefix("\ufeff"), newline="")):
        for column, cell in zip(COLUMNS, row, strict=True):
            if _TYPES.get(column, str) is str:
                assert cell.lstrip()[:1] not in {"=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"}
                assert cell[:1] not in {"\t", "\r", "\n"}


@given(texts())
@settings(max_examples=200)
def test_a_guarded_text_gives_the_text_back(text: str) -> None:
    assert _unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1", "'x"])
def test_a_text_that_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


@given(st.sampled_from(["fashionGirl", "v5-1", "a=b", "mist 0.8", "日本", ""]))
def test_a_harmless_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


def test_a_negative_weight_stays_a_number() -> None:
    document = studio()
    edge = document.edges[1]
    negative = Document.of(document.nodes, [type(edge)("e", edge.source, edge.target, "USES", "lora", -0.5)])
    assert ",lora,-0.5," in written(negative)


def test_excel_is_told_that_this_is_utf_8_and_lines_end_as_in_rfc_4180() -> None:
    text = written(studio())
    assert text.startswith("\ufeffrecord,type,id,name,source,source_name,target,target_name,role,weight,")
    assert text.splitlines(keepends=True)[0].endswith("\r\n")


def _read(column: str, cell: str) -> object:
    kind = _TYPES.get(column, str)
    return _unguarded(cell) if kind is str else _READERS[kind](cell)


def _unguarded(cell: str) -> str:
    return cell.removeprefix("'")


def _without_empty(properties: dict[str, object], declared: dict[str, type] = NODE_ATTRIBUTES) -> object:
    """A spreadsheet cannot tell an empty text from none."""
    return {k: v for k, v in as_given(properties).items() if v != "" or k not in declared or k == REST}
