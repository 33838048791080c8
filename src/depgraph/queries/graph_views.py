"""Pictures: what is around one asset or entity, in one bounded walk."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from depgraph.errors import NotFound
from depgraph.graph import Graph, Row
from depgraph.models.graph_views import GraphNode, GraphView, Kind


@dataclass(frozen=True, slots=True)
class Reach:
    """Steps towards what the centre uses, steps towards what uses it, and nodes at most."""

    up: int
    down: int
    limit: int


async def view(graph: Graph, *, kind: Kind, ident: str, reach: Reach) -> GraphView:
    """What is around a thing of any kind. Raises NotFound."""
    return await (of_asset if kind == "asset" else _of_entity)(graph, kind, ident, reach)


async def of_asset(graph: Graph, kind: Kind, ident: str, reach: Reach) -> GraphView:
    return _view(await graph.rows("graph.of_asset", asset_id=ident, **asdict(reach)), kind, ident)


async def _of_entity(graph: Graph, kind: Kind, ident: str, reach: Reach) -> GraphView:
    return _view(await graph.rows("graph.of_entity", key=f"{kind}:{ident}", **asdict(reach)), kind, ident)


def _view(rows: list[Row], kind: Kind, ident: str) -> GraphView:
    if not rows:
        raise NotFound(kind, ident)
    row = rows[0]
    nodes = [GraphNode.model_validate(item) for item in row["nodes"]]
    shown = {"nodes": len(nodes), "edges": len(row["edges"])}
    totals = {"nodes": row["node_count"], "edges": row["edge_count"]}
    around = {"center": nodes[0], "nodes": nodes, "edges": row["edges"]}
    return GraphView.model_validate({**around, "totals": totals, "truncated": shown != totals})
