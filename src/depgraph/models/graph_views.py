"""Pictures of a part of the graph: what is around one thing."""

from __future__ import annotations

from typing import Literal

from depgraph.models.base import Answer, Count
from depgraph.models.notes import Severity

Kind = Literal["asset", "project", "character", "scene_type", "scene", "segment", "template", "job"]
MAX_HOPS = 5
MAX_NODES = 500


class GraphNode(Answer):
    """A thing in the picture; ``id`` is ``kind:id``. What its kind does not have is null."""

    id: str
    kind: str
    name: str
    distance: Count
    asset_type: str | None
    version: str | None
    version_number: int | None
    is_current: bool | None
    status: str | None
    placeholder: bool | None
    avg_rating: float | None
    dependency_count: int | None
    active: bool | None
    sequence_index: int | None


class GraphEdge(Answer):
    """From what uses to what is used. Only dependencies have a role, only pair notes a severity."""

    id: str
    source: str
    target: str
    type: str
    role: str | None
    weight: float | None
    severity: Severity | None


class GraphTotals(Answer):
    """Nodes within the asked-for steps, as far as they were looked for, and edges between those shown."""

    nodes: Count
    edges: Count


class GraphView(Answer):
    """Nodes by distance, then id. ``truncated``: there is more around the centre than the picture shows."""

    center: GraphNode
    nodes: list[GraphNode]
    edges: list[GraphEdge]
    totals: GraphTotals
    truncated: bool
