"""One normal form for both of ComfyUI's formats: nodes, their values and their links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from depgraph.errors import BadInput
from depgraph.ingest.json_text import as_list, as_object, clean_text
from depgraph.ingest.limits import MAX_NODES

Mode = Literal["active", "muted", "bypassed"]


@dataclass(frozen=True, slots=True)
class Link:
    """An input that comes from another node's output."""

    node_id: str
    slot: int


@dataclass(frozen=True, slots=True)
class Node:
    """One node. An input is a Link, or a plain JSON value."""

    id: str
    class_type: str
    title: str | None
    mode: Mode
    inputs: Mapping[str, Any]

    @property
    def links(self) -> dict[str, Link]:
        """The inputs that are links, by name."""
        return {name: value for name, value in self.inputs.items() if isinstance(value, Link)}


@dataclass(frozen=True, slots=True)
class Graph:
    """The nodes of one graph by id, in the order of the file."""

    nodes: Mapping[str, Node]


def graph_of_prompt(prompt: Mapping[str, Any]) -> Graph:
    """The API form: what ComfyUI really executed, so every node in it was active."""
    if len(prompt) > MAX_NODES:
        raise BadInput(f"its graph has more than {MAX_NODES:,} nodes")
    nodes: dict[str, Node] = {}
    for node_id, given in prompt.items():
        node = as_object(given)
        if node is not None and isinstance(node.get("class_type"), str):
            nodes[node_id] = _node(node_id, node)
    return Graph(nodes)


def _node(node_id: str, node: dict[str, Any]) -> Node:
    inputs = as_object(node.get("inputs")) or {}
    return Node(
        id=node_id,
        class_type=clean_text(node["class_type"]),
        title=title_of((as_object(node.get("_meta")) or {}).get("title")),
        mode="active",
        inputs={name: _input(value) for name, value in inputs.items()},
    )


def title_of(value: object) -> str | None:
    """A title as text, or None."""
    return clean_text(value) if isinstance(value, str) and value else None


def _input(value: Any) -> Any:
    """``["4", 0]`` is a link; a list that is none is wrapped as ``{"__value__": […]}`` by the front end."""
    pair = as_list(value)
    if pair is not None and len(pair) == 2 and isinstance(pair[0], str) and _is_slot(pair[1]):
        return Link(pair[0], int(pair[1]))
    wrapped = as_object(value)
    return wrapped["__value__"] if wrapped is not None and set(wrapped) == {"__value__"} else value


def _is_slot(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1_000
