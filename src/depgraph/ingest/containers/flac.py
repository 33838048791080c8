"""FLAC: the Vorbis comment block. Source: RFC 9639, section 8. ComfyUI's SaveAudio writes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from depgraph.errors import BadInput
from depgraph.ingest.containers import vorbis
from depgraph.ingest.limits import MAX_PARTS
from depgraph.ingest.stream import read_at, size_of

_VORBIS_COMMENT = 4


def texts(stream: BinaryIO) -> Iterator[tuple[str, str]]:
    """The comments of every metadata block, up to the sound."""
    size, at = size_of(stream), 4
    for _ in range(MAX_PARTS):
        if at + 4 > size:
            raise BadInput("the file ends before its sound")
        head = read_at(stream, at, 4, "a block's head")
        last, kind, length = bool(head[0] & 0x80), head[0] & 0x7F, int.from_bytes(head[1:], "big")
        if kind == _VORBIS_COMMENT:
            yield from vorbis.texts(read_at(stream, at + 4, length, "its comments"))
        if last:
            return
        at += 4 + length
    raise BadInput(f"it has more than {MAX_PARTS:,} blocks")
