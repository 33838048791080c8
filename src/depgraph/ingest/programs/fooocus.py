"""Fooocus: one JSON object, as ``parameters`` in PNG or as Exif's UserComment.

Source: modules/meta_parser.py of lllyasviel/Fooocus (FooocusMetadataParser). Its other
scheme, ``a1111``, is read as AUTOMATIC1111's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from depgraph.ingest.generation import Generation, LoraUse, as_count, as_name, as_seed, as_strength
from depgraph.ingest.json_text import as_list
from depgraph.ingest.loaders import CHECKPOINT, LORA, VAE
from depgraph.ingest.programs.written import json_object, kept, lora_use, model_use, other_use, prompt_text

PROGRAM = "Fooocus"
_KEYS = ("parameters", "exif 0x9286", "usercomment", "comment")
_SIZE = re.compile(r"(\d{1,6})\D+(\d{1,6})")
_KEPT = (
    *("scheduler", "performance", "styles", "sharpness", "adm_guidance", "clip_skip", "refiner_switch"),
    *("refiner_swap_method", "adaptive_cfg", "freeu", "prompt_expansion", "inpaint_mode", "overwrite_switch"),
)


def generation_in(texts: Mapping[str, str]) -> Generation | None:
    """What the first text of this form says. The prompt is the one that was typed; what the styles and
    the expansion made of it follows from both, which are kept."""
    objects = (json_object(texts.get(key)) for key in _KEYS)
    given = next((one for one in objects if one is not None and _is_fooocus(one)), None)
    return None if given is None else _generation(given)


def _is_fooocus(given: Mapping[str, Any]) -> bool:
    return "base_model" in given and "guidance_scale" in given


def _generation(given: Mapping[str, Any]) -> Generation:
    size = _SIZE.search(str(given.get("resolution", ""))[:100])
    others = other_use(CHECKPOINT, given.get("refiner_model"), PROGRAM, hash_=given.get("refiner_model_hash"))
    return Generation(
        model=model_use(CHECKPOINT, given.get("base_model"), PROGRAM, given.get("base_model_hash")),
        loras=tuple(_loras(given)),
        others=(*others, *other_use(VAE, given.get("vae"), PROGRAM)),
        seed=as_seed(given.get("seed")),
        steps=as_count(given.get("steps")),
        cfg=as_strength(given.get("guidance_scale")),
        sampler=as_name(given.get("sampler")),
        width=as_count(size.group(1)) if size else None,
        height=as_count(size.group(2)) if size else None,
        prompt_text=prompt_text(given.get("prompt")) or "",
        negative_prompt=prompt_text(given.get("negative_prompt")),
        additional=kept({name: given.get(name) for name in _KEPT}),
    )


def _loras(given: Mapping[str, Any]) -> Iterator[LoraUse]:
    """``[name, weight, hash]`` each; older files have ``lora_combined_1: "name : weight"``."""
    for one in as_list(given.get("loras")) or ():
        name, weight, short = [*(as_list(one) or ()), None, None, None][:3]
        yield from lora_use(LORA, name, weight, PROGRAM, short)
    for number in range(1, 11):
        combined = given.get(f"lora_combined_{number}")
        if isinstance(combined, str):
            name, _, weight = combined.rpartition(" : ")
            yield from lora_use(LORA, name, weight, PROGRAM)
