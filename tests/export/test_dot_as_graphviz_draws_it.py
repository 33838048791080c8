"""DOT, drawn by Graphviz where it is installed: the labels in the picture are the names."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
import xml.etree.ElementTree as ET
from urllib.parse import unquote

import pytest
from hypothesis import given, settings

from depgraph import palette
from depgraph.export import FORMATS, Document, Node
from tests.export.drawn_graphs import AWKWARD, documents, studio

QUOTED = r'"(?:[^"\\]|\\.)*"'
ATTRIBUTES = rf"\[\w+={QUOTED}(?: \w+={QUOTED})*\]"
STATEMENT = re.compile(rf"  (?P<source>{QUOTED})(?: -> (?P<target>{QUOTED}))? {ATTRIBUTES}")


def written(document: Document) -> str:
    return "".join(FORMATS["dot"].write(document.nodes, document.edges))


@pytest.fixture(scope="module")
def graphviz() -> str:
    found = shutil.which("dot")
    if found is None:
        pytest.skip(
            "GRAPHVIZ IS MISSING: `dot` is not on PATH (Debian: apt-get install graphviz); DOT was not drawn"
        )
    return found


def drawn(graphviz: str, document: Document) -> ET.Element:
    """The picture, in SVG; any warning of Graphviz is a failure."""
    done = subprocess.run(
        [graphviz, "-Tsvg"], input=written(document).encode(), capture_output=True, check=True, timeout=60
    )
    assert done.stderr == b""
    return ET.fromstring(done.stdout)  # noqa: S314 - drawn from our own text


def parts(picture: ET.Element, kind: str) -> list[tuple[str, list[str]]]:
    """Title and lines of text of every node or edge."""
    return [
        (
            group.findtext("{*}title") or "",
            [text.text or "" for text in group.iterfind(".//{*}text")],
        )
        for group in picture.iterfind(".//{*}g")
        if (group.get("class") or "").split()[:1] == [kind]
    ]


@given(documents())
@settings(max_examples=60)
def test_every_line_is_one_statement_that_names_its_ends(document: Document) -> None:
    lines = [line for line in written(document).split("\n") if line.startswith('  "')]
    matches = [STATEMENT.fullmatch(line) for line in lines]
    assert all(matches), lines
    ends = [(unquote(m["source"][1:-1]), unquote((m["target"] or '""')[1:-1])) for m in matches if m]
    assert ends == [(n.id, "") for n in document.nodes] + [(e.source, e.target) for e in document.edges]


def test_graphviz_draws_every_node_and_edge_of_the_studio(graphviz: str) -> None:
    picture = drawn(graphviz, studio())
    assert sorted(parts(picture, "node")) == [
        ("asset:aa", ["fashionGirl v51"]),
        ("asset:bb", ['"mist"', "]]> =1"]),
        ("scene:1", ["garden --> night"]),
        ("scene_type:1", ["portrait"]),
    ]
    assert sorted(parts(picture, "edge")) == [
        ("asset:aa->asset:bb", ["compatible with"]),
        ("scene:1->scene_type:1", ["of scene type"]),
        ("scene_type:1->asset:aa", ["primary_model"]),
        ("scene_type:1->asset:bb", ["auxiliary_model · 0"]),
        ("scene_type:1->asset:bb", ["lora · 0.8"]),
    ]


def test_graphviz_draws_an_awkward_name_as_it_is(graphviz: str) -> None:
    nodes = [Node(f"asset:{number:02}", "asset", text) for number, text in enumerate(AWKWARD)]
    shown = dict(parts(drawn(graphviz, Document.of(nodes, [])), "node"))
    assert {ident: _visible("".join(lines)) for ident, lines in shown.items()} == {
        node.id: _visible(node.name) for node in nodes
    }


def test_text_on_a_node_can_be_read_on_its_colour() -> None:
    for fill in palette.kinds().values():
        assert palette.contrast(palette.text_on(fill), fill) >= 4.5, fill


def _visible(text: str) -> str:
    """Text without the line ends, blanks and control characters that a picture shows as space."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cc")
