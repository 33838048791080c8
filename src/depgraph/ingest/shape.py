"""A workflow's shape: what makes outputs one scene type.

The shape is the graph (classes of nodes, modes, links by input and slot) with the models
that its inputs name and their weights; seeds, texts, titles, sizes, steps, places on the
screen and the nodes' ids are left out. Every output of a shape uses the same models, and
the same graph with renumbered nodes has the same shape.

Each node is hashed from what feeds it, then again with what it feeds; the sorted hashes
are the graph's. Both passes follow the links once, so the cost is that of the graph's size.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from depgraph.ingest.graph import Graph
from depgraph.ingest.references import ModelReference, model_references
from depgraph.ingest.shape_name import name_of_models, name_of_shape
from depgraph.naming import base_name

_ROUNDS_IN_CIRCLES = 8
"""ComfyUI executes no circles; a broken graph that has one still gets a shape."""

_Edges = dict[str, list[tuple[str, int, str]]]
"""By node: (input, slot, the other node)."""


@dataclass(frozen=True, slots=True)
class Shape:
    """``id`` is 16 hex digits of a SHA-256; ``references`` are the models, in order of the nodes."""

    id: str
    name: str
    references: tuple[ModelReference, ...]


def shape_of(graph: Graph) -> Shape:
    """The shape of a graph in normal form."""
    references = model_references(graph)
    feeds, fed_by = _edges(graph)
    upward = _hashes(_labels(graph, references), fed_by, feeds)
    both_ways = _hashes(upward, feeds, fed_by)
    ident = _digest(sorted(both_ways.values()))[:16]
    return Shape(ident, f"{name_of_shape(graph, references)} · {ident[:4]}", references)


def shape_of_models(program: str, references: Sequence[ModelReference]) -> Shape:
    """The shape of a program that writes no graph: itself, and the models with their weights and hashes."""
    models = [
        [one.role, base_name(one.file_name_as_written), one.weight, one.hash or ""] for one in references
    ]
    ident = _digest([program, sorted(models, key=ascii)])[:16]
    return Shape(ident, f"{name_of_models(references, program)} · {ident[:4]}", tuple(references))


def _labels(graph: Graph, references: Iterable[ModelReference]) -> dict[str, str]:
    models: defaultdict[str, list[Any]] = defaultdict(list)
    for one in references:
        models[one.node_id].append([one.input_name, base_name(one.file_name_as_written), one.weight])
    return {
        node.id: _digest([node.class_type, node.mode, sorted(models[node.id], key=ascii)])
        for node in graph.nodes.values()
    }


def _edges(graph: Graph) -> tuple[_Edges, _Edges]:
    """What each node feeds, and what it is fed by. A link to a node that is not there counts as none."""
    feeds: _Edges = {node_id: [] for node_id in graph.nodes}
    fed_by: _Edges = {node_id: [] for node_id in graph.nodes}
    for node in graph.nodes.values():
        for name, link in node.links.items():
            if link.node_id in graph.nodes:
                fed_by[node.id].append((name, link.slot, link.node_id))
                feeds[link.node_id].append((name, link.slot, node.id))
    return feeds, fed_by


def _hashes(labels: dict[str, str], before: _Edges, after: _Edges) -> dict[str, str]:
    """Each node's label with the hashes of all that comes before it, in topological order."""
    hashes: dict[str, str] = {}
    waiting = {node_id: len(edges) for node_id, edges in before.items()}
    ready = [node_id for node_id, count in waiting.items() if count == 0]
    while ready:
        node_id = ready.pop()
        hashes[node_id] = _hash(labels[node_id], before[node_id], hashes)
        for _name, _slot, other in after[node_id]:
            waiting[other] -= 1
            if waiting[other] == 0:
                ready.append(other)
    return hashes if len(hashes) == len(labels) else hashes | _circles(labels, before, hashes)


def _circles(labels: dict[str, str], before: _Edges, hashes: dict[str, str]) -> dict[str, str]:
    """Nodes in or behind a circle: refined together, a few rounds long."""
    rest = {node_id: label for node_id, label in labels.items() if node_id not in hashes}
    for _ in range(_ROUNDS_IN_CIRCLES):
        known = hashes | rest
        rest = {node_id: _hash(labels[node_id], before[node_id], known) for node_id in rest}
    return rest


def _hash(label: str, edges: list[tuple[str, int, str]], hashes: dict[str, str]) -> str:
    return _digest([label, sorted((name, slot, hashes[other]) for name, slot, other in edges)])


def _digest(value: Any) -> str:
    """Of texts, numbers and lists, by their ascii(): unambiguous, and the same in every Python."""
    return hashlib.sha256(ascii(value).encode()).hexdigest()
