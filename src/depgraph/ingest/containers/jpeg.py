"""JPEG: Exif segments (APP1) before the pixel data. Source: ITU-T T.81, annex B, and Exif 2.32."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from depgraph.errors import BadInput
from depgraph.ingest.containers import exif
from depgraph.ingest.limits import MAX_PARTS
from depgraph.ingest.stream import read_at, size_of, text_of

_APP1, _COMMENT, _START_OF_SCAN, _END = 0xE1, 0xFE, 0xDA, 0xD9


def texts(stream: BinaryIO) -> Iterator[tuple[str, str]]:
    """Exif texts and comments, up to the start of the pixel data."""
    size, at = size_of(stream), 2
    for _ in range(MAX_PARTS):
        if at + 4 > size:
            raise BadInput("the file ends before its pixel data")
        mark, marker, length = struct.unpack(">BBH", read_at(stream, at, 4, "a segment's head"))
        if mark != 0xFF or marker in (_START_OF_SCAN, _END):
            return
        data = read_at(stream, at + 4, max(length - 2, 0), "a segment")
        if marker == _APP1 and data.startswith(b"Exif\0\0"):
            yield from exif.texts(data)
        elif marker == _COMMENT:
            yield "comment", text_of(data)
        at += 2 + max(length, 2)
