"""Which input of which node names which kind of model: data, to be added to."""

from __future__ import annotations

import re
from typing import NamedTuple


class ModelKind(NamedTuple):
    """What a model is used as (role), what it is (asset type), and where ComfyUI looks for it (folder)."""

    role: str
    asset_type: str
    folder: str


CHECKPOINT = ModelKind("primary_model", "model", "checkpoints")
DIFFUSION = ModelKind("primary_model", "model", "diffusion_models")
LORA = ModelKind("lora", "lora", "loras")
VAE = ModelKind("vae", "vae", "vae")
TEXT_ENCODER = ModelKind("text_encoder", "text_encoder", "text_encoders")
CONTROLNET = ModelKind("controlnet", "controlnet", "controlnet")
UPSCALER = ModelKind("upscaler", "upscaler", "upscale_models")
CLIP_VISION = ModelKind("clip_vision", "clip_vision", "clip_vision")
STYLE_MODEL = ModelKind("style_model", "style_model", "style_models")
GLIGEN = ModelKind("gligen", "gligen", "gligen")
HYPERNETWORK = ModelKind("hypernetwork", "hypernetwork", "hypernetworks")
EMBEDDING = ModelKind("embedding", "embedding", "embeddings")
IP_ADAPTER = ModelKind("ip_adapter", "ip_adapter", "ipadapter")
MOTION_MODULE = ModelKind("motion_module", "motion_module", "animatediff_models")
MOTION_LORA = ModelKind("lora", "lora", "animatediff_motion_lora")
PHOTOMAKER = ModelKind("photomaker", "photomaker", "photomaker")
INSTANT_ID = ModelKind("instant_id", "instant_id", "instantid")
AUDIO_ENCODER = ModelKind("audio_encoder", "audio_encoder", "audio_encoders")
MODEL_PATCH = ModelKind("model_patch", "model_patch", "model_patches")
DETECTOR = ModelKind("detector", "detector", "ultralytics")
SEGMENTER = ModelKind("segmenter", "segmenter", "sams")
FACE_RESTORER = ModelKind("face_restorer", "face_restorer", "facerestore_models")
INTERPOLATOR = ModelKind("interpolator", "interpolator", "frame_interpolation")
OTHER = ModelKind("auxiliary_model", "model", "")

FOLDER_OF_TYPE = {
    kind.asset_type: kind.folder
    for kind in (
        *(CHECKPOINT, LORA, VAE, TEXT_ENCODER, CONTROLNET, UPSCALER, CLIP_VISION, STYLE_MODEL, GLIGEN),
        *(HYPERNETWORK, EMBEDDING, IP_ADAPTER, MOTION_MODULE, PHOTOMAKER, INSTANT_ID, AUDIO_ENCODER),
        *(MODEL_PATCH, DETECTOR, SEGMENTER, FACE_RESTORER, INTERPOLATOR),
    )
}
"""The folder that a line of a type is prefixed with, when its plain name belongs to another type."""

FOLDER_ALIASES = {"unet": "diffusion_models", "clip": "text_encoders", "t2i_adapter": "controlnet"}
"""Former names of ComfyUI's model folders; both are still read."""

LOADERS: dict[str, ModelKind] = {
    "CheckpointLoaderSimple": CHECKPOINT,
    "CheckpointLoader": CHECKPOINT,
    "CheckpointLoaderNF4": CHECKPOINT,
    "unCLIPCheckpointLoader": CHECKPOINT,
    "ImageOnlyCheckpointLoader": CHECKPOINT,
    "UNETLoader": DIFFUSION,
    "UnetLoaderGGUF": DIFFUSION,
    "UnetLoaderGGUFAdvanced": DIFFUSION,
    "WanVideoModelLoader": DIFFUSION,
    "HyVideoModelLoader": DIFFUSION,
    "LoraLoader": LORA,
    "LoraLoaderModelOnly": LORA,
    "WanVideoLoraSelect": LORA,
    "VAELoader": VAE,
    "WanVideoVAELoader": VAE,
    "CLIPLoader": TEXT_ENCODER,
    "CLIPLoaderGGUF": TEXT_ENCODER,
    "DualCLIPLoader": TEXT_ENCODER,
    "DualCLIPLoaderGGUF": TEXT_ENCODER,
    "TripleCLIPLoader": TEXT_ENCODER,
    "QuadrupleCLIPLoader": TEXT_ENCODER,
    "LoadWanVideoT5TextEncoder": TEXT_ENCODER,
    "ControlNetLoader": CONTROLNET,
    "ControlNetLoaderAdvanced": CONTROLNET,
    "DiffControlNetLoader": CONTROLNET,
    "UpscaleModelLoader": UPSCALER,
    "CLIPVisionLoader": CLIP_VISION,
    "StyleModelLoader": STYLE_MODEL,
    "GLIGENLoader": GLIGEN,
    "HypernetworkLoader": HYPERNETWORK,
    "IPAdapterModelLoader": IP_ADAPTER,
    "ADE_LoadAnimateDiffModel": MOTION_MODULE,
    "ADE_AnimateDiffLoaderGen1": MOTION_MODULE,
    "ADE_AnimateDiffLoaderWithContext": MOTION_MODULE,
    "ADE_AnimateDiffLoRALoader": MOTION_LORA,
    "PhotoMakerLoader": PHOTOMAKER,
    "InstantIDModelLoader": INSTANT_ID,
    "AudioEncoderLoader": AUDIO_ENCODER,
    "ModelPatchLoader": MODEL_PATCH,
    "UltralyticsDetectorProvider": DETECTOR,
    "SAMLoader": SEGMENTER,
    "FaceRestoreModelLoader": FACE_RESTORER,
    "RIFE VFI": INTERPOLATOR,
    "FILM VFI": INTERPOLATOR,
}
"""Nodes that load one kind of model, whatever their inputs are called."""

INPUTS: tuple[tuple[re.Pattern[str], ModelKind], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"^(ckpt|checkpoint)(_?name)?_?\d*$|^(base|refiner)_ckpt_name$", CHECKPOINT),
        (r"^(unet|diffusion_model)_?name\d*$", DIFFUSION),
        (r"^lora(_?name)?_?\d*$", LORA),
        (r"^vae_?name$", VAE),
        (r"^clip_?name\d*$", TEXT_ENCODER),
        (r"^control_?net_?name_?\d*$", CONTROLNET),
        (r"^(upscale_model|upscaler)(_?name)?$", UPSCALER),
        (r"^clip_vision(_?name)?$", CLIP_VISION),
        (r"^style_model_name$", STYLE_MODEL),
        (r"^hypernetwork_name$", HYPERNETWORK),
        (r"^embedding(_name)?$", EMBEDDING),
        (r"^ip_?adapter(_file|_name)?$", IP_ADAPTER),
        (r"^motion_(model|module)(_name)?$", MOTION_MODULE),
    )
)
"""Inputs whose name says the kind: efficient loaders, LoRA stacks, and whatever follows ComfyUI's habits."""

HINTS: tuple[tuple[str, ModelKind], ...] = (
    ("lora", LORA),
    ("clip_vision", CLIP_VISION),
    ("clipvision", CLIP_VISION),
    ("ipadapter", IP_ADAPTER),
    ("ip_adapter", IP_ADAPTER),
    ("animatediff", MOTION_MODULE),
    ("motion", MOTION_MODULE),
    ("controlnet", CONTROLNET),
    ("control_net", CONTROLNET),
    ("upscale", UPSCALER),
    ("hypernetwork", HYPERNETWORK),
    ("embedding", EMBEDDING),
    ("text_encoder", TEXT_ENCODER),
    ("textencoder", TEXT_ENCODER),
    ("checkpoint", CHECKPOINT),
    ("ckpt", CHECKPOINT),
    ("unet", DIFFUSION),
    ("diffusion", DIFFUSION),
    ("vae", VAE),
    ("clip", TEXT_ENCODER),
)
"""Words in the names of an unknown node and its input, the telling ones first: a guess."""


def kind_of(class_type: str, input_name: str) -> tuple[ModelKind, bool]:
    """The kind of model that an input names, and whether that is only a guess."""
    known = LOADERS.get(class_type)
    if known is not None:
        return known, False
    for pattern, kind in INPUTS:
        if pattern.match(input_name):
            return kind, False
    words = (input_name.lower(), class_type.lower())
    hinted = (kind for text in words for hint, kind in HINTS if hint in text)
    return next(hinted, OTHER), True
