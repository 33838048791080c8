"""WebP: the EXIF chunk of a RIFF file. Source: RFC 9649, section 2.7."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from depgraph.errors import BadInput
from depgraph.ingest.containers import exif
from depgraph.ingest.limits import MAX_PARTS
from depgraph.ingest.stream import read_at, size_of


def texts(stream: BinaryIO) -> Iterator[tuple[str, str]]:
    """The texts of each EXIF chunk; pictures and frames are stepped over, never read."""
    size = size_of(stream)
    at = 12
    for _ in range(MAX_PARTS):
        if at + 8 > size:
            break
        kind, length = struct.unpack("<4sI", read_at(stream, at, 8, "a chunk's head"))
        if at + 8 + length > size:
            raise BadInput("the file ends in the middle of a chunk")
        if kind == b"EXIF":
            yield from exif.texts(read_at(stream, at + 8, length, "its EXIF chunk"))
        at += 8 + length + length % 2
    if at == 12:
        raise BadInput("the file ends before its first chunk")
