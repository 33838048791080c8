"""Graphs for the exporters' tests: one small studio with awkward names, and all that Hypothesis finds."""

from __future__ import annotations

from hypothesis import strategies as st

from depgraph.export import Document, Edge, Node
from depgraph.export.attributes import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, REST
from depgraph.export.document import Value

AWKWARD = (
    "",
    "end",
    "a\"b'c`d",
    'closes "} ]]> --> |x| )',
    "line\nfeed\r\nand\ttab",
    "=1+2",
    "-0.5",
    "@SUM(A1)",
    "'quoted",
    "\\N \\u0027 C:\\models\\",
    "&amp; <b>&lt;</b> #35; %% {{x}}",
    "شبح \u202eRTL\u202c",
    "👩\u200d🎨 mist",
    "`markdown **bold**`",
    "; DROP // comment /* */ $rows",
    "NEL\x85 LS\u2028 DEL\x7f",
)


def studio() -> Document:
    """scene_type "portrait" -[primary_model]-> fashionGirl v51, -[lora 0.8]-> mist; scene -> scene type."""
    nodes = [
        Node("asset:aa", "asset", "fashionGirl", {"asset_type": "model", "version": "v51"}),
        Node("asset:bb", "asset", '"mist"\n]]> =1', {"asset_type": "lora", "file_size_bytes": 5_000_000_000}),
        Node("scene_type:1", "scene_type", "portrait", {"tags": ("a", "b")}),
        Node("scene:1", "scene", "garden --> night", {"active": False}),
    ]
    edges = [
        _edge("d1", nodes[2], nodes[0], "USES", role="primary_model"),
        _edge("d2", nodes[2], nodes[1], "USES", role="lora", weight=0.8),
        _edge("d3", nodes[2], nodes[1], "USES", role="auxiliary_model", weight=0.0),
        _edge("n1", nodes[0], nodes[1], "COMPATIBLE_WITH", properties={"severity": "critical"}),
        _edge("s1", nodes[3], nodes[2], "OF_SCENE_TYPE"),
    ]
    return Document.of(nodes, edges)


def texts(control: bool = True) -> st.SearchStrategy[str]:
    """Any text that UTF-8 can hold; awkward ones often."""
    characters = st.characters(exclude_categories=["Cs"] if control else ["Cs", "Cc"])
    known = [text for text in AWKWARD if control or text.isprintable()]
    return st.sampled_from(known) | st.text(characters, max_size=12)


_VALUES: dict[type, st.SearchStrategy[Value]] = {
    str: texts(),
    int: st.integers(-(2**63), 2**63 - 1),
    bool: st.booleans(),
    float: st.floats(allow_nan=False, allow_infinity=False),
}
_OTHERS = st.dictionaries(
    st.sampled_from(["tags", "trained words", "weird`key", "version", "id", REST]),
    st.one_of(*_VALUES.values(), st.lists(texts(), max_size=3).map(tuple)),
    max_size=3,
)


def _properties(declared: dict[str, type]) -> st.SearchStrategy[dict[str, Value]]:
    own = {name: _VALUES[kind] for name, kind in declared.items() if name != REST}
    listed = st.fixed_dictionaries({}, optional=own)
    return st.tuples(listed, _OTHERS).map(lambda both: {**both[0], **both[1]})


_KINDS = ("asset", "project", "character", "scene_type", "scene", "segment", "template", "job")
_IDS = st.tuples(st.sampled_from(_KINDS), texts(control=False).filter(bool)).map(":".join)
_NODES = st.builds(
    lambda ident, name, properties: Node(ident, ident.partition(":")[0], name, properties),
    _IDS,
    texts(),
    _properties(dict(NODE_ATTRIBUTES)),
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    nodes = draw(st.lists(_NODES, max_size=6, unique_by=lambda node: node.id))
    if not nodes:
        return Document.of([], [])
    ends = st.sampled_from(nodes)
    edges = st.builds(
        _edge,
        texts(control=False).filter(bool),
        ends,
        ends,
        st.sampled_from(["USES", "COMPATIBLE_WITH", "GENERATED_FROM", "IN_SCENE"]),
        role=st.none() | texts(),
        weight=st.none() | st.floats(allow_nan=False, allow_infinity=False),
        properties=_properties(dict(EDGE_ATTRIBUTES)),
    )
    return Document.of(nodes, draw(st.lists(edges, max_size=8, unique_by=lambda edge: edge.id)))


def _edge(
    ident: str,
    source: Node,
    target: Node,
    relationship: str,
    *,
    role: str | None = None,
    weight: float | None = None,
    properties: dict[str, Value] | None = None,
) -> Edge:
    return Edge(
        ident,
        source.id,
        target.id,
        relationship,
        role,
        weight,
        properties or {},
        source_name=source.name,
        target_name=target.name,
    )
