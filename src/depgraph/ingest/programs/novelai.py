"""NovelAI: ``Software: NovelAI``, the prompt as Description, the settings as JSON in Comment.

Source: pictures of the service (V1 to V4); the service is the model, named in Source with
a short hash at its end (``NovelAI Diffusion V4 4BDE2A90``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from depgraph.ingest.generation import Generation, as_count, as_name, as_seed, as_strength
from depgraph.ingest.json_text import as_object
from depgraph.ingest.loaders import CHECKPOINT
from depgraph.ingest.programs.written import json_object, kept, model_use, prompt_text

PROGRAM = "NovelAI"
_SOURCE = re.compile(r"^(.*\S)\s+([0-9A-F]{8})$")
_KEPT = {
    "strength": "denoise",
    "noise": "noise",
    "noise_schedule": "scheduler",
    "cfg_rescale": "cfg_rescale",
    "sm": "smea",
    "sm_dyn": "smea_dyn",
    "dynamic_thresholding": "dynamic_thresholding",
    "uncond_scale": "uncond_scale",
    "n_samples": "batch_size",
}


def generation_in(texts: Mapping[str, str]) -> Generation | None:
    """What NovelAI's texts say, or None when they are not its."""
    given = json_object(texts.get("comment"))
    if given is None or "novelai" not in texts.get("software", "").lower():
        return None
    source = texts.get("source", "").strip()
    named = _SOURCE.match(source[:200])
    name, short = named.groups() if named else (source, None)
    return Generation(
        model=model_use(CHECKPOINT, name, PROGRAM, short),
        seed=as_seed(given.get("seed")),
        steps=as_count(given.get("steps")),
        cfg=as_strength(given.get("scale")),
        sampler=as_name(given.get("sampler")),
        width=as_count(given.get("width")),
        height=as_count(given.get("height")),
        prompt_text=_prompt(given, texts),
        negative_prompt=prompt_text(given.get("uc")),
        additional=kept({ours: given.get(theirs) for theirs, ours in _KEPT.items()}),
    )


def _prompt(given: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    """As the settings have it, else the description; V4 keeps its own prompt in the settings too."""
    caption = as_object((as_object(given.get("v4_prompt")) or {}).get("caption")) or {}
    found = (
        prompt_text(value)
        for value in (given.get("prompt"), caption.get("base_caption"), texts.get("description"))
    )
    return next((text for text in found if text), "")
