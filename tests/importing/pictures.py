"""Small outputs of our own making: a PNG with the prompt that a ComfyUI would have put in."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path
from typing import Any

MODEL = "dreamscape_v1.safetensors"
LORA = "weather\\mist_v2.safetensors"


def prompt(*, model: str = MODEL, lora: str = LORA, seed: int = 1, text: str = "rain") -> dict[str, Any]:
    """A sampler with one model and one LoRA at 0.8, in the API's form."""
    return {
        "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": model}},
        "10": {
            "class_type": "LoraLoader",
            "inputs": {
                "lora_name": lora,
                "strength_model": 0.8,
                "strength_clip": 1.0,
                "model": ["4", 0],
                "clip": ["4", 1],
            },
        },
        "6": {"class_type": "CLIPTextEncode", "inputs": {"text": text, "clip": ["10", 1]}},
        "3": {
            "class_type": "KSampler",
            "inputs": {"seed": seed, "steps": 20, "cfg": 7.0, "model": ["10", 0], "positive": ["6", 0]},
        },
        "9": {"class_type": "SaveImage", "inputs": {"images": ["3", 0], "filename_prefix": "out"}},
    }


def workflow(*, model: str = MODEL) -> dict[str, Any]:
    """The same model in the user interface's form, without a prompt."""
    return {
        "nodes": [{"id": 4, "type": "CheckpointLoaderSimple", "mode": 0, "widgets_values": [model]}],
        "links": [],
        "version": 0.4,
    }


def png(path: Path, **texts: Any) -> Path:
    """A one-pixel PNG with these text chunks, each a JSON document."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header)]
    chunks += [(b"tEXt", key.encode() + b"\0" + json.dumps(value).encode()) for key, value in texts.items()]
    chunks += [(b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks))
    return path


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def studio(folder: Path) -> Path:
    """Two outputs of one scene type, one of another, a template, and a broken file."""
    png(folder / "street" / "a_00001_.png", prompt=prompt(seed=1))
    png(folder / "street" / "a_00002_.png", prompt=prompt(seed=2, text="snow"))
    png(folder / "street" / "b_00001_.png", prompt=prompt(lora="neon_rain_v1.safetensors"))
    png(folder / "idea.png", workflow=workflow())
    (folder / "torn.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 5)
    return folder
