"""AUTOMATIC1111 and its kind (Forge, SD.Next, Civitai …): one text of prompts and a last line of settings.

Source: the program's own writer and reader, modules/infotext_utils.py and
modules/processing.py (create_infotext) of AUTOMATIC1111/stable-diffusion-webui: the prompt,
``Negative prompt: …``, then ``Steps: 20, Sampler: Euler a, …``, values with commas quoted
as JSON. PNG holds it as ``parameters``, JPEG and WebP as Exif's UserComment. LoRAs stand in
the prompt as ``<lora:name:weight>``, their hashes among the settings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from depgraph.errors import BadInput
from depgraph.ingest.generation import (
    Generation,
    LoraUse,
    ModelUse,
    OtherUse,
    as_count,
    as_name,
    as_seed,
    as_strength,
)
from depgraph.ingest.json_text import clean_text, parse_json
from depgraph.ingest.loaders import CHECKPOINT, CONTROLNET, EMBEDDING, HYPERNETWORK, LORA, UPSCALER, VAE
from depgraph.ingest.programs.written import kept, lora_use, model_use, other_use

PROGRAM = "AUTOMATIC1111"
_KEYS = ("parameters", "exif 0x9286", "usercomment", "comment", "exif 0x010e")
_NEGATIVE = "Negative prompt:"
_SETTINGS = re.compile(r"^Steps: \d+\s*(?:,|$)")
_MAX_LINE, _MAX_SETTINGS = 100_000, 500
_TAG = re.compile(r"<(lora|lyco|hypernet):([^:<>]{1,500})((?::[^:<>]{0,100}){0,8})>", re.IGNORECASE)
_UNET = ("unet", "u")
_NAME = re.compile(r"\w[\w \-/]{0,60}")
"""Of a setting; what stands between the commas of a bare JSON object (``Hashes: {"vae": …}``) is none."""
_NAMES = {
    "schedule_type": "scheduler",
    "denoising_strength": "denoise",
    "distilled_cfg_scale": "guidance",
    "batch_size": "batch_size",
}
_ELSEWHERE = (
    *("steps", "sampler", "cfg_scale", "seed", "size", "model", "model_hash", "vae", "vae_hash", "version"),
    *("lora_hashes", "ti_hashes", "hashes", "refiner", "hires_upscaler", "civitai_resources"),
)
_LATENT = re.compile(r"^(latent|none|nearest|lanczos)", re.IGNORECASE)
"""Hires upscalers that are arithmetic, no model."""
_UNIT = re.compile(r"controlnet_\d{1,3}")
_HASHED = re.compile(r"^(.*\S)\s*\[([0-9a-fA-F]{6,64})\]$")


def generation_in(texts: Mapping[str, str]) -> Generation | None:
    """What the first text of this form says."""
    found = (_read(texts[key]) for key in _KEYS if key in texts)
    return next((one for one in found if one is not None), None)


def _read(text: str) -> Generation | None:
    prompt, negative, line = _split(clean_text(text))
    if line is None:
        return None
    given = dict(settings(line))
    width, _, height = given.get("size", "").partition("x")
    model, loras, others = _uses(prompt, given)
    return Generation(
        model=model,
        loras=loras,
        others=others,
        seed=as_seed(given.get("seed")),
        steps=as_count(given.get("steps")),
        cfg=as_strength(given.get("cfg_scale")),
        sampler=as_name(given.get("sampler")),
        width=as_count(width),
        height=as_count(height),
        prompt_text=prompt,
        negative_prompt=negative,
        additional=_additional(given),
    )


def _split(text: str) -> tuple[str, str | None, str | None]:
    """The prompt, the negative prompt and the line of settings: the last, for a prompt may hold any line."""
    lines = text.strip().split("\n")
    at = next((at for at in range(len(lines) - 1, -1, -1) if _SETTINGS.match(lines[at])), None)
    if at is None:
        return "", None, None
    negative_at = next((n for n in range(at) if lines[n].startswith(_NEGATIVE)), at)
    negative = "\n".join(lines[negative_at:at])[len(_NEGATIVE) :].strip()
    return "\n".join(lines[:negative_at]).strip(), (negative if negative_at < at else None), lines[at]


def settings(line: str) -> Iterator[tuple[str, str]]:
    """``Name: value`` pairs, the names in lower case with underscores, the values without their quotes."""
    for name, value in _pairs(line):
        if _NAME.fullmatch(name):
            yield re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_"), _unquoted(value)


def _pairs(line: str) -> Iterator[tuple[str, str]]:
    for part in _parts(line[:_MAX_LINE])[:_MAX_SETTINGS]:
        name, colon, value = part.partition(":")
        if colon:
            yield name.strip(), value.strip()


def _parts(line: str) -> list[str]:
    """Between commas outside of quotes; in them a backslash takes the next character's meaning away."""
    parts: list[str] = []
    start, quoted, escaped = 0, False, False
    for at, char in enumerate(line):
        if escaped:
            escaped = False
        elif char == "\\" and quoted:
            escaped = True
        elif char == '"':
            quoted = not quoted
        elif char == "," and not quoted:
            parts.append(line[start:at])
            start = at + 1
    return [*parts, line[start:]]


def _unquoted(value: str) -> str:
    if len(value) < 2 or not (value.startswith('"') and value.endswith('"')):
        return value
    try:
        return str(parse_json(value))
    except BadInput:
        return value[1:-1]


def _uses(
    prompt: str, given: Mapping[str, str]
) -> tuple[ModelUse | None, tuple[LoraUse, ...], tuple[OtherUse, ...]]:
    hashes = dict(_pairs(given.get("lora_hashes", "")))
    loras: list[LoraUse] = []
    others = other_use(VAE, given.get("vae"), PROGRAM, hash_=given.get("vae_hash"))
    for kind, name, weight in _tags(prompt):
        if kind == "hypernet":
            others += other_use(HYPERNETWORK, name, PROGRAM, weight=weight)
        else:
            loras += lora_use(LORA, name, weight, PROGRAM, hashes.get(name))
    others += _further(given)
    model = model_use(CHECKPOINT, given.get("model"), PROGRAM, given.get("model_hash"))
    return model, tuple(loras), tuple(dict.fromkeys(others))


def _tags(prompt: str) -> Iterator[tuple[str, str, str]]:
    """Networks called in the prompt: kind, name, weight on the model (1 when none is written).

    Two numbers are those of the text encoder and the model (``<lora:name:1:0.5>``); they may be named.
    """
    for match in _TAG.finditer(prompt):
        plain: list[str] = []
        named: dict[str, str] = {}
        for part in match.group(3).split(":")[1:]:
            name, equals, value = part.partition("=")
            if equals:
                named[name.strip().lower()] = value
            else:
                plain.append(part)
        weight = next((named[name] for name in _UNET if name in named), None) or "".join(
            plain[1:2] or plain[:1]
        )
        yield match.group(1).lower(), match.group(2), weight or "1"


def _further(given: Mapping[str, str]) -> list[OtherUse]:
    upscaler = given.get("hires_upscaler", "")
    found = [] if _LATENT.match(upscaler) else other_use(UPSCALER, upscaler, PROGRAM)
    refiner = _HASHED.match(given.get("refiner", ""))
    if refiner is not None:
        found += other_use(CHECKPOINT, refiner.group(1), PROGRAM, hash_=refiner.group(2))
    for name, text in given.items():
        if _UNIT.fullmatch(name):
            unit = dict(settings(text))
            match = _HASHED.match(unit.get("model", ""))
            model, short = match.groups() if match else (unit.get("model"), None)
            found += other_use(CONTROLNET, model, PROGRAM, weight=unit.get("weight"), hash_=short)
    for name, short in _pairs(given.get("ti_hashes", "")):
        found += other_use(EMBEDDING, name, PROGRAM, hash_=short)
    return found


def _additional(given: Mapping[str, str]) -> dict[str, Any]:
    rest = {_NAMES.get(name, name): _number(value) for name, value in given.items() if name not in _ELSEWHERE}
    return kept({name: value for name, value in rest.items() if name and value != ""})


def _number(value: str) -> Any:
    number = as_strength(value)
    if number is None:
        return value
    return int(number) if value.lstrip("-").isdigit() else number
