"""The nodes that lead to an output: from what saves it, back over the links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from depgraph.ingest.graph import Graph, Link, Node
from depgraph.ingest.input_names import MODEL, is_line
from depgraph.ingest.limits import MAX_NODES
from depgraph.ingest.references import in_order
from depgraph.ingest.switches import taken_links

Follow = Callable[[Graph, Node], Mapping[str, Link]]
"""Which links of a node are followed, by input."""

_SAVES = re.compile(
    r"save|video_?combine|export|write_?video|output_?(image|video|audio)|upload", re.IGNORECASE
)
_SAVES_NO_PICTURE = re.compile(r"latent|text|model|checkpoint|lora|clip|vae|embed|json", re.IGNORECASE)
_SHOWS = re.compile(r"preview|show|display|viewer|comparer", re.IGNORECASE)


def savers(graph: Graph) -> list[Node]:
    """The nodes that may have written the file, in natural order of their ids.

    Those that save a picture, film or sound, whether or not another node takes from them;
    else those that show one; else those with a picture or latent that nothing takes from;
    else whatever ends the graph. A graph that has no end (a circle) is taken whole.
    """
    nodes = in_order(graph)
    taken = {link.node_id for node in nodes for link in node.links.values()}
    ends = [node for node in nodes if node.id not in taken]
    return (
        [node for node in nodes if _saves(node)]
        or [node for node in ends if _SHOWS.search(node.class_type) and _takes_a_picture(node)]
        or [node for node in ends if _takes_a_picture(node)]
        or [node for node in ends if node.links]
        or ends
        or nodes
    )


def _saves(node: Node) -> bool:
    asked = node.inputs.get("image_output")  # a sampler that can save by itself (Easy-Use)
    if isinstance(asked, str) and "save" in asked.lower():
        return True
    named = _SAVES.search(node.class_type) and not _SAVES_NO_PICTURE.search(node.class_type)
    return bool(named) and _takes_a_picture(node)


def _takes_a_picture(node: Node) -> bool:
    return any(is_line(name) for name in node.links)


def way_back(graph: Graph, starts: Iterable[Node], follow: Follow = taken_links) -> list[Node]:
    """Every node that leads to one of ``starts``, each after all that feeds it; the model's side comes
    first, so that LoRAs stand in the order of their application. Circles are cut where they close."""
    done: list[Node] = []
    seen: set[str] = set()
    for start in starts:
        if start.id in seen:
            continue
        seen.add(start.id)
        path = [(start, _sources(graph, start, follow))]
        while path:  # a loop of its own: a graph may be deeper than Python's stack
            node, sources = path[-1]
            source = next(sources, None)
            if source is None:
                done.append(node)
                path.pop()
            elif source.id not in seen:
                seen.add(source.id)
                path.append((source, _sources(graph, source, follow)))
    return done


def nearest_first(graph: Graph, start: Node, follow: Follow, limit: int = MAX_NODES) -> list[Node]:
    """The node and what leads to it, by the number of links between; at most about ``limit`` nodes."""
    found = {start.id: start}
    queue = [start]
    for node in queue:
        if len(queue) >= limit:
            break
        for source in _sources(graph, node, follow):
            if source.id not in found:
                found[source.id] = source
                queue.append(source)
    return queue


def _sources(graph: Graph, node: Node, follow: Follow) -> Iterator[Node]:
    links = sorted(follow(graph, node).items(), key=lambda item: not MODEL.match(item[0]))
    return (graph.nodes[link.node_id] for _name, link in links if link.node_id in graph.nodes)
