"""InvokeAI in its three forms: ``invokeai_metadata`` (3 and later), ``sd-metadata`` (2) and ``Dream`` (1).

Source: invokeai/app/invocations/metadata.py (CoreMetadataInvocation) of invoke-ai/InvokeAI;
for the older two its docs of these versions and pictures made with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from depgraph.ingest.generation import (
    Generation,
    LoraUse,
    OtherUse,
    as_count,
    as_name,
    as_seed,
    as_strength,
)
from depgraph.ingest.json_text import as_object, objects_in
from depgraph.ingest.loaders import CHECKPOINT, CONTROLNET, IP_ADAPTER, LORA, VAE, ModelKind
from depgraph.ingest.programs.written import json_object, kept, lora_use, model_use, other_use, prompt_text

PROGRAM = "InvokeAI"
_KEPT = {
    "generation_mode": "generation_mode",
    "cfg_rescale_multiplier": "cfg_rescale",
    "clip_skip": "clip_skip",
    "strength": "denoise",
    "guidance": "guidance",
    "rand_device": "rand_device",
    "seamless_x": "seamless_x",
    "seamless_y": "seamless_y",
    "positive_style_prompt": "positive_style_prompt",
    "negative_style_prompt": "negative_style_prompt",
    "refiner_steps": "refiner_steps",
    "refiner_cfg_scale": "refiner_cfg",
    "refiner_scheduler": "refiner_scheduler",
    "refiner_start": "refiner_start",
    "threshold": "threshold",
    "perlin": "perlin",
    "seamless": "seamless",
    "hires_fix": "hires_fix",
    "type": "generation_mode",
}
_BESIDE: tuple[tuple[str, str, ModelKind], ...] = (
    ("controlnets", "control_model", CONTROLNET),
    ("t2iAdapters", "t2i_adapter_model", CONTROLNET),
    ("ipAdapters", "ip_adapter_model", IP_ADAPTER),
)
_DREAM = re.compile(r'^\s*"((?:[^"\\]|\\.)*)"(.*)$', re.DOTALL)
_FLAGS = {"-s": "steps", "-S": "seed", "-W": "width", "-H": "height", "-C": "cfg_scale", "-A": "sampler"}
_NEGATIVE = re.compile(r"\[([^\[\]]*)\]")


def generation_in(texts: Mapping[str, str]) -> Generation | None:
    """What the newest form among the texts says."""
    for key, read in _FORMS:
        found = read(texts[key]) if key in texts else None
        if found is not None:
            return found
    return None


def _metadata(text: str) -> Generation | None:
    given = json_object(text)
    if given is None:
        return None
    name, short = _named(given.get("model"))
    return replace(
        _settings(given, given.get("scheduler")),
        model=model_use(CHECKPOINT, name, PROGRAM, short),
        loras=tuple(_loras(given)),
        others=tuple(dict.fromkeys(_others(given))),
        prompt_text=prompt_text(given.get("positive_prompt")) or "",
        negative_prompt=prompt_text(given.get("negative_prompt")),
    )


def _sd_metadata(text: str) -> Generation | None:
    given = json_object(text) or {}
    image = as_object(given.get("image"))
    if image is None:
        return None
    written = image.get("prompt")
    weighted = [one.get("prompt") for one in objects_in(written)]
    prompt, negative = _split(prompt_text(weighted or written) or "")
    return replace(
        _settings(image, image.get("sampler")),
        model=model_use(CHECKPOINT, given.get("model_weights"), PROGRAM, given.get("model_hash")),
        prompt_text=prompt,
        negative_prompt=negative,
    )


def _dream(text: str) -> Generation | None:
    match = _DREAM.match(text)
    if match is None:
        return None
    words = match.group(2)[:10_000].split()
    given: dict[str, Any] = {_FLAGS[flag]: value for flag, value in pairwise(words) if flag in _FLAGS}
    prompt, negative = _split(match.group(1))
    return replace(_settings(given, given.get("sampler")), prompt_text=prompt, negative_prompt=negative)


_FORMS = (("invokeai_metadata", _metadata), ("sd-metadata", _sd_metadata), ("dream", _dream))


def _settings(given: Mapping[str, Any], sampler: object) -> Generation:
    """What the three forms tell alike."""
    return Generation(
        seed=as_seed(given.get("seed")),
        steps=as_count(given.get("steps")),
        cfg=as_strength(given.get("cfg_scale")),
        sampler=as_name(sampler),
        width=as_count(given.get("width")),
        height=as_count(given.get("height")),
        additional=kept({ours: given[theirs] for theirs, ours in _KEPT.items() if theirs in given}),
    )


def _loras(given: Mapping[str, Any]) -> Iterator[LoraUse]:
    for one in objects_in(given.get("loras")):
        name, short = _named(one.get("model") or one.get("lora"))
        yield from lora_use(LORA, name, one.get("weight"), PROGRAM, short)


def _others(given: Mapping[str, Any]) -> Iterator[OtherUse]:
    for key, kind in (("vae", VAE), ("refiner_model", CHECKPOINT)):
        name, short = _named(given.get(key))
        yield from other_use(kind, name, PROGRAM, hash_=short)
    for key, inner, kind in _BESIDE:
        for one in objects_in(given.get(key)):
            name, short = _named(one.get(inner))
            weight = one.get("control_weight", one.get("weight"))
            yield from other_use(kind, name, PROGRAM, weight=weight, hash_=short)
            yield from _images(one)


def _images(one: Mapping[str, Any]) -> Iterator[OtherUse]:
    image = as_name((as_object(one.get("image")) or {}).get("image_name"))
    if image is not None:
        yield OtherUse("image", image)


def _named(value: object) -> tuple[object, object]:
    """A model's name and hash; version 3 said ``model_name``, later ones ``name``."""
    given = as_object(value) or {}
    return given.get("name") or given.get("model_name"), given.get("hash")


def _split(text: str) -> tuple[str, str | None]:
    """The negative prompt stands in square brackets inside the prompt."""
    negative = _NEGATIVE.findall(text)
    prompt = _NEGATIVE.sub("", text).strip() if negative else text
    return prompt, ", ".join(negative) if negative else None
