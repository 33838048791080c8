"""Files of our own making."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from depgraph.files.progress import Progress


def safetensors(metadata: dict[str, Any] | None, tensors: bytes) -> bytes:
    """A safetensors file with one tensor."""
    header: dict[str, Any] = {"weight": {"dtype": "U8", "shape": [len(tensors)], "data_offsets": [0, 1]}}
    if metadata is not None:
        header["__metadata__"] = metadata
    return framed(json.dumps(header, ensure_ascii=False).encode(), tensors)


def framed(header: bytes, tensors: bytes = b"") -> bytes:
    """Bytes with the frame of a safetensors file around them."""
    return len(header).to_bytes(8, "little") + header + tensors


class WhileItGrows(Progress):
    """Somebody is still writing the file while it is read."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def add(self, count: int) -> None:
        if self.done == 0:
            with self._path.open("ab") as file:
                file.write(b"more")
        super().add(count)
