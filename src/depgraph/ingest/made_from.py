"""What went into an output: the models, in order, and the loaded files, of the nodes that lead to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from depgraph.ingest.generation import LoraUse, ModelUse, OtherUse, as_name, as_strength
from depgraph.ingest.graph import Graph, Link, Node
from depgraph.ingest.input_names import ASIDE, is_line
from depgraph.ingest.json_text import as_object
from depgraph.ingest.leading import way_back
from depgraph.ingest.references import ModelReference, references_in
from depgraph.ingest.switches import taken_links

_WEIGHED_BY_USER = ("controlnet", "ip_adapter", "style_model", "clip_vision", "gligen")
"""Their strength stands at the node that applies them, not at the one that loads them."""
_LOADS = re.compile(r"load.*(image|mask|video|audio)|(image|mask|video|audio).*load", re.IGNORECASE)
_FILES = (
    "image",
    "video",
    "audio",
    "file",
    "image_path",
    "video_path",
    "audio_file",
    "path",
    "directory",
    "url",
)
_KINDS = ("video", "audio")
_NUMBER = re.compile(r"(\d+)(?:_name)?$")
_OFF = ("Off", "off", "OFF")
_COUNTS = ("lora_count", "num_loras")


def uses_of(
    graph: Graph, on_way: Sequence[Node], sampler: Node | None
) -> tuple[ModelUse | None, tuple[LoraUse, ...], tuple[OtherUse, ...]]:
    """Model, LoRAs and others. ``on_way`` holds each node after what feeds it, those of the first pass first.

    The model is the first one on the sampler's model line, else the first that is met at all;
    further ones (a refiner, the second of a merge) are others. A LoRA applied twice on that
    line counts twice; elsewhere the same LoRA with the same weight counts once.
    """
    line = [] if sampler is None else way_back(graph, [sampler], _model_links)
    found = [one for node in on_way for one in references_in(graph, node) if _is_on(node, one)]
    on_line = {node.id for node in line}
    primary = [one for one in found if one.role == "primary_model"]
    model = next((one for one in primary if one.node_id in on_line), next(iter(primary), None))
    loras = _loras([one for one in found if one.role == "lora"], on_line)
    strengths = _strengths(on_way)
    others = [_other(one, strengths) for one in found if one.role != "lora" and not _is_same(one, model)]
    others += [use for node in on_way for use in _loaded_files(node)]
    return (None if model is None else ModelUse(model)), loras, _distinct(others)


def _model_links(graph: Graph, node: Node) -> dict[str, Link]:
    """Towards the model: neither the picture's line nor the prompts, nor other parts of a checkpoint."""
    links = taken_links(graph, node)
    return {name: link for name, link in links.items() if not ASIDE.match(name) and not _is_picture(name)}


def _is_picture(name: str) -> bool:
    return is_line(name) and not name.lower().endswith(("pipe", "ctx", "context", "tuple", "bus"))


def _is_same(one: ModelReference, model: ModelReference | None) -> bool:
    return model is not None and (one.role, one.file_name_as_written) == (
        model.role,
        model.file_name_as_written,
    )


def _loras(found: Iterable[ModelReference], on_line: set[str]) -> tuple[LoraUse, ...]:
    ordered = sorted(found, key=lambda one: one.node_id not in on_line)  # stable: the line's order stays
    kept: list[LoraUse] = []
    met: set[tuple[str, float | None]] = set()
    for one in ordered:
        key = (one.file_name_as_written, one.weight)
        if one.node_id in on_line or key not in met:
            kept.append(LoraUse(one, one.weight))
        met.add(key)
    return tuple(kept)


def _distinct(others: Iterable[OtherUse]) -> tuple[OtherUse, ...]:
    first: dict[tuple[str, str, float | None], OtherUse] = {}
    for one in others:
        first.setdefault((one.role, one.name, one.weight), one)
    return tuple(first.values())


def _other(one: ModelReference, strengths: Mapping[str, float]) -> OtherUse:
    role = "further_model" if one.role == "primary_model" else one.role
    weight = one.weight
    if weight is None and one.role in _WEIGHED_BY_USER:
        weight = strengths.get(one.node_id)
    return OtherUse(role, one.file_name_as_written, weight, one)


def _strengths(on_way: Iterable[Node]) -> dict[str, float]:
    """The strength at which a node's output is first applied, by that node."""
    found: dict[str, float] = {}
    for user in on_way:
        given = (as_strength(user.inputs.get(name)) for name in ("strength", "weight"))
        weight = next((one for one in given if one is not None), None)
        if weight is not None:
            for link in user.links.values():
                found.setdefault(link.node_id, weight)
    return found


def _is_on(node: Node, one: ModelReference) -> bool:
    """Whether a stack really applies its LoRA: rgthree's has ``on``, CR's a switch, others a count."""
    if one.role != "lora":
        return True
    holder: Any = as_object(node.inputs.get(one.input_name.split(".")[0]))
    if holder is not None and False in (holder.get("on"), holder.get("enabled")):
        return False
    match = _NUMBER.search(one.input_name)
    if match is None:
        return True
    off = node.inputs.get(f"switch_{match.group(1)}") in _OFF
    counts = (node.inputs.get(name) for name in _COUNTS)
    beyond = any(
        isinstance(count, int) and len(match.group(1)) < 9 and int(match.group(1)) > count for count in counts
    )
    return not (off or beyond)


def _loaded_files(node: Node) -> Iterable[OtherUse]:
    match = _LOADS.search(node.class_type)
    for name in _FILES if match else ():
        written = as_name(node.inputs.get(name))
        if match and written is not None:
            word = (match.group(1) or match.group(2)).lower()
            yield OtherUse(word if word in _KINDS else "image", written)
            return
