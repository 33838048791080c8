"""The strength a model is used with, as the inputs beside its name give it."""

from __future__ import annotations

import re
from typing import Any

from depgraph.ingest.graph import Graph, Link

_NUMBER = re.compile(r"_?\d+$")
_NAMES = (
    "strength_model",
    "model_strength",
    "lora_model_strength",
    "lora_strength",
    "lora_wt",
    "model_str",
    "model_weight",
    "lora_weight",
    "strength",
    "weight",
)
"""Spellings met, the model's strength before all others; in a stack each with the number of its LoRA."""


def weight_beside(graph: Graph, inputs: dict[str, Any], name: str) -> float | None:
    """The weight of the model that the input ``name`` names, or None when there is none."""
    match = _NUMBER.search(name)
    number = match.group() if match else ""
    for candidate in _NAMES:
        value = _number(graph, inputs.get(candidate + number))
        if value is not None:
            return value
    return None


def _number(graph: Graph, value: Any) -> float | None:
    """A number, or that of the primitive node that a link leads to."""
    if isinstance(value, Link):
        source = graph.nodes.get(value.node_id)
        value = source.inputs.get("value") if source is not None else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e6 else None  # beyond is no strength
