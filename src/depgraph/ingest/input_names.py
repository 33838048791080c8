"""What inputs are called in ComfyUI's own nodes and the widely used custom ones: data, to be added to.

A link says only where a value comes from; what it carries is told by the input's name.
"""

from __future__ import annotations

import re
from functools import lru_cache

SEED = ("seed", "noise_seed", "seed_value", "rng_seed", "seed_num")
STEPS = ("steps", "steps_total", "num_steps", "sampling_steps", "num_inference_steps")
CFG = ("cfg", "cfg_scale", "cfg_conds", "guidance_scale")
SAMPLER = ("sampler_name", "sampler")
SCHEDULER = ("scheduler", "scheduler_name")
WIDTH = ("width", "empty_latent_width", "resize_width", "image_width", "target_width")
HEIGHT = ("height", "empty_latent_height", "resize_height", "image_height", "target_height")

BESIDE_SAMPLER: dict[str, tuple[str, ...]] = {
    "scheduler": SCHEDULER,
    "denoise": ("denoise", "denoise_strength"),
    "start_at_step": ("start_at_step", "start_step"),
    "end_at_step": ("end_at_step", "end_step"),
    "add_noise": ("add_noise",),
    "return_with_leftover_noise": ("return_with_leftover_noise",),
    "eta": ("eta",),
    "min_cfg": ("min_cfg",),
    "cfg_negative": ("cfg_cond2_negative",),
}
"""Kept of a pass: depgraph's name, and how nodes call it."""

BEFORE_SAMPLER: dict[str, tuple[str, ...]] = {
    "guidance": ("guidance", "embedded_guidance_scale"),
    "shift": ("shift", "flow_shift"),
    "max_shift": ("max_shift",),
    "base_shift": ("base_shift",),
    "motion_bucket_id": ("motion_bucket_id",),
    "augmentation_level": ("augmentation_level",),
    "noise_augmentation": ("noise_augmentation",),
}
"""Kept of the nodes that feed the sampler, from the nearest that has it."""

BESIDE_SIZE: dict[str, tuple[str, ...]] = {
    "batch_size": ("batch_size",),
    "frames": ("length", "num_frames", "video_frames", "frames"),
}
"""Kept of the node that gives the size."""

CLIP_SKIP = ("stop_at_clip_layer", "clip_skip")
FRAME_RATE = ("frame_rate", "fps")

PIPE = re.compile(r"^(?:\w+_)?(?:pipe|ctx|context|sdxl_tuple|bus)(?:_opt)?$", re.IGNORECASE)
"""One link that carries many things: pipes (Impact, Easy-Use), contexts (rgthree)."""

MODEL = re.compile(
    r"^(?:\w+_)?(?:model|unet|checkpoint)s?(?:_?(?:opt|a|b|\d+))?$|^(?:\w+_)?loras?(?:_stack)?$",
    re.IGNORECASE,
)
"""A model on its way from the loader to the sampler, LoRA stacks included."""

ASIDE = re.compile(
    r"""^(?:(?:text|clip|hyvid|prompt)_embeds.*
    |(?:positive|negative|conditioning|cond)(?:_?\w{0,12})?
    |(?:\w+_)?(?:clip|vae|mask|masks|control_net|controlnet)(?:_?\w{0,12})?
    |clip_vision\w*|ipadapter\w*|style_model\w*|upscale_model\w*|sam_\w+|bbox_\w+|segm_\w+
    |(?:start|end|first|last|init|initial|control|ref|reference|style|depth|pose|hint|guide|face|camera)_\w+)$
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What goes into a sampler or an encoder beside the picture that is worked on."""

_LINE = re.compile(
    r"""^(?:(?:\w+_)?(?:images?|samples?|latents?|pixels|frames?|videos?|audios?|embeds|gifs?)
        (?:_?(?:to|from|in|opt|a|b|\d+))?|destination|source|stage_c)$""",
    re.IGNORECASE | re.VERBOSE,
)


_MAX_NAME = 80


def is_line(name: str) -> bool:
    """Whether an input takes the latent or picture that is being worked on (or a pipe that holds it)."""
    return len(name) <= _MAX_NAME and _is_line(name)


@lru_cache(maxsize=4096)
def _is_line(name: str) -> bool:
    return bool(PIPE.match(name)) or (bool(_LINE.match(name)) and not ASIDE.match(name))
