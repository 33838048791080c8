"""What an exporter is given: nodes and edges, plain and in a stable order.

Node ids are graph-wide: ``kind:id``, such as ``asset:0123456789abcdef`` or ``scene_type:42``.
The kind of every asset is ``asset``; its type is the property ``asset_type``. Edges point as in
the graph: from what uses to what is used, from what is made to what it was made from.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

Scalar = str | int | float | bool
Value = Scalar | tuple[str, ...]
Properties = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Node:
    """A thing of the graph. ``name`` is what people call it; ``properties`` holds what else is known."""

    id: str
    kind: str
    name: str
    properties: Properties = field(default_factory=dict[str, Value])

    @property
    def key(self) -> str:
        """The id within its kind, as the API knows it."""
        return key_of(self.id)

    @property
    def caption(self) -> str:
        """What is written in a drawn node: versions of one name are told apart."""
        version = self.properties.get("version")
        return f"{self.name} {version}" if isinstance(version, str) else self.name


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship. ``role`` and ``weight`` are those of a dependency, else None.

    The names of both ends are for formats whose readers cannot look them up (a spreadsheet);
    an exporter must not hold all nodes to find them, so the query that gives the edges gives them.
    """

    id: str
    source: str
    target: str
    type: str
    role: str | None = None
    weight: float | None = None
    properties: Properties = field(default_factory=dict[str, Value])
    source_name: str = ""
    target_name: str = ""

    @property
    def label(self) -> str:
        """What is written beside a drawn edge: its role and weight, or its type in words."""
        words = self.role or self.type.lower().replace("_", " ")
        return words if self.weight is None else f"{words} · {self.weight:g}"


@dataclass(frozen=True, slots=True)
class Document:
    """A whole graph in memory, each part sorted by id; for small graphs and tests."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @classmethod
    def of(cls, nodes: Iterable[Node], edges: Iterable[Edge]) -> Document:
        return cls(tuple(sorted(nodes, key=_id)), tuple(sorted(edges, key=_id)))


def kind_of(node_id: str) -> str:
    """``scene_type:42`` is a ``scene_type``."""
    return node_id.partition(":")[0]


def key_of(node_id: str) -> str:
    """``scene_type:42`` has the key ``42``."""
    return node_id.partition(":")[2]


def properties(raw: Mapping[str, object]) -> dict[str, Value]:
    """What the database gives, as values that every format can carry; null is left out.

    Lists become tuples of text. Not-a-number and infinity, which JSON and XML Schema integers
    have no word for, become text, and so does anything else (a date in ISO 8601).
    """
    return dict(_plain_items(raw))


def _plain_items(raw: Mapping[str, object]) -> Iterator[tuple[str, Value]]:
    for name, value in raw.items():
        if value is None:
            continue
        if isinstance(value, float) and not math.isfinite(value):
            yield name, str(value)
        elif isinstance(value, str | int | float):
            yield name, value
        elif isinstance(value, list | tuple):
            yield name, tuple(str(part) for part in cast("Iterable[object]", value))
        else:
            yield name, str(value)


def _id(part: Node | Edge) -> str:
    return part.id
