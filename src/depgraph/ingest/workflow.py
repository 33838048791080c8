"""The UI form (``nodes`` and ``links``), its subgraphs unfolded, brought into the normal form.

Source: the workflow JSON of ComfyUI's front end, https://docs.comfy.org/specs/workflow_json
(links as lists, or as objects in subgraphs; modes 0, 2 and 4; -10 and -20 stand for a
subgraph's own inputs and outputs). Nodes that only exist on the screen (reroutes, notes,
primitives, get and set) vanish, as they do when the front end queues a graph; muted and
bypassed nodes are kept, with their mode.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from depgraph.ingest.graph import Graph, Link, Mode, Node, title_of
from depgraph.ingest.json_text import clean_text, objects_in
from depgraph.ingest.subgraphs import SET_NODE, Origin, Scope, scopes_of
from depgraph.ingest.widgets import first_widget, named_widgets

_MODES: dict[object, Mode] = {2: "muted", 4: "bypassed"}
_MAX_HOPS = 1_000
_NOTES = ("Note", "MarkdownNote")
_REROUTES = ("Reroute", "Reroute (rgthree)")
_PRIMITIVE, _GET = "PrimitiveNode", "GetNode"
_VIRTUAL = (*_NOTES, *_REROUTES, _PRIMITIVE, _GET, SET_NODE)


def graph_of_workflow(workflow: dict[str, Any]) -> Graph:
    """The graph that a workflow draws. A node in a subgraph has the id ``<instance>:<node>``."""
    nodes: dict[str, Node] = {}
    for scope in scopes_of(workflow):
        for node_id, node in scope.nodes.items():
            if scope.instance(node_id) is None and node.get("type") not in _VIRTUAL:
                nodes[scope.prefix + node_id] = _node(scope, node_id, node)
    return Graph(nodes)


def _node(scope: Scope, node_id: str, node: dict[str, Any]) -> Node:
    inputs: dict[str, Any] = {**named_widgets(node), **scope.promoted.get(node_id, {})}
    for given in objects_in(node.get("inputs")):
        link_id = given.get("link")
        source = None if link_id is None else _source(scope, str(link_id))
        if source is not None:
            inputs[str(given.get("name"))] = source
    return Node(
        id=scope.prefix + node_id,
        class_type=clean_text(str(node.get("type"))),
        title=title_of(node.get("title")),
        mode=_mode(scope, node),
        inputs=inputs,
    )


def _mode(scope: Scope, node: dict[str, Any]) -> Mode:
    """A muted subgraph mutes what is in it."""
    mode, outer = _own_mode(node), scope.outer
    while mode == "active" and outer is not None:
        mode, outer = _own_mode(outer.node), outer.scope.outer
    return mode


def _own_mode(node: dict[str, Any]) -> Mode:
    mode = node.get("mode")
    return _MODES.get(mode, "active") if isinstance(mode, int) else "active"


class _Onward(NamedTuple):
    """The next link to follow."""

    scope: Scope
    link_id: str


def _source(scope: Scope, link_id: str) -> Any:
    """Where a link really comes from: a Link, a plain value, or None when it leads nowhere."""
    at = _Onward(scope, link_id)
    for _ in range(_MAX_HOPS):  # reroutes can be drawn in a circle
        end = at.scope.origins.get(at.link_id)
        step = None if end is None else _step(at.scope, end)
        if not isinstance(step, _Onward):
            return step
        at = step
    return None


def _step(scope: Scope, end: Origin) -> Any:
    if scope.outer is not None and scope.is_input(end.node_id):
        name, link_id = scope.outer_input(end.slot)
        return scope.outer.values.get(name) if link_id is None else _Onward(scope.outer.scope, link_id)
    inner = scope.instance(end.node_id)
    if inner is not None:
        return _onward(inner, inner.output_links.get(end.slot))
    node = scope.nodes.get(end.node_id)
    if node is None or node.get("type") in _NOTES:
        return None
    if node.get("type") not in _VIRTUAL:
        return Link(scope.prefix + end.node_id, end.slot)
    return _through(scope, node)


def _through(scope: Scope, node: dict[str, Any]) -> Any:
    """What feeds a node of the screen: a primitive's value, a reroute's input, a get node's set node."""
    if node.get("type") == _PRIMITIVE:
        return next(iter(named_widgets(node).values()), None)
    if node.get("type") == _GET:
        node = scope.setters.get(first_widget(node), {})
    link_id = next((given.get("link") for given in objects_in(node.get("inputs"))), None)
    return _onward(scope, None if link_id is None else str(link_id))


def _onward(scope: Scope, link_id: str | None) -> _Onward | None:
    return None if link_id is None else _Onward(scope, link_id)
