"""How the output of a ComfyUI graph was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from depgraph.ingest.conditioning import prompt_of
from depgraph.ingest.generation import Generation, as_extra
from depgraph.ingest.graph import Graph, Node
from depgraph.ingest.input_names import BEFORE_SAMPLER, BESIDE_SIZE, CLIP_SKIP, FRAME_RATE, SEED, STEPS
from depgraph.ingest.leading import nearest_first, savers, way_back
from depgraph.ingest.made_from import uses_of
from depgraph.ingest.samplers import first_pass, is_sampler, settings_of, size_node, size_of, told
from depgraph.ingest.switches import taken_links
from depgraph.ingest.values import first_value, value_in

_MAX_PASSES = 100
_MAX_SAVERS = 100
_MAX_INPUTS = 2_000
"""More is met in no real graph; these bound the time that a made-up one takes."""


def generation_of_graph(graph: Graph) -> Generation:
    """Model, LoRAs, settings and prompts of what a graph in normal form writes.

    Where several save nodes may have written the file, the inputs of all are named, and
    single values come from the lowest node id that has a sampler behind it. Which sampler of
    several counts is told at ``samplers.first_pass``; what all others were told is kept under
    ``passes``, in the order of their execution. Raises nothing but RecursionError, for a value
    nested deeper than Python's stack; the graph itself may be of any depth and form.
    """
    graph = _sensible(graph)
    saving = savers(graph)
    saver, sampler = _chosen(graph, saving)
    before = [] if sampler is None else way_back(graph, [sampler])
    on_way = way_back(graph, saving if sampler is None else [sampler, *saving])
    further = [node for node in on_way if is_sampler(node) and node is not sampler]
    model, loras, others = uses_of(graph, on_way, sampler)
    near = [] if sampler is None else told(graph, sampler)
    settings = settings_of(graph, near)
    sized = None if sampler is None else size_node(graph, sampler)
    width, height = size_of(graph, sized)
    return Generation(
        model=model,
        loras=loras,
        others=others,
        seed=settings.seed,
        steps=settings.steps,
        cfg=settings.cfg,
        sampler=settings.sampler,
        width=width,
        height=height,
        prompt_text=prompt_of(graph, near, "positive") or "",
        negative_prompt=prompt_of(graph, near, "negative"),
        additional=settings.further
        | _around(graph, before, sized, saver)
        | _further_passes(graph, further[:_MAX_PASSES]),
    )


def _sensible(graph: Graph) -> Graph:
    return Graph({key: node for key, node in graph.nodes.items() if len(node.inputs) <= _MAX_INPUTS})


def _chosen(graph: Graph, saving: Sequence[Node]) -> tuple[Node | None, Node | None]:
    """The save node that single values come from, and its sampler."""
    for saver in saving[:_MAX_SAVERS]:
        sampler = first_pass(graph, saver)
        if sampler is not None:
            return saver, sampler
    saver = next(iter(saving), None)
    return saver, _stand_in(graph, saver)


def _stand_in(graph: Graph, saver: Node | None) -> Node | None:
    """Of a graph without a node that looks like a sampler, the nearest that is told a seed or steps, else
    the save node itself, so that what stands near it is still found."""
    if saver is None:
        return None
    near = nearest_first(graph, saver, taken_links)
    told_something = (node for node in near if any(name in node.inputs for name in (*SEED, *STEPS)))
    return next(told_something, saver)


def _around(graph: Graph, before: Sequence[Node], sized: Node | None, saver: Node | None) -> dict[str, Any]:
    """What the nodes before the sampler, the size's node and the saver say."""
    nearest = list(reversed(before))
    values = {name: first_value(graph, nearest, names) for name, names in BEFORE_SAMPLER.items()}
    for name, names in BESIDE_SIZE.items():
        values[name] = None if sized is None else value_in(graph, sized, names)
    skip = first_value(graph, nearest, CLIP_SKIP)
    values["clip_skip"] = abs(skip) if isinstance(skip, int) else None  # ComfyUI counts down, others up
    after = [] if saver is None else list(reversed(way_back(graph, [saver])))
    values["frame_rate"] = first_value(graph, after, FRAME_RATE)
    return {name: kept for name, value in values.items() if (kept := as_extra(value)) is not None}


def _further_passes(graph: Graph, samplers: Iterable[Node]) -> dict[str, Any]:
    found = [settings_of(graph, told(graph, sampler)).as_json() for sampler in samplers]
    return {"passes": found} if found else {}
