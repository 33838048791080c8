"""The sampling passes of a graph, and what each was told: seed, steps, scale, sampler, size."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from depgraph.ingest.generation import as_count, as_extra, as_name, as_seed, as_strength
from depgraph.ingest.graph import Graph, Link, Node
from depgraph.ingest.input_names import (
    ASIDE,
    BESIDE_SAMPLER,
    CFG,
    HEIGHT,
    MODEL,
    PIPE,
    SAMPLER,
    SCHEDULER,
    SEED,
    STEPS,
    WIDTH,
    is_line,
)
from depgraph.ingest.leading import Follow, nearest_first, way_back
from depgraph.ingest.switches import taken_links
from depgraph.ingest.values import first_value, value_in
from depgraph.naming import natural_key

_SAMPLER_WORD = re.compile(r"(?<!up)(?<!down)sampler", re.IGNORECASE)
_TELLS = re.compile(r"pre_?sampling|config|settings|params|select", re.IGNORECASE)
"""Hold the settings of a sampler that stands behind them."""
_WORKS_ON = ("guider", "noise", "sigmas", "model", "basic_pipe", "base_sampler")
_SEEDS, _STEPS = frozenset(SEED), frozenset(STEPS)
_STAGE_B = "StableCascade_StageB_Conditioning"
_MAX_TOLD = 200
"""Nodes asked for a pass's settings: more are met in no real graph, and every pass asks."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What one pass was told, and the further values worth keeping."""

    seed: int | None
    steps: int | None
    cfg: float | None
    sampler: str | None
    further: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """For ``additional``; the seed as text, since it can be larger than JSON's numbers."""
        seed = None if self.seed is None else str(self.seed)
        named = {"seed": seed, "steps": self.steps, "cfg": self.cfg, "sampler": self.sampler}
        return {name: value for name, value in named.items() if value is not None} | self.further


def is_sampler(node: Node) -> bool:
    """A node that is told both a seed and steps, or that is called a sampler and is given something to
    work with (which choices of an algorithm are not)."""
    if not _SEEDS.isdisjoint(node.inputs) and not _STEPS.isdisjoint(node.inputs):
        return not _TELLS.search(node.class_type)
    if not _SAMPLER_WORD.search(node.class_type) or _TELLS.search(node.class_type):
        return False
    return any(name in _WORKS_ON or is_line(name) for name in node.links)


def first_pass(graph: Graph, saver: Node) -> Node | None:
    """The sampler behind a save node that single values are taken from.

    That is the pass in which the picture began: the sampler with no other before it on the
    line of latents and pictures. Later passes (hires fix, refiner, detailer, upscaling) work
    on what it made with a low denoise, and often with a seed and steps that say little; the
    metadata of other programs name the first pass too. Of several that begin, as in a
    composition, the lowest node id. A picture that is only shown to a sampler (a start image,
    a hint) is not on its line: of a film made from a picture, the film's sampler counts.
    """
    for follow in (line_links, taken_links):
        on_way = way_back(graph, [saver], follow)
        later = _later(graph, on_way, follow)
        samplers = [node for node in on_way if is_sampler(node)]
        if samplers:
            return min(samplers, key=lambda node: (node.id in later, natural_key(node.id)))
    return None


def line_links(graph: Graph, node: Node) -> dict[str, Link]:
    """The links that bring the latent or picture itself; of an unknown node all but those known to be
    something else. A second stage of Stable Cascade gets the first through its conditioning."""
    links = taken_links(graph, node)
    line = {name: link for name, link in links.items() if is_line(name)}
    if is_sampler(node):
        positive = links.get("positive")
        if positive is not None and graph.nodes[positive.node_id].class_type == _STAGE_B:
            line["positive"] = positive
        return line
    return line or {n: link for n, link in links.items() if not (ASIDE.match(n) or MODEL.match(n))}


def told(graph: Graph, sampler: Node) -> list[Node]:
    """The sampler and the nodes that tell it its settings (noise, guider, sigmas, pipes), nearest first."""
    return nearest_first(graph, sampler, _setting_links, _MAX_TOLD)


def settings_of(graph: Graph, near: list[Node]) -> Settings:
    """What a pass was told, from the nodes that ``told`` gives."""
    sampler = as_name(first_value(graph, near, SAMPLER)) or _by_class(near)
    further = {
        name: value
        for name, names in BESIDE_SAMPLER.items()
        if (value := as_extra(first_value(graph, near, names))) is not None
    }
    return Settings(
        seed=as_seed(first_value(graph, near, SEED)),
        steps=as_count(first_value(graph, near, STEPS)),
        cfg=as_strength(first_value(graph, near, CFG)),
        sampler=sampler or as_name(first_value(graph, near, SCHEDULER)),
        further=further,
    )


def size_node(graph: Graph, sampler: Node) -> Node | None:
    """The node that gave the size: the nearest on the sampler's own line with a width and a height."""
    line = nearest_first(graph, sampler, line_links)
    return next((node for node in line if _size_in(graph, node) is not None), None)


def size_of(graph: Graph, node: Node | None) -> tuple[int | None, int | None]:
    """Width and height in pixels."""
    return (node is not None and _size_in(graph, node)) or (None, None)


def _size_in(graph: Graph, node: Node) -> tuple[int, int] | None:
    width, height = (as_count(value_in(graph, node, names)) for names in (WIDTH, HEIGHT))
    return (width, height) if width and height else None


def _setting_links(graph: Graph, node: Node) -> dict[str, Link]:
    return {
        name: link for name, link in taken_links(graph, node).items() if PIPE.match(name) or _is_setting(name)
    }


def _is_setting(name: str) -> bool:
    return not (is_line(name) or MODEL.match(name) or ASIDE.match(name))


def _later(graph: Graph, on_way: list[Node], follow: Follow) -> set[str]:
    """The nodes that come after a sampler; ``on_way`` holds each after what feeds it."""
    later: set[str] = set()
    for node in on_way:
        sources = (graph.nodes[link.node_id] for link in follow(graph, node).values())
        if any(source.id in later or is_sampler(source) for source in sources):
            later.add(node.id)
    return later


def _by_class(near: list[Node]) -> str | None:
    """An algorithm chosen by a node of its own (SamplerEulerAncestral) is called by the node's name."""
    chosen = (node for node in near if node.class_type.startswith("Sampler") and not is_sampler(node))
    return next((node.class_type for node in chosen), None)
