"""The graph, one project or one neighbourhood, as the text of a file.

Read in batches, each one query, so neither the service nor the database ever holds the graph, and no
transaction stays open for as long as a client takes to read. Consistent enough: what is created after the
beginning is left out of both passes (nodes, then edges), and whoever deletes a node deletes its edges, so no
edge lacks an end. On an unchanged graph the text is always the same.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Coroutine, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar, cast, get_args

from anyio import from_thread, to_thread

from depgraph.clock import now
from depgraph.errors import BadInput
from depgraph.export import FORMATS, Edge, Format
from depgraph.export.document import key_of, kind_of
from depgraph.graph import Graph
from depgraph.models.graph_views import MAX_NODES, Kind
from depgraph.queries import export_rows, graph_views
from depgraph.queries.graph_views import Reach

T = TypeVar("T")
BATCH = 1000
"""Nodes of one query."""
BLOCK = 65_536
"""Characters that are handed over at once."""
AROUND = Reach(up=2, down=2, limit=MAX_NODES)
"""What the neighbourhood of a centre is."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is exported: batches of keys, as often as asked for; of a part, only edges that stay within it."""

    batches: Callable[[], Iterable[list[str]]]
    within: frozenset[str] | None = None

    @classmethod
    def of(cls, keys: list[str]) -> Part:
        ordered = sorted(keys)
        batches = [ordered[start : start + BATCH] for start in range(0, len(ordered), BATCH)]
        return cls(lambda: batches, frozenset(ordered))

    def holds(self, edge: Edge) -> bool:
        return self.within is None or edge.target in self.within


async def lines(
    graph: Graph,
    *,
    format: str,  # noqa: A002 -- the parameter's public name
    project_id: str | None = None,
    center: str | None = None,
) -> AsyncGenerator[str]:
    """The text of the file, piece by piece. Raises BadInput and NotFound before the first piece."""
    async for block in await begin(graph, format=format, project_id=project_id, center=center):
        yield block


async def begin(
    graph: Graph,
    *,
    format: str,  # noqa: A002 -- the parameter's public name
    project_id: str | None = None,
    center: str | None = None,
) -> AsyncGenerator[str]:
    """The same, with its first piece read: what is wrong is raised here, not in the middle of an answer."""
    blocks = _blocks(_text(graph, _format(format), await _part(graph, project_id, center)))
    first = await to_thread.run_sync(next, blocks, None)

    async def all_of_it() -> AsyncGenerator[str]:
        block = first
        while block is not None:
            yield block
            block = await to_thread.run_sync(next, blocks, None)

    return all_of_it()


def _format(name: str) -> Format:
    if name not in FORMATS:
        known = ", ".join(FORMATS)
        raise BadInput(f"There is no format {name!r}; known are {known}.", pointer="format")
    return FORMATS[name]


async def _part(graph: Graph, project_id: str | None, center: str | None) -> Part:
    if project_id is not None and center is not None:
        raise BadInput("Send either project_id or center, not both.", pointer="center")
    if project_id is not None:
        return Part.of(await export_rows.project_keys(graph, project_id=project_id))
    if center is not None:
        kind, ident = _centre(center)
        view = await graph_views.view(graph, kind=kind, ident=ident, reach=AROUND)
        return Part.of([node.id for node in view.nodes])
    return Part(partial(_every_key, graph))


def _centre(center: str) -> tuple[Kind, str]:
    kinds = get_args(Kind)
    if kind_of(center) not in kinds or not key_of(center):
        raise BadInput(f"A center is kind:id, of the kinds {', '.join(kinds)}.", pointer="center")
    return cast("Kind", kind_of(center)), key_of(center)


def _text(graph: Graph, form: Format, part: Part) -> Iterator[str]:
    """The exporter at work. It runs in a thread, where it may wait for the database."""
    until = now()
    nodes = _read(partial(export_rows.nodes, graph, until=until), part)
    edges = _read(partial(export_rows.edges, graph, until=until), part)
    return form.write(nodes, filter(part.holds, edges))


def _read(fetch: Callable[..., Coroutine[Any, Any, list[T]]], part: Part) -> Iterator[T]:
    for keys in part.batches():
        yield from from_thread.run(partial(fetch, keys=keys))


def _every_key(graph: Graph) -> Iterator[list[str]]:
    """Assets, then entities: in the order of their keys, since no kind sorts before asset."""
    for page in (export_rows.asset_keys, export_rows.entity_keys):
        after = export_rows.START
        while keys := from_thread.run(partial(page, graph, after=after, limit=BATCH)):
            yield keys
            after = keys[-1]


def _blocks(pieces: Iterable[str]) -> Iterator[str]:
    waiting: list[str] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= BLOCK:
            yield "".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield "".join(waiting)
