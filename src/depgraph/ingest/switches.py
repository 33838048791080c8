"""Which of a node's links were really taken: a switch uses one of its inputs, and its prompt says which."""

from __future__ import annotations

import re
from typing import Any

from depgraph.ingest.graph import Graph, Link, Node
from depgraph.ingest.values import plain_value
from depgraph.naming import natural_key

_SWITCH = re.compile(r"switch|if_?else|selector", re.IGNORECASE)
_INVERSED = re.compile(r"inver[ts]", re.IGNORECASE)
_CHOOSERS = ("select", "index", "switch", "boolean", "bool", "input", "condition", "on_true_or_false")
_TRUE, _FALSE = ("on_true", "true", "tt_value"), ("on_false", "false", "ff_value")
_NUMBERED = re.compile(r"^.*?(\d+)$")
_FIRST = re.compile(r"any\s?switch", re.IGNORECASE)
"""rgthree's Any Switch has no chooser: it takes its first input that is there."""


def taken_links(graph: Graph, node: Node) -> dict[str, Link]:
    """The links of a node that lead to nodes of the graph, by input; of a switch the chosen ones alone.

    Where the choice cannot be read, all of them.
    """
    links = {name: link for name, link in node.links.items() if link.node_id in graph.nodes}
    if len(links) < 2 or not _SWITCH.search(node.class_type) or _INVERSED.search(node.class_type):
        return links
    chosen = _chosen(graph, node, links)
    if chosen is None:
        return links
    choosers = {name: link for name, link in links.items() if name.lower() in _CHOOSERS}
    return {chosen: links[chosen]} | choosers


def _chosen(graph: Graph, node: Node, links: dict[str, Link]) -> str | None:
    for name, given in node.inputs.items():
        if name.lower() in _CHOOSERS:
            choice = plain_value(graph, given, (name,))
            found = _by_truth(choice, links) if isinstance(choice, bool) else _by_number(choice, links)
            if found is not None:
                return found
    return min(links, key=natural_key) if _FIRST.search(node.class_type) else None


def _by_truth(choice: bool, links: dict[str, Link]) -> str | None:
    return next((name for name in links if name.lower() in (_TRUE if choice else _FALSE)), None)


def _by_number(choice: Any, links: dict[str, Link]) -> str | None:
    if not isinstance(choice, int):
        return None
    return next(
        (name for name in links if (hit := _NUMBERED.match(name)) and int(hit.group(1)) == choice), None
    )
