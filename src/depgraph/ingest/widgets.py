"""Names for ``widgets_values``: the UI form lists a node's values without saying which is which."""

from __future__ import annotations

from typing import Any

from depgraph.ingest.json_text import as_list, as_object, objects_in

_CONTROL = ("fixed", "increment", "decrement", "randomize", True, False)
"""What the front end adds behind a seed ("control after generate"); old versions wrote true or false."""
_SEEDS = ("seed", "noise_seed")

WIDGETS: dict[str, tuple[str, ...]] = {
    "CheckpointLoaderSimple": ("ckpt_name",),
    "CheckpointLoader": ("config_name", "ckpt_name"),
    "unCLIPCheckpointLoader": ("ckpt_name",),
    "ImageOnlyCheckpointLoader": ("ckpt_name",),
    "UNETLoader": ("unet_name", "weight_dtype"),
    "UnetLoaderGGUF": ("unet_name",),
    "LoraLoader": ("lora_name", "strength_model", "strength_clip"),
    "LoraLoaderModelOnly": ("lora_name", "strength_model"),
    "VAELoader": ("vae_name",),
    "CLIPLoader": ("clip_name", "type", "device"),
    "DualCLIPLoader": ("clip_name1", "clip_name2", "type", "device"),
    "TripleCLIPLoader": ("clip_name1", "clip_name2", "clip_name3"),
    "QuadrupleCLIPLoader": ("clip_name1", "clip_name2", "clip_name3", "clip_name4"),
    "CLIPVisionLoader": ("clip_name",),
    "ControlNetLoader": ("control_net_name",),
    "DiffControlNetLoader": ("control_net_name",),
    "UpscaleModelLoader": ("model_name",),
    "StyleModelLoader": ("style_model_name",),
    "GLIGENLoader": ("gligen_name",),
    "HypernetworkLoader": ("hypernetwork_name", "strength"),
    "CLIPTextEncode": ("text",),
    "EmptyLatentImage": ("width", "height", "batch_size"),
    "KSampler": ("seed", "steps", "cfg", "sampler_name", "scheduler", "denoise"),
    "KSamplerAdvanced": (
        "add_noise",
        "noise_seed",
        "steps",
        "cfg",
        "sampler_name",
        "scheduler",
        "start_at_step",
        "end_at_step",
        "return_with_leftover_noise",
    ),
    "LoadImage": ("image",),
    "SaveImage": ("filename_prefix",),
    "Efficient Loader": (
        "ckpt_name",
        "vae_name",
        "clip_skip",
        "lora_name",
        "lora_model_strength",
        "lora_clip_strength",
    ),
}


def named_widgets(node: dict[str, Any]) -> dict[str, Any]:
    """A node's widget values by name; a value whose name nobody knows is ``widget_<its place>``."""
    values = node.get("widgets_values")
    by_name = as_object(values)
    if by_name is not None:
        return dict(by_name)
    listed = as_list(values) or []
    names = WIDGETS.get(str(node.get("type")), ())
    if not names:
        names = _names_in_inputs(node, listed)
    return _zipped(names, listed)


def first_widget(node: dict[str, Any]) -> str:
    """The first value as text: what set and get nodes know each other by."""
    return str(next(iter(named_widgets(node).values()), ""))


def _names_in_inputs(node: dict[str, Any], values: list[Any]) -> tuple[str, ...]:
    """Newer front ends list every widget as an input, older ones only those turned into inputs.

    So the names count only when there is one for each value.
    """
    widgets = (as_object(given.get("widget")) for given in objects_in(node.get("inputs")))
    names = tuple(str(widget.get("name")) for widget in widgets if widget is not None)
    return names if set(_zipped(names, values)) == set(names) else ()


def _zipped(names: tuple[str, ...], values: list[Any]) -> dict[str, Any]:
    named: dict[str, Any] = {}
    remaining = list(names)
    last = ""
    for place, value in enumerate(values):
        if last in _SEEDS and value in _CONTROL and isinstance(value, str | bool):
            last = ""
            continue
        last = remaining.pop(0) if remaining else f"widget_{place}"
        named[last] = value
    return named
