"""Small graphs in the API form, and what is read of them."""

from __future__ import annotations

from typing import Any

from depgraph.ingest.generation import Generation
from depgraph.ingest.graph import graph_of_prompt
from depgraph.ingest.made import generation_of_graph

Prompt = dict[str, Any]


def made(nodes: Prompt) -> Generation:
    return generation_of_graph(graph_of_prompt(nodes))


def node(class_type: str, **inputs: Any) -> dict[str, Any]:
    return {"class_type": class_type, "inputs": inputs}


def drawn(**changed: dict[str, Any]) -> Prompt:
    """checkpoint(1) -> sampler(4) -> decode(5) -> save(6), texts 2 and 3, latent 7; nodes may be put in."""
    return {
        "1": node("CheckpointLoaderSimple", ckpt_name="sd\\base_v1.safetensors"),
        "2": node("CLIPTextEncode", clip=["1", 1], text="a cat"),
        "3": node("CLIPTextEncode", clip=["1", 1], text="a dog"),
        "4": ksampler(),
        "5": node("VAEDecode", samples=["4", 0], vae=["1", 2]),
        "6": node("SaveImage", images=["5", 0], filename_prefix="out"),
        "7": node("EmptyLatentImage", width=512, height=768, batch_size=2),
    } | {name.removeprefix("n"): given for name, given in changed.items()}


def ksampler(**changed: Any) -> dict[str, Any]:
    told = {
        "seed": 7,
        "steps": 20,
        "cfg": 7.5,
        "sampler_name": "euler",
        "scheduler": "karras",
        "denoise": 1.0,
    }
    links = {"model": ["1", 0], "positive": ["2", 0], "negative": ["3", 0], "latent_image": ["7", 0]}
    return node("KSampler", **(told | links | changed))


def loras(found: Generation) -> list[tuple[str, float | None]]:
    return [(one.name, one.weight) for one in found.loras]


def others(found: Generation) -> list[tuple[str, str, float | None]]:
    return [(one.role, one.name, one.weight) for one in found.others]
