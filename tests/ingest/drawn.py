"""Small files and graphs of our own making."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parent / "fixtures"
FIXTURE_PROMPT: dict[str, Any] = {
    "3": {
        "class_type": "LoraLoader",
        "inputs": {"lora_name": "fashionGirl_v51.safetensors", "strength_model": 0.5, "txt": "Größe 猫"},
    }
}
FIXTURE_WORKFLOW: dict[str, Any] = {
    "nodes": [{"id": 1, "type": "VAELoader", "widgets_values": ["ae.safetensors"]}],
    "links": [],
}
_HEAD = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I4s", len(data), kind) + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*chunks: tuple[bytes, bytes], end: bool = True) -> bytes:
    """A PNG of one grey point, with further chunks before the pixel data."""
    first = (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    last = [(b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")] if end else []
    return _HEAD + b"".join(chunk(kind, data) for kind, data in (first, *chunks, *last))


def text_chunk(key: str, value: Any) -> tuple[bytes, bytes]:
    text = value if isinstance(value, str) else json.dumps(value)
    return b"tEXt", key.encode() + b"\0" + text.encode()


def picture(prompt: Any = None, workflow: Any = None) -> bytes:
    """A picture as SaveImage writes it."""
    pairs = (("prompt", prompt), ("workflow", workflow))
    return png(*(text_chunk(key, value) for key, value in pairs if value is not None))


def prompt(
    *, lora: str = "fashionGirl_v51.safetensors", seed: int = 1, text: str = "a cat", strength: float = 0.5
) -> dict[str, Any]:
    """checkpoint -> LoRA -> sampler -> save, with the text in between."""
    return {
        "1": _node("CheckpointLoaderSimple", ckpt_name="_Baked__\\animatrix_v20.safetensors"),
        "2": _node("LoraLoader", model=["1", 0], clip=["1", 1], lora_name=lora, strength_model=strength),
        "3": _node("CLIPTextEncode", clip=["2", 1], text=text),
        "4": _node("KSampler", model=["2", 0], positive=["3", 0], negative=["3", 0], seed=seed, steps=20),
        "5": _node("VAEDecode", samples=["4", 0], vae=["1", 2]),
        "6": _node("SaveImage", images=["5", 0], filename_prefix="out"),
    }


def _node(class_type: str, **inputs: Any) -> dict[str, Any]:
    return {"class_type": class_type, "inputs": inputs}


def ui_node(node_id: int, kind: str, *values: Any, **links: int) -> dict[str, Any]:
    """A node of the UI form; ``links`` are its linked inputs by name."""
    inputs = [{"name": name, "type": "*", "link": link} for name, link in links.items()]
    return {"id": node_id, "type": kind, "mode": 0, "inputs": inputs, "widgets_values": list(values)}
