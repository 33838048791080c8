"""Files of our own making."""

from __future__ import annotations

import json
from typing import Any


def safetensors(metadata: dict[str, Any] | None, tensors: bytes) -> bytes:
    """A safetensors file with one tensor."""
    header: dict[str, Any] = {"weight": {"dtype": "U8", "shape": [len(tensors)], "data_offsets": [0, 1]}}
    if metadata is not None:
        header["__metadata__"] = metadata
    return framed(json.dumps(header, ensure_ascii=False).encode(), tensors)


def framed(header: bytes, tensors: bytes = b"") -> bytes:
    """Bytes with the frame of a safetensors file around them."""
    return len(header).to_bytes(8, "little") + header + tensors
