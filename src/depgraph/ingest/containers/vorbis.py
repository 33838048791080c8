"""Vorbis comments, as in FLAC and Ogg. Source: https://www.xiph.org/vorbis/doc/v-comment.html."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from depgraph.errors import BadInput
from depgraph.ingest.stream import text_of


def texts(data: bytes) -> Iterator[tuple[str, str]]:
    """``KEY=text`` entries after the vendor's name; all lengths are little-endian."""
    at = 4 + _length(data, 0)
    count = _length(data, at)
    at += 4
    for _ in range(count):
        length = _length(data, at)
        entry = data[at + 4 : at + 4 + length]
        if len(entry) < length:
            raise BadInput("its comments end in the middle of one")
        key, _, text = entry.partition(b"=")
        yield text_of(key), text_of(text)
        at += 4 + length


def _length(data: bytes, at: int) -> int:
    if at + 4 > len(data):
        raise BadInput("its comments end in the middle of one")
    return struct.unpack_from("<I", data, at)[0]
