"""Receipts drawn at random, and what is an input of each, read plainly from the contract's text."""

from __future__ import annotations

import copy
import hashlib
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Any

Receipt = dict[str, Any]

WORDS = ["", "a", "1", "null", "A girl, masterpiece", "e\u0301", "\u00e9", "\U0001f600", "\ufb33", "x" * 300]
NUMBERS: list[int | float] = [
    0,
    -0.0,
    1,
    1.0,
    -1,
    0.1,
    1e-7,
    1e21,
    10**21,
    2**53 - 1,
    2**53,
    2**53 + 1,
    float(2**53),
    2**64 - 1,
    2**68,
    2.0**68,
    295147905179352830000,
    10**400,
    -(10**400),
]
ROLES = ["vae", "text_encoder", "controlnet", "image", "\ufb33", "\U0001f600"]
STARTED = "2026-11-20T09:00:00Z"

WHOLE: dict[str, Any] = {
    "source_image_hash": "1" * 64,
    "variant_image_hash": "2" * 64,
    "workflow_version": "3",
    "workflow_hash": "3" * 64,
    "model_asset_id": "4444444444444444",
    "model_version": "v1",
    "model_hash": "4" * 64,
    "lora_configs": [
        {"asset_id": "a", "version": "v2", "hash": "6" * 64, "weight": 0.8},
        {"version": "v1", "hash": "5" * 64, "weight": 1},
    ],
    "other_inputs": [
        {"role": "vae", "name": "vae-ft", "version": "1", "hash": "8" * 64},
        {"role": "controlnet", "name": "depth", "version": "1", "hash": "7" * 64, "weight": 0.5},
    ],
    "prompt_text": "A caf\u00e9 \u2013 \u201cnight\u201d",
    "negative_prompt": "blurry",
    "cfg_scale": 7.0,
    "seed": 18446744073709551615,
    "resolution_width": 768,
    "resolution_height": 512,
    "steps": 30,
    "sampler": "dpmpp_2m",
    "additional_params": {"scheduler": "karras", "denoise": 0.65},
    "generation_started_at": STARTED,
    "generation_completed_at": "2026-11-20T09:00:12Z",
    "generation_duration_ms": 12_000,
    "succeeded": True,
}
"""A receipt with everything that there can be."""


def sha(of: object) -> str:
    return hashlib.sha256(str(of).encode()).hexdigest()


def maybe(random: Random, value: Any) -> Any:
    return value if random.random() < 0.8 else None


def json_value(random: Random, depth: int = 2) -> Any:
    kind = random.randrange(7 if depth else 5)
    if kind == 5:
        return [json_value(random, depth - 1) for _ in range(random.randrange(3))]
    if kind == 6:
        return parameters(random, depth - 1)
    return [
        None,
        random.random() < 0.5,
        random.choice(WORDS),
        random.choice(NUMBERS),
        str(random.choice(NUMBERS)),
    ][kind]


def parameters(random: Random, depth: int = 2) -> dict[str, Any]:
    keys = random.sample([*WORDS[:8], "0", "a/b", "a~1b", "exact_integers"], random.randrange(4))
    return {key: json_value(random, depth) for key in keys}


def weight(random: Random) -> float:
    return random.choice([0, -0.0, 1, 1.0, 0.8, -0.5, round(random.uniform(-2, 2), 3)])


def lora(random: Random) -> dict[str, Any]:
    return {
        "asset_id": maybe(random, str(random.randrange(9))),
        "version": maybe(random, f"v{random.randrange(9)}"),
        "hash": maybe(random, sha(random.randrange(9))),
        "weight": maybe(random, weight(random)),
    }


def other(random: Random) -> dict[str, Any]:
    return {**lora(random), "role": random.choice(ROLES), "name": maybe(random, f"n{random.randrange(9)}")}


DRAW: dict[str, Callable[[Random], Any]] = {
    "source_image_hash": lambda random: sha(random.randrange(50)),
    "variant_image_hash": lambda random: sha(random.randrange(50)),
    "workflow_version": lambda random: f"v{random.randrange(9)}",
    "workflow_hash": lambda random: sha(random.randrange(50)),
    "model_asset_id": lambda random: str(random.randrange(50)),
    "model_version": lambda random: f"v{random.randrange(9)}",
    "model_hash": lambda random: sha(random.randrange(50)),
    "lora_configs": lambda random: [lora(random) for _ in range(random.randrange(4))],
    "other_inputs": lambda random: [other(random) for _ in range(random.randrange(4))],
    "prompt_text": lambda random: random.choice(WORDS) + str(random.randrange(99)),
    "negative_prompt": lambda random: random.choice(WORDS),
    "cfg_scale": lambda random: random.choice([7, 7.0, 7.5, 1, 0.0, -0.0]),
    "seed": lambda random: random.choice(
        [0, "0", 2**53 + random.randrange(2), str(2**64 - 1), random.getrandbits(64)]
    ),
    "resolution_width": lambda random: random.choice([512, 768, 1024]),
    "resolution_height": lambda random: random.choice([512, 768, 1024]),
    "steps": lambda random: random.randrange(1, 60),
    "sampler": lambda random: random.choice(["euler", "dpmpp_2m", "ddim"]),
    "additional_params": parameters,
}
"""How each input is drawn."""
ALWAYS = {"lora_configs", "prompt_text"}


def receipt(random: Random) -> Receipt:
    """The body of a receipt; about one value in five is missing."""
    found = {name: draw(random) for name, draw in DRAW.items() if name in ALWAYS or random.random() < 0.8}
    return {**found, "generation_started_at": STARTED}


def near(random: Random, body: Receipt) -> Receipt:
    """The same with one value drawn anew, which may come out as it was."""
    name = random.choice(list(DRAW))
    return {**copy.deepcopy(body), name: DRAW[name](random)}


def meaning(body: Receipt) -> Any:
    """What the contract calls the inputs, so that equal inputs are equal in Python and others are not."""
    alone = [
        body.get(name)
        for name in ("source_image_hash", "variant_image_hash", "workflow_hash", "model_hash", "sampler")
    ]
    numbers = [
        _plain(body.get(name)) for name in ("cfg_scale", "resolution_width", "resolution_height", "steps")
    ]
    seed = body.get("seed")
    loras = [(lora["hash"], _plain(lora["weight"])) for lora in body["lora_configs"]]
    others = Counter(
        (one["role"], one["hash"], _plain(one["weight"])) for one in body.get("other_inputs") or []
    )
    return (
        alone,
        numbers,
        None if seed is None else int(seed),
        loras,
        others,
        body["prompt_text"],
        body.get("negative_prompt") or "",
        _plain(body.get("additional_params") or {}),
    )


def _plain(value: Any) -> Any:
    """JSON as tuples that say their kind; numbers as fractions, of any size and without a sign on zero."""
    if isinstance(value, dict):
        return ("object", tuple(sorted((key, _plain(part)) for key, part in value.items())))
    if isinstance(value, list):
        return ("list", tuple(_plain(part) for part in value))
    if isinstance(value, bool) or value is None:
        return ("literal", repr(value))
    return ("text", value) if isinstance(value, str) else ("number", Fraction(value))
