"""Mermaid: every line is a statement of the flowchart grammar, and every label reads as its text."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings

from depgraph import palette
from depgraph.export import FORMATS, Document
from depgraph.export.mermaid import label, name
from tests.export.drawn_graphs import AWKWARD, documents, studio, texts

# Nothing in a label but what Mermaid's string token takes without a second meaning.
LABEL = r'"(?:[^"`#;<>&{}|\[\]\\\n\r%*]|#\d+;)+"'
NAME = r"[a-z]+(?:[0-9A-Za-z]|_[0-9a-f]{2})*"
NODE = re.compile(rf"  (?P<id>{NAME})\[(?P<label>{LABEL})\]:::(?P<kind>[a-z_]+)")
EDGE = re.compile(rf"  (?P<source>{NAME}) -->\|(?P<label>{LABEL})\| (?P<target>{NAME})")
CLASS = re.compile(r"  classDef ([a-z_]+) fill:#[0-9A-F]{6},color:#(?:000000|FFFFFF)")


def written(document: Document) -> list[str]:
    return "".join(FORMATS["mermaid"].write(document.nodes, document.edges)).removesuffix("\n").split("\n")


def shown(quoted: str) -> str:
    """What a browser shows for a label, which Mermaid hands to it as HTML references."""
    return html.unescape(re.sub(r"#(\d+);", r"&#\1;", quoted[1:-1].replace("&", "&amp;")))


@given(documents())
@settings(max_examples=60)
def test_every_line_is_a_statement_and_tells_its_node_or_edge(document: Document) -> None:
    lines = written(document)
    assert lines[2] == "flowchart LR"
    body = lines[3 + len(palette.kinds()) :]
    nodes = [NODE.fullmatch(line) for line in body[: len(document.nodes)]]
    edges = [EDGE.fullmatch(line) for line in body[len(document.nodes) :]]
    assert [m and m["id"] for m in nodes] == [name(n.id) for n in document.nodes]
    assert [m and (m["source"], m["target"]) for m in edges] == [
        (name(e.source), name(e.target)) for e in document.edges
    ]


def test_classes_are_the_palette() -> None:
    classes = [m[1] for line in written(studio()) if (m := CLASS.fullmatch(line))]
    assert classes == list(palette.kinds())
    assert '  asset_3aaa["fashionGirl v51"]:::model' in written(studio())


@pytest.mark.parametrize("text", [text for text in AWKWARD if text])
def test_a_label_reads_as_its_text(text: str) -> None:
    assert shown(label(text)) == text


@given(texts(), texts())
@settings(max_examples=200)
def test_two_ids_never_share_a_name(one: str, other: str) -> None:
    assert (name(one) == name(other)) == (one == other)


def test_a_page_that_would_refuse_a_big_diagram_is_told_what_to_allow() -> None:
    first, second = written(studio())[:2]
    assert first == "%% A page that draws more than 500 edges or 50,000 characters has to allow it:"
    assert second == "%% mermaid.initialize({maxEdges: 100000, maxTextSize: 100000000})"
