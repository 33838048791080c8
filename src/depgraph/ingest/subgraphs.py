"""Subgraphs: every use of a definition becomes a scope of its own, with the way in and out of it.

Source: ``definitions.subgraphs`` of https://docs.comfy.org/specs/workflow_json; a node whose
type is a definition's id is an instance of it. Values that an instance shows for its inner
nodes stand in its ``widgets_values``, named by ``properties.proxyWidgets``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from depgraph.errors import BadInput
from depgraph.ingest.json_text import as_list, as_object, objects_in
from depgraph.ingest.limits import MAX_NODES, MAX_SUBGRAPH_DEPTH
from depgraph.ingest.widgets import first_widget

SET_NODE = "SetNode"
_INPUT_NODE, _OUTPUT_NODE = "-10", "-20"
_INSTANCE = "-1"
"""In proxyWidgets: the value belongs to an input of the subgraph, not to an inner node."""


class Origin(NamedTuple):
    """Where a link begins."""

    node_id: str
    slot: int


class Outer(NamedTuple):
    """An instance as seen from inside: its scope, its node, and the values it holds for its inputs."""

    scope: Scope
    node: dict[str, Any]
    values: dict[str, Any]


@dataclass
class Scope:
    """The nodes and links of the whole workflow, or of one use of a subgraph."""

    definition: dict[str, Any]
    prefix: str
    outer: Outer | None
    nodes: dict[str, dict[str, Any]]
    origins: dict[str, Origin]
    inner: dict[str, Scope] = field(default_factory=dict[str, "Scope"])

    def instance(self, node_id: str) -> Scope | None:
        """The scope inside a node that is an instance of a subgraph."""
        return self.inner.get(node_id)

    def is_input(self, node_id: str) -> bool:
        """Whether a link's beginning stands for the subgraph's own inputs."""
        return self.outer is not None and node_id == _INPUT_NODE

    def outer_input(self, slot: int) -> tuple[str, str | None]:
        """The name of the subgraph's input at a slot, and the outer link that feeds it."""
        name = self._input_names[slot] if 0 <= slot < len(self._input_names) else ""
        return name, self._outer_links.get(name)

    @cached_property
    def output_links(self) -> dict[int, str]:
        """The inner link that feeds each of the subgraph's outputs, by slot."""
        links = links_in(self.definition)
        return {link[4]: str(link[0]) for link in links if str(link[3]) == _OUTPUT_NODE and _is_slot(link[4])}

    @cached_property
    def promoted(self) -> dict[str, dict[str, Any]]:
        """The values that the instance holds for widgets of inner nodes, by node and name."""
        return {} if self.outer is None else _promoted(self.outer.node)

    @cached_property
    def setters(self) -> dict[str, dict[str, Any]]:
        """The set nodes by the name that get nodes know them by."""
        return {first_widget(node): node for node in self.nodes.values() if node.get("type") == SET_NODE}

    @cached_property
    def _input_names(self) -> list[str]:
        return [str(given.get("name")) for given in objects_in(self.definition.get("inputs"))]

    @cached_property
    def _outer_links(self) -> dict[str, str]:
        given = objects_in(self.outer.node.get("inputs")) if self.outer else []
        return {str(one.get("name")): str(one["link"]) for one in given if one.get("link") is not None}


def scopes_of(workflow: dict[str, Any]) -> list[Scope]:
    """The whole workflow and every use of a subgraph in it, outer ones first."""
    definitions = as_object(workflow.get("definitions")) or {}
    known = {str(one.get("id")): one for one in objects_in(definitions.get("subgraphs"))}
    scopes = [_scope(workflow, "", None)]
    count = 0
    for scope in scopes:  # grows while it is walked
        count += len(scope.nodes)
        if count > MAX_NODES or scope.prefix.count(":") > MAX_SUBGRAPH_DEPTH:
            raise BadInput("its subgraphs unfold to too many nodes, or contain each other")
        for node_id, node in scope.nodes.items():
            definition = known.get(str(node.get("type")))
            if definition is not None:
                outer = Outer(scope, node, _values(node))
                scope.inner[node_id] = _scope(definition, f"{scope.prefix}{node_id}:", outer)
                scopes.append(scope.inner[node_id])
    return scopes


def links_in(definition: dict[str, Any]) -> list[list[Any]]:
    """Links as ``[id, origin, slot, target, slot]``, from either of the two spellings."""
    keys = ("id", "origin_id", "origin_slot", "target_id", "target_slot")
    links: list[list[Any]] = []
    for given in as_list(definition.get("links")) or []:
        named, listed = as_object(given), as_list(given)
        if named is not None:
            links.append([named.get(key) for key in keys])
        elif listed is not None and len(listed) >= 5:
            links.append(listed[:5])
    return links


def _scope(definition: dict[str, Any], prefix: str, outer: Outer | None) -> Scope:
    nodes = {str(node.get("id")): node for node in objects_in(definition.get("nodes"))}
    links = links_in(definition)
    origins = {str(link[0]): Origin(str(link[1]), link[2]) for link in links if _is_slot(link[2])}
    return Scope(definition, prefix, outer, nodes, origins)


def _is_slot(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _values(node: dict[str, Any]) -> dict[str, Any]:
    """What an instance holds for the subgraph's own inputs, by their names."""
    if _proxies(node):
        return _promoted(node).get(_INSTANCE, {})
    shown = [str(given.get("name")) for given in objects_in(node.get("inputs")) if given.get("widget")]
    return dict(zip(shown, as_list(node.get("widgets_values")) or [], strict=False))


def _promoted(node: dict[str, Any]) -> dict[str, dict[str, Any]]:
    promoted: dict[str, dict[str, Any]] = {}
    values = as_list(node.get("widgets_values")) or []
    for proxy, value in zip(_proxies(node), values, strict=False):
        if len(proxy) >= 2 and value is not None:
            promoted.setdefault(str(proxy[0]), {})[str(proxy[1])] = value
    return promoted


def _proxies(node: dict[str, Any]) -> list[list[Any]]:
    properties = as_object(node.get("properties")) or {}
    return [as_list(proxy) or [] for proxy in as_list(properties.get("proxyWidgets")) or []]
