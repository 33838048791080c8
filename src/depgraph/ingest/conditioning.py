"""Both prompts, through whatever lies between the texts and the sampler."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from depgraph.ingest.graph import Graph, Link, Node
from depgraph.ingest.input_names import ASIDE, MODEL, PIPE, is_line
from depgraph.ingest.strings import MAX_PROMPT, ROLE_TEXT, text_at, text_inputs
from depgraph.ingest.switches import taken_links

_EMPTIED = re.compile(r"zero_?out", re.IGNORECASE)
"""ConditioningZeroOut: what the prompt said is gone, usually to have no negative one."""
_CONDITIONING = re.compile(r"^cond(?:itioning)?(?:_?(?:to|from|a|b|\d+))?$", re.IGNORECASE)
_EMBEDS = ("text_embeds", "hyvid_embeds", "prompt_embeds")
_ENTRANCES = {
    "positive": (*ROLE_TEXT["positive"], "conditioning", "cond1", "cond", *_EMBEDS, "prompt"),
    "negative": (*ROLE_TEXT["negative"], *_EMBEDS),
}
_MAX_NODES = 1_000
"""Looked at for one prompt; each may put a text together."""
_ENCODERS = ("text_g", "text_l", "clip_g", "clip_l", "t5xxl", "llama", "tags", "lyrics")
"""One text for each text encoder of a model (SDXL, SD3, Flux), or each part of a song."""


def prompt_of(graph: Graph, near: Iterable[Node], role: str) -> str | None:
    """The positive or negative prompt of a pass, whose settings' nodes are given, nearest first.

    Several texts (combined conditionings, areas, encoders) are joined by line breaks in the
    order of the inputs, equal ones once. None when no text leads there.
    """
    for node in near:
        entrance = next((node.inputs[name] for name in _ENTRANCES[role] if _leads(graph, node, name)), None)
        if entrance is not None:
            texts = _texts(graph, entrance, role)
            return "\n".join(texts)[:MAX_PROMPT] if texts is not None else None
    return None


def _leads(graph: Graph, node: Node, name: str) -> bool:
    value = node.inputs.get(name)
    return isinstance(value, str) or (isinstance(value, Link) and value.node_id in graph.nodes)


def _texts(graph: Graph, start: Any, role: str) -> list[str] | None:
    found: dict[str, None] = {}
    met, room = False, MAX_PROMPT
    seen: set[str] = set()
    stack: list[Any] = [start]
    while stack and room > 0 and len(seen) < _MAX_NODES:
        step = stack.pop()
        if isinstance(step, str):
            met = True
            room -= len(step) if step not in found else 0
            found.setdefault(step)
        elif step.node_id in graph.nodes and step.node_id not in seen:
            seen.add(step.node_id)
            stack.extend(reversed(_inside(graph, graph.nodes[step.node_id], role)))
    found.pop("", None)
    return list(found) if met else None


def _inside(graph: Graph, node: Node, role: str) -> list[Any]:
    """A node's own texts, and the links on to further conditionings."""
    if _EMPTIED.search(node.class_type):
        return []
    links = taken_links(graph, node)
    both = [links[name] for name in ROLE_TEXT[role] if name in links]
    if both:
        return both
    own: list[Any] = [text_at(graph, node.inputs[name], role) for name in _encoded(node)]
    if not own and text_inputs(node, role):
        own = [text_at(graph, Link(node.id, 0), role)]
    onward = [link for name, link in links.items() if _CONDITIONING.match(name)]
    return own + onward if own or onward else _unknown(links)


def _encoded(node: Node) -> list[str]:
    return [name for name in _ENCODERS if isinstance(node.inputs.get(name), str | Link)]


def _unknown(links: dict[str, Link]) -> list[Link]:
    """Of a node that names no conditioning: embeddings, pipes, and links not known to be another thing."""
    return [
        link
        for name, link in links.items()
        if name in _EMBEDS
        or PIPE.match(name)
        or not (is_line(name) or MODEL.match(name) or ASIDE.match(name))
    ]
